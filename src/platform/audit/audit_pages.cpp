#include "platform/audit/audit_pages.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "platform/audit/audit.hpp"
#include "platform/desk/desk.hpp"
#include "platform/desk/json.hpp"

namespace rapport::audit {

namespace json = boost::json;

namespace {

constexpr int page_max = 100;

// Which contact or request it was stays out: an administrator learns that, not about whom.
std::string kind_of(const Entry& entry) { return entry.object.substr(0, entry.object.find('/')); }

http::Response show_audit(desk::Reading& request) {
    Instant before{request.speech().now().ms + 1};
    const auto typed = request.query("before");
    std::from_chars(typed.data(), typed.data() + typed.size(), before.ms);
    AuditView view;
    const auto found = request.read([&](ReadTx& tx) { return entries(tx, before, page_max); });
    for (const Entry& entry : found) {
        view.lines.push_back({entry.at, entry.actor, entry.action, kind_of(entry)});
    }
    if (static_cast<int>(found.size()) == page_max) view.older_than = found.back().at.ms;
    return request.page(Key{"audit.title"}, view);
}

// Where a list goes on: before this instant, leaving out as many of its own as were shown. The
// numbers of the entries stay out of it: a gap in them would tell of a note.
struct Mark {
    std::int64_t ms = 0;
    std::size_t shown = 0;
};

std::optional<Mark> mark_of(std::string_view cursor, Instant now) {
    if (cursor.empty()) return Mark{.ms = now.ms, .shown = 0};
    const auto key = desk::key_of_cursor(cursor);
    const auto space = key ? key->find(' ') : std::string::npos;
    Mark mark;
    if (space == std::string::npos) return std::nullopt;
    std::from_chars(key->data(), key->data() + space, mark.ms);
    std::from_chars(key->data() + space + 1, key->data() + key->size(), mark.shown);
    return mark;
}

std::string cursor_after(const std::vector<Entry>& found, const Mark& mark) {
    const std::int64_t ms = found.back().at.ms;
    auto shown = static_cast<std::size_t>(
        std::ranges::count(found, ms, [](const Entry& entry) { return entry.at.ms; }));
    if (ms == mark.ms) shown += mark.shown;
    return desk::cursor_of(std::to_string(ms) + " " + std::to_string(shown));
}

json::object entry_json(const Entry& entry) {
    return {{"at", entry.at.rfc3339()},
            {"actor", entry.actor},
            {"action", entry.action},
            {"object", kind_of(entry)}};
}

http::Response list_audit(desk::Reading& request) {
    const auto mark = mark_of(request.query("cursor"), request.speech().now());
    if (!mark) throw desk::NotFound();
    const auto wanted = static_cast<std::size_t>(page_max);
    auto found = request.read([&](ReadTx& tx) {
        return entries(tx, {mark->ms + 1}, static_cast<int>(wanted + mark->shown + 1));
    });
    found.erase(found.begin(),
                found.begin() + static_cast<std::ptrdiff_t>(std::min(mark->shown, found.size())));
    const bool has_more = found.size() > wanted;
    if (has_more) found.resize(wanted);
    json::array lines;
    for (const Entry& entry : found) lines.push_back(entry_json(entry));
    const auto next = has_more ? json::value(cursor_after(found, *mark)) : json::value(nullptr);
    return request.json(json::object{{"entries", std::move(lines)}, {"next", next}});
}

}  // namespace

void mount_audit(desk::Routes& on) {
    using K = desk::Field::Kind;
    on.get("/settings/audit", Right::see_audit, show_audit);
    on.api_get("/api/v1/audit", Right::see_audit, list_audit,
               {.summary = "What was done, newest first, a hundred at once.",
                .input = {{"cursor", K::text, false, "Where the page before ended: its `next`."}},
                .output = {{"at", K::instant, true},
                           {"actor", K::text, true, "Empty for the program itself."},
                           {"action", K::text, true},
                           {"object", K::text, true, "The kind of thing, never which one."}},
                .output_list = "entries"});
}

}  // namespace rapport::audit
