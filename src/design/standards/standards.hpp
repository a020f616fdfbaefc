// Standards of the field as reference data, by framework and edition: the codes, the short names
// and what each means in our own words, with the owner's terms and where to read the owner's text.
// No text of an owner is shipped. A code means nothing without its framework and edition: editions
// are renumbered and reworded, so whoever cites one cites all three.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/locale/speech.hpp"

namespace rapport::desk {
class Routes;
}

namespace rapport::standards {

// {"iste_coaches", "2024", "4.5.a"}: how other things cite a standard.
struct Ref {
    std::string framework, edition, code;
    std::string text() const { return framework + "/" + edition + "/" + code; }
    friend auto operator<=>(const Ref&, const Ref&) = default;
};

// Is the owner's wording behind our paraphrase checked against a source, or only believed so?
enum class Sure : std::uint8_t { checked, unchecked };

// A standard, or an indicator of the standard before it (depth 1).
struct Standard {
    std::string_view code;
    std::string_view name;  // The owner's short name; "" for an indicator, which has none.
    int depth = 0;
    std::string_view says = {};    // Key of our paraphrase, after "standard."; "" for none.
    std::string_view before = {};  // Its code in the edition before, where there is one.
    Sure sure = Sure::checked;
    // Codes of the newest edition that carry it on, with a blank between; where `before` of the
    // newest says it already, or nothing does, "".
    std::string_view since = {};
    std::string paraphrase(const locale::Speech&) const;  // "" for none.
};

struct Framework {
    std::string_view id, edition;
    std::string_view name;  // As its owner calls it.
    std::string_view owner, link;
    std::string_view edition_before;  // To which Standard::before belongs; "" for none.
    std::span<const Standard> standards;
    const Standard* find(std::string_view code) const;
};

std::span<const Framework> all();  // The newest edition of each first.
const Framework* find(std::string_view id, std::string_view edition);
// "iste_coaches/2024/4.5.a"; none where nothing of that name is known.
std::optional<Ref> parse(std::string_view text);
const Standard* find(const Ref&);
// "4.5.a Professional Learning Facilitator": an indicator is said with the standard it belongs to.
std::string called(const Ref&);

// The crosswalk: what carries a standard of an earlier edition on in the newest, by its codes. None
// for a standard of the newest itself, and for one that nothing carries on.
std::vector<Ref> carried_on(const Ref&);
// The newest edition of a framework that is known.
const Framework& newest(std::string_view id);

// /standards and /api/v1/standards.
void mount_standards(desk::Routes&);

}  // namespace rapport::standards
