#include "design/standards/standards.hpp"

#include <algorithm>

#include "kernel/check.hpp"
#include "kernel/text/text.hpp"

namespace rapport::standards {

std::string Standard::paraphrase(const locale::Speech& speech) const {
    if (says.empty()) return "";
    const std::string key = "standard." + std::string(says);
    return speech.say(Key::of(key));
}

std::optional<Ref> parse(std::string_view typed) {
    const auto parts = text::split(typed, '/');
    if (parts.size() != 3) return std::nullopt;
    Ref ref{std::string(parts[0]), std::string(parts[1]), std::string(parts[2])};
    if (find(ref) == nullptr) return std::nullopt;
    return ref;
}

const Standard* find(const Ref& ref) {
    const Framework* framework = find(ref.framework, ref.edition);
    return framework == nullptr ? nullptr : framework->find(ref.code);
}

const Framework& newest(std::string_view id) {
    const auto at = std::ranges::find(all(), id, &Framework::id);
    must(at != all().end(), "nothing is known of this framework");
    return *at;
}

std::vector<Ref> carried_on(const Ref& ref) {
    std::vector<Ref> out;
    const Standard* standard = find(ref);
    if (standard == nullptr) return out;
    const Framework& late = newest(ref.framework);
    if (late.edition == ref.edition) return out;
    const auto add = [&](std::string_view code) {
        out.push_back({ref.framework, std::string(late.edition), std::string(code)});
    };
    if (late.edition_before == ref.edition) {
        for (const Standard& one : late.standards) {
            if (one.before == standard->code) add(one.code);
        }
    } else if (!standard->since.empty()) {
        for (const auto code : text::split(standard->since, ' ')) add(code);
    }
    return out;
}

std::string called(const Ref& ref) {
    const Framework* framework = find(ref.framework, ref.edition);
    if (framework == nullptr) return ref.text();
    std::string_view name;
    for (const Standard& one : framework->standards) {
        if (one.depth == 0) name = one.name;
        if (one.code == ref.code) return ref.code + " " + std::string(name);
    }
    return ref.text();
}

}  // namespace rapport::standards
