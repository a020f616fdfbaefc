#include "platform/roster/report_view.hpp"

#include <boost/json.hpp>

#include "platform/roster/report.hpp"
#include "platform/roster/wording.hpp"

namespace rapport::roster {

namespace {

namespace json = boost::json;
constexpr std::size_t lines_max = 25, flaws_max = 100, ranges_max = 12;

std::string text(const json::object& from, std::string_view name) {
    return std::string(from.at(name).as_string());
}
std::int64_t number(const json::object& from, std::string_view name) {
    return from.at(name).to_number<std::int64_t>();
}

std::string address(const ReportView& view, std::string_view rest) {
    return "/settings/roster/" + view.id + "/" + std::string(rest);
}

void put_counts(ReportView& view, const json::object& report, const locale::Speech& speech) {
    for (const auto& entry : report.at("counts").as_object()) {
        const auto& sums = entry.value().as_object();
        view.counts.push_back({speech.say(entities_key(entry.key())), number(sums, "added"),
                               number(sums, "changed"), number(sums, "ended"), number(sums, "kept"),
                               number(sums, "same")});
    }
}

void put_doubts(ReportView& view, const json::object& report, const locale::Speech& speech) {
    for (const auto& value : report.at("stops").as_array()) {
        const auto& stop = value.as_object();
        const std::string entity = text(stop, "entity");
        view.stops.push_back(stop_said({entity, number(stop, "removed"), number(stop, "of")},
                                       number(report, "stop_percent"), speech));
    }
    for (const auto& value : report.at("merges").as_array()) {
        const auto& merge = value.as_object();
        const std::string says =
            speech.say(merge_key(text(merge, "why")),
                       {{"name", text(merge, "name")}, {"email", text(merge, "email")}});
        const std::string ids = speech.say(
            "roster.merge_ids", {{"old", text(merge, "old")}, {"new", text(merge, "new")}});
        view.merges.push_back({text(merge, "new"), says, ids, merge.at("taken").as_bool()});
    }
    for (const auto& value : report.at("left").as_array()) {
        const auto& left = value.as_object();
        view.left.push_back(
            speech.say("roster.left_line", {{"name", text(left, "name")},
                                            {"field", speech.say(field_key(text(left, "field")))},
                                            {"kept", text(left, "kept")},
                                            {"roster", text(left, "roster")}}));
    }
}

void put_buildings(ReportView& view, const json::object& report,
                   const std::vector<Part>& first_parts, const locale::Speech& speech) {
    for (const auto& value : report.at("buildings").as_array()) {
        const auto& building = value.as_object();
        const std::string name = text(building, "name");
        BuildingPart part;
        part.name = name.empty() ? speech.say("roster.whole_district") : name;
        part.sum = speech.say("roster.building_sum", {{"added", number(building, "added")},
                                                      {"changed", number(building, "changed")},
                                                      {"ended", number(building, "ended")},
                                                      {"kept", number(building, "kept")}});
        part.href = address(view, "changes?building=" + query_text(name));
        const std::int64_t all = number(building, "added") + number(building, "changed") +
                                 number(building, "ended") + number(building, "kept");
        for (const auto& first : first_parts) {
            if (first.label != name) continue;
            const auto changes = json::parse(first.body);
            for (const auto& change : changes.as_array()) {
                if (part.lines.size() == lines_max) break;
                part.lines.push_back(change_said(change.as_object(), speech));
            }
        }
        const std::int64_t rest = all - static_cast<std::int64_t>(part.lines.size());
        if (rest > 0) part.more = speech.say("roster.more", {{"count", rest}});
        view.buildings.push_back(std::move(part));
    }
}

Flaw flaw_of(const json::object& kept) {
    Flaw flaw{kind_of(text(kept, "kind")), text(kept, "file"),    text(kept, "field"),
              text(kept, "found"),         number(kept, "count"), {}};
    for (const auto& range : kept.at("rows").as_array()) {
        flaw.rows.push_back({range.as_array()[0].to_number<std::int64_t>(),
                             range.as_array()[1].to_number<std::int64_t>()});
    }
    return flaw;
}

void put_flaws(ReportView& view, const json::object& report, const locale::Speech& speech) {
    const auto& flaws = report.at("flaws").as_array();
    view.is_clean = flaws.empty();
    for (const Weight weight : {Weight::stop, Weight::loss, Weight::note}) {
        FlawGroup group{.title = speech.say(weight_key(weight)), .rows = {}, .more = {}};
        std::int64_t passed_over = 0;
        for (const auto& value : flaws) {
            const Flaw flaw = flaw_of(value.as_object());
            if (text_of(flaw.kind).weight != weight) continue;
            if (group.rows.size() == flaws_max) {
                ++passed_over;
                continue;
            }
            group.rows.push_back({where_said(flaw, ranges_max, speech), said(flaw, speech),
                                  done_said(flaw, speech)});
        }
        if (passed_over > 0) group.more = speech.say("roster.flaws_more", {{"count", passed_over}});
        if (!group.rows.empty()) view.flaws.push_back(std::move(group));
    }
}

}  // namespace

std::string query_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        if (is_plain) {
            out += c;
            continue;
        }
        out += '%';
        out += "0123456789ABCDEF"[byte >> 4];
        out += "0123456789ABCDEF"[byte & 15];
    }
    return out;
}

std::string sum_said(const ImportRow& import, const locale::Speech& speech) {
    return speech.say("roster.sum", {{"added", import.sum.added},
                                     {"changed", import.sum.changed},
                                     {"ended", import.sum.ended},
                                     {"kept", import.sum.kept},
                                     {"left_out", import.left_out}});
}

std::string state_said(const ImportRow& import, const locale::Speech& speech) {
    if (import.state == "applied") return speech.say("roster.state_applied");
    if (import.state == "superseded") return speech.say("roster.state_superseded");
    if (import.is_stopped) return speech.say("roster.state_stopped");
    return speech.say("roster.state_checked");
}

ReportView report_view(const ImportRow& import, const std::vector<Part>& first_parts,
                       const locale::Speech& speech) {
    const auto parsed = json::parse(import.report);
    const auto& report = parsed.as_object();
    ReportView view;
    view.id = import.id.text();
    const bool is_applied = import.state == "applied";
    view.title =
        speech.say(is_applied ? Key{"roster.report_title_applied"} : Key{"roster.report_title"},
                   {{"source", import.source_name}});
    view.facts = speech.say("roster.facts", {{"version", text(report, "version")},
                                             {"rows", number(report, "rows")},
                                             {"students", number(report, "students")}});
    const std::string system = text(report, "system");
    if (!system.empty()) view.system = speech.say("roster.facts_system", {{"system", system}});
    view.sum = sum_said(import, speech);
    const bool is_empty = report.at("is_empty").as_bool();
    view.is_empty = is_empty && !import.is_stopped;
    view.is_open = import.state == "checked" && !is_empty;
    view.is_stopped = view.is_open && import.is_stopped;
    put_counts(view, report, speech);
    put_doubts(view, report, speech);
    put_buildings(view, report, first_parts, speech);
    put_flaws(view, report, speech);
    for (const auto& entry : report.at("rejects").as_object()) {
        const std::string file(entry.key());
        const auto count = entry.value().to_number<std::int64_t>();
        view.rejects.push_back(
            {address(view, "rejects?file=" + query_text(file)),
             speech.say("roster.rejects_file", {{"file", file}, {"count", count}})});
    }
    return view;
}

}  // namespace rapport::roster
