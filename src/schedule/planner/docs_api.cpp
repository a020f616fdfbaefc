#include "schedule/planner/planner_docs.hpp"

namespace rapport::planner {

using desk::Field;
using K = Field::Kind;

std::vector<Field> visit_out() {
    return {{"id", K::id, true},
            {"wish", K::id, true},
            {"kind", K::choice, true, "",
             "planning|in_class|debrief|group_session|esupport|test_session|other"},
            {"title", K::text, true},
            {"team", K::text, true, "Its name."},
            {"coach", K::id, true},
            {"coach_name", K::text, true},
            {"on", K::day, true},
            {"begins", K::text, true, "\"09:05\", on the wall of the building."},
            {"ends", K::text, true},
            {"begins_at", K::instant, true},
            {"building", K::id},
            {"building_name", K::text, true},
            {"room", K::text, true},
            {"state", K::choice, true, "", "proposed|agreed|done|cancelled|missed"},
            {"is_pinned", K::flag, true},
            {"is_veiled", K::flag, true, "The caller sees that the time is taken, and no more."},
            {"people", K::objects, true, "id and name, by name."},
            {"request", K::id},
            {"contact", K::id},
            {"version", K::number, true, "Sent back with a move."}};
}

std::vector<Field> wish_out() {
    return {{"id", K::id, true},
            {"kind", K::choice, true, "",
             "planning|in_class|debrief|group_session|esupport|test_session|other"},
            {"title", K::text, true},
            {"people", K::objects, true, "id and name, by name."},
            {"team", K::id},
            {"building", K::id},
            {"room", K::text, true},
            {"minutes", K::number, true},
            {"weight", K::number, true},
            {"from", K::day, true},
            {"until", K::day, true},
            {"hours", K::text},
            {"is_weekly", K::flag, true},
            {"lesson", K::text, true},
            {"coaches", K::ids, true},
            {"chain", K::id},
            {"step", K::number, true},
            {"gap_min", K::number, true},
            {"gap_max", K::number, true},
            {"request", K::id},
            {"is_over", K::flag, true}};
}

std::vector<Field> week_out() {
    return {{"coach", K::id, true},
            {"name", K::text, true},
            {"home", K::id},
            {"shifts", K::texts, true},
            {"protected", K::texts, true},
            {"fte_percent", K::number, true},
            {"capacity_minutes", K::number, true},
            {"lunch_minutes", K::number, true},
            {"lunch", K::text, true},
            {"preparation_minutes", K::number, true},
            {"is_said", K::flag, true, "Somebody said so; else these are the defaults."},
            {"version", K::number, true}};
}

std::vector<Field> place_out() {
    return {{"coach", K::id, true},
            {"on", K::day, true},
            {"begins", K::text, true},
            {"ends", K::text, true},
            {"price", K::object, true, "What it costs, as numbers and in sentences."}};
}

std::vector<Field> proposal_out() {
    return {{"id", K::id, true},
            {"purpose", K::choice, true, "", "week|absence|what_if"},
            {"progress", K::choice, true, "",
             "waiting|working|ready|accepted|rejected|cancelled|interrupted"},
            {"made_by_name", K::text, true},
            {"made_at", K::instant, true},
            {"from", K::day, true},
            {"until", K::day, true},
            {"took_ms", K::number, true, "What looking for it took."},
            {"gap_percent", K::text, false, "\"0.33\": how far from the best it can be at most."},
            {"before", K::object, true, "placed, wishes, reached, travel_minutes, value, cycles."},
            {"after", K::object, true, "The same of the proposal."}};
}

std::vector<Field> event_out() {
    return {{"seq", K::number, true},
            {"ms", K::number, true},
            {"value", K::number, true},
            {"bound", K::number, false, "Nothing is worth more."},
            {"gap_percent", K::text}};
}

std::vector<Field> absence_out() {
    return {{"id", K::id, true},
            {"coach", K::id, true},
            {"coach_name", K::text, true},
            {"why", K::choice, true, "", "sick|conference|leave|other"},
            {"from", K::day, true},
            {"until", K::day, true},
            {"hours", K::text}};
}

std::vector<Field> window_out() {
    return {{"id", K::id, true},         {"kind", K::choice, true, "", "test|handout|other"},
            {"name", K::text, true},     {"building", K::id},
            {"from", K::day, true},      {"until", K::day, true},
            {"percent", K::number, true}};
}

std::vector<Field> travel_out() {
    return {{"from", K::id, true}, {"to", K::id, true}, {"minutes", K::number, true}};
}

std::vector<Field> change_out() {
    return {{"at", K::instant, true},
            {"by", K::text, true},
            {"step", K::text, true, "booked, moved, agreed, cancelled, done, undone and the like."},
            {"visit", K::object, true, "As it is now."},
            {"before_on", K::day},
            {"before_begins", K::text}};
}

std::vector<Field> booked_out() {
    return {{"coach_name", K::text, true},
            {"on", K::day, true},
            {"begins", K::text, true},
            {"ends", K::text, true},
            {"says", K::text, true, "\"Booked\", or \"Booked · Grade 4 team\"."}};
}

}  // namespace rapport::planner
