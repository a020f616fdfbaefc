// The report as sentences, for the command line and the pages.
#include <boost/json.hpp>

#include "kernel/text/text.hpp"
#include "platform/roster/report.hpp"
#include "platform/roster/wording.hpp"

namespace rapport::roster {

namespace {

namespace json = boost::json;

std::string trimmed(std::string text) { return std::string(text::trimmed(text)); }

// "teacher · Summit High": the role by its name in the reader's language.
std::string value_said(std::string_view field, std::string_view value,
                       const locale::Speech& speech) {
    const auto end = std::min(value.find(" · "), value.size());
    Role role;
    if (field != "role" || !parse_role(value.substr(0, end), role)) return std::string(value);
    return speech.say(label(role)) + std::string(value.substr(end));
}

// Fields of a change: [[field, before, after], …] as one clause.
std::string fields_said(const json::array& fields, const locale::Speech& speech) {
    std::string said;
    for (const auto& value : fields) {
        const auto& field = value.as_array();
        const auto text = [&](std::size_t at) {
            return value_said(field[0].as_string(), field[at].as_string(), speech);
        };
        const std::string name = speech.say(field_key(field[0].as_string()));
        if (!said.empty()) said += "; ";
        if (text(1).empty()) {
            said += speech.say("roster.value_set", {{"field", name}, {"after", text(2)}});
        } else if (text(2).empty()) {
            said += speech.say("roster.value_gone", {{"field", name}, {"before", text(1)}});
        } else {
            said += speech.say("roster.value_changed",
                               {{"field", name}, {"before", text(1)}, {"after", text(2)}});
        }
    }
    return said;
}

void add_line(const Print& out, std::string_view indent, const std::string& line) {
    out(indent);
    out(line);
    out("\n");
}

void add_heading(const Print& out, const locale::Speech& speech, const std::string& title) {
    add_line(out, "\n", speech.say("roster.heading", {{"title", title}}));
}

void add_flaws(const Print& out, const Look& look, const locale::Speech& speech) {
    constexpr std::size_t ranges_max = 12;
    bool is_any = false;
    for (const Weight weight : {Weight::stop, Weight::loss, Weight::note}) {
        bool is_first = true;
        for (const Flaws* flaws : {&look.reading.flaws, &look.plan.flaws}) {
            for (const auto& flaw : flaws->all()) {
                if (text_of(flaw.kind).weight != weight) continue;
                if (is_first) add_heading(out, speech, speech.say(weight_key(weight)));
                is_first = false;
                is_any = true;
                add_line(
                    out, "  ",
                    speech.say("roster.flaw_line", {{"where", where_said(flaw, ranges_max, speech)},
                                                    {"found", said(flaw, speech)},
                                                    {"done", done_said(flaw, speech)}}));
            }
        }
    }
    if (!is_any) add_line(out, "", "\n" + speech.say("roster.flaws_none"));
}

void add_changes(const Print& out, const Look& look, const locale::Speech& speech,
                 std::size_t names_max) {
    std::string building = "\n";  // No building is called so.
    std::size_t named = 0, passed_over = 0;
    const auto say_rest = [&] {
        if (passed_over == 0) return;
        const auto count = static_cast<std::int64_t>(passed_over);
        add_line(out, "  ", speech.say("roster.more", {{"count", count}}));
    };
    each_part_of_changes(look.plan, [&](const std::string& label, std::int64_t,
                                        const std::string& body) {
        if (label != building) {
            say_rest();
            building = label;
            named = passed_over = 0;
            add_heading(out, speech, label.empty() ? speech.say("roster.whole_district") : label);
        }
        const json::value part = json::parse(body);
        for (const auto& change : part.as_array()) {
            if (named++ < names_max) {
                add_line(out, "  ", change_said(change.as_object(), speech));
            } else {
                ++passed_over;
            }
        }
    });
    say_rest();
}

void add_doubts(const Print& out, const Look& look, const locale::Speech& speech) {
    for (const auto& stop : look.plan.stops) {
        add_line(out, "",
                 "\n" + stop_said({code(stop.entity), stop.removed, stop.of},
                                  look.settings.stop_percent, speech));
    }
    if (!look.plan.merges.empty()) add_heading(out, speech, speech.say("roster.merges"));
    for (const auto& merge : look.plan.merges) {
        const auto ids =
            speech.say("roster.merge_ids", {{"old", merge.old_key}, {"new", merge.new_key}});
        add_line(
            out, "  ",
            speech.say(merge_key(code(merge.why)), {{"name", merge.name}, {"email", merge.email}}) +
                " (" + ids + ")");
    }
    if (!look.plan.left.empty()) add_heading(out, speech, speech.say("roster.left"));
    for (const auto& left : look.plan.left) {
        add_line(out, "  ",
                 speech.say("roster.left_line", {{"name", left.name},
                                                 {"field", speech.say(field_key(left.field))},
                                                 {"kept", left.kept},
                                                 {"roster", left.roster_says}}));
    }
}

}  // namespace

std::string said(const Flaw& flaw, const locale::Speech& speech) {
    return trimmed(speech.say(text_of(flaw.kind).found,
                              {{"found", flaw.found}, {"field", flaw.field}, {"file", flaw.file}}));
}

std::string done_said(const Flaw& flaw, const locale::Speech& speech) {
    return speech.say(text_of(flaw.kind).done);
}

std::string where_said(const Flaw& flaw, std::size_t ranges_max, const locale::Speech& speech) {
    const std::string rows = rows_said(flaw, ranges_max);
    if (flaw.file.empty()) return speech.say("roster.where_bundle");
    if (rows.empty() && flaw.field.empty()) {
        return speech.say("roster.where_file", {{"file", flaw.file}});
    }
    if (rows.empty()) {
        return speech.say("roster.where_column", {{"file", flaw.file}, {"field", flaw.field}});
    }
    if (flaw.field.empty()) {
        return speech.say("roster.where_rows",
                          {{"file", flaw.file}, {"count", flaw.count}, {"rows", rows}});
    }
    return speech.say(
        "roster.where_field",
        {{"file", flaw.file}, {"field", flaw.field}, {"count", flaw.count}, {"rows", rows}});
}

std::string stop_said(const StopSaid& stop, std::int64_t percent, const locale::Speech& speech) {
    return speech.say("roster.stop", {{"removed", stop.removed},
                                      {"of", stop.of},
                                      {"entity", speech.say(entities_key(stop.entity))},
                                      {"percent", percent}});
}

std::string change_said(const json::object& change, const locale::Speech& speech) {
    const auto text = [&](std::string_view name) {
        return std::string(change.at(name).as_string());
    };
    const std::string name = text("name"), act = text("act");
    const std::string entity = speech.say(entity_key(text("entity")));
    const std::string changes = fields_said(change.at("fields").as_array(), speech);
    if (act == "keep") return speech.say("roster.line_keep", {{"name", name}});
    if (act == "end") {
        return speech.say("roster.line_end", {{"name", name}, {"entity", entity}});
    }
    if (act == "add") {
        if (changes.empty()) {
            return speech.say("roster.line_add", {{"name", name}, {"entity", entity}});
        }
        return speech.say("roster.line_add_with",
                          {{"name", name}, {"entity", entity}, {"changes", changes}});
    }
    if (change.at("back").as_bool()) {
        return speech.say("roster.line_back", {{"name", name}, {"entity", entity}});
    }
    const bool is_moved = change.at("moved").as_bool();
    return speech.say(is_moved ? Key{"roster.line_moved"} : Key{"roster.line_change"},
                      {{"name", name}, {"changes", changes}});
}

void print_report(const Look& look, const locale::Speech& speech, std::size_t names_max,
                  const Print& out) {
    const auto& in = look.reading.incoming;
    add_line(out, "", speech.say("roster.report_title", {{"source", look.source_name}}));
    add_line(out, "",
             speech.say("roster.facts", {{"version", std::string(code(in.version))},
                                         {"rows", in.row_count},
                                         {"students", in.student_count}}));
    if (!in.system.empty()) {
        add_line(out, "", speech.say("roster.facts_system", {{"system", in.system}}));
    }
    const Tally sum = sum_of(look.plan);
    add_line(out, "",
             speech.say("roster.sum", {{"added", sum.added},
                                       {"changed", sum.changed},
                                       {"ended", sum.ended},
                                       {"kept", sum.kept},
                                       {"left_out", look.reading.rejects.count()}}));
    if (look.plan.is_empty() && !look.reading.flaws.has_stop()) {
        add_line(out, "", speech.say("roster.empty_plan"));
    }
    add_doubts(out, look, speech);
    add_changes(out, look, speech, names_max);
    add_flaws(out, look, speech);
}

}  // namespace rapport::roster
