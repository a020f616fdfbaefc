#include "platform/roster/wording.hpp"

#include <array>
#include <span>

#include "kernel/check.hpp"

namespace rapport::roster {

namespace {

struct Named {
    std::string_view code;
    Key key;
};

Key find(std::span<const Named> names, std::string_view code) {
    for (const auto& named : names) {
        if (named.code == code) return named.key;
    }
    bug("a report has a code without a sentence", __FILE__, __LINE__);
}

}  // namespace

Key field_key(std::string_view field) {
    static constexpr std::array<Named, 19> names = {{{"id", "roster.field_id"},
                                                     {"name", "roster.field_name"},
                                                     {"sort_name", "roster.field_sort_name"},
                                                     {"email", "roster.field_email"},
                                                     {"title", "roster.field_title"},
                                                     {"kind", "roster.field_kind"},
                                                     {"begins", "roster.field_begins"},
                                                     {"ends", "roster.field_ends"},
                                                     {"room", "roster.field_room"},
                                                     {"teaches", "roster.field_teaches"},
                                                     {"building", "roster.field_building"},
                                                     {"role", "roster.field_role"},
                                                     {"identifier", "roster.field_identifier"},
                                                     {"course", "roster.field_course"},
                                                     {"course_id", "roster.field_course_id"},
                                                     {"grades", "roster.field_grades"},
                                                     {"subjects", "roster.field_subjects"},
                                                     {"terms", "roster.field_terms"},
                                                     {"students", "roster.field_students"}}};
    return find(names, field);
}

Key entity_key(std::string_view entity) {
    static constexpr std::array<Named, 6> names = {{{"building", "roster.entity_building"},
                                                    {"term", "roster.entity_term"},
                                                    {"course", "roster.entity_course"},
                                                    {"class", "roster.entity_class"},
                                                    {"person", "roster.entity_person"},
                                                    {"seat", "roster.entity_seat"}}};
    return find(names, entity);
}

Key entities_key(std::string_view entity) {
    static constexpr std::array<Named, 6> names = {{{"building", "roster.entities_building"},
                                                    {"term", "roster.entities_term"},
                                                    {"course", "roster.entities_course"},
                                                    {"class", "roster.entities_class"},
                                                    {"person", "roster.entities_person"},
                                                    {"seat", "roster.entities_seat"}}};
    return find(names, entity);
}

Key merge_key(std::string_view why) {
    static constexpr std::array<Named, 4> names = {{{"email", "roster.merge_email"},
                                                    {"id_case", "roster.merge_id_case"},
                                                    {"name", "roster.merge_name"},
                                                    {"identifier", "roster.merge_identifier"}}};
    return find(names, why);
}

Key weight_key(Weight weight) {
    switch (weight) {
        case Weight::stop:
            return "roster.flaws_stop";
        case Weight::loss:
            return "roster.flaws_loss";
        case Weight::note:
            return "roster.flaws_note";
    }
    return "roster.flaws_note";
}

}  // namespace rapport::roster
