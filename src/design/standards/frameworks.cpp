// The frameworks as data. Codes and short names are facts; the sentences are ours and stand in the
// catalogue. What is not known from a source is not here.
#include <algorithm>
#include <array>

#include "design/standards/standards.hpp"

namespace rapport::standards {

namespace {

constexpr std::string_view iste = "International Society for Technology in Education (ISTE)";
constexpr std::string_view iste_link = "https://iste.org/standards";
constexpr std::string_view conditions_link = "https://iste.org/standards/iste-essential-conditions";

// Numbers and names are those of 2019; the owner reworded the rest.
constexpr std::array<Standard, 33> coaches_2024{{
    {"4.1", "Change Agent", 0, "", "1"},
    {"4.1.a", "", 1, "c1a", "1a"},
    {"4.1.b", "", 1, "c1b", "1b"},
    {"4.1.c", "", 1, "c1c", "1c"},
    {"4.1.d", "", 1, "c1d", "1d"},
    {"4.1.e", "", 1, "c1e", "1e"},
    {"4.2", "Connected Learner", 0, "", "2"},
    {"4.2.a", "", 1, "c2a", "2a"},
    {"4.2.b", "", 1, "c2b", "2b"},
    {"4.2.c", "", 1, "c2c", "2c", Sure::unchecked},
    {"4.3", "Collaborator", 0, "", "3"},
    {"4.3.a", "", 1, "c3a", "3a"},
    {"4.3.b", "", 1, "c3b", "3b"},
    {"4.3.c", "", 1, "c3c", "3c"},
    {"4.3.d", "", 1, "c3d", "3d"},
    {"4.4", "Learning Designer", 0, "", "4"},
    {"4.4.a", "", 1, "c4a", "4a"},
    {"4.4.b", "", 1, "c4b", "4b"},
    {"4.4.c", "", 1, "c4c", "4c"},
    {"4.4.d", "", 1, "c4d", "4d"},
    {"4.5", "Professional Learning Facilitator", 0, "", "5"},
    {"4.5.a", "", 1, "c5a", "5a"},
    {"4.5.b", "", 1, "c5b", "5b"},
    {"4.5.c", "", 1, "c5c", "5c", Sure::unchecked},
    {"4.6", "Data-Driven Decision-Maker", 0, "", "6"},
    {"4.6.a", "", 1, "c6a", "6a"},
    {"4.6.b", "", 1, "c6b", "6b"},
    {"4.6.c", "", 1, "c6c", "6c"},
    {"4.7", "Digital Citizen Advocate", 0, "", "7"},
    {"4.7.a", "", 1, "c7a", "7a"},
    {"4.7.b", "", 1, "c7b", "7b"},
    {"4.7.c", "", 1, "c7c", "7c"},
    {"4.7.d", "", 1, "c7d", "7d"},
}};

// The same with the codes of 2019, which has no edition before it code for code.
constexpr std::array<Standard, coaches_2024.size()> as_of_2019() {
    auto earlier = coaches_2024;
    for (Standard& one : earlier) {
        one.code = one.before;
        one.before = "";
    }
    return earlier;
}
constexpr auto coaches_2019 = as_of_2019();

// The owner's editions are not numbered alike: which standards carry one on is our own reading of
// what both are about.
constexpr Standard carried(std::string_view code, std::string_view name, std::string_view since) {
    return {.code = code, .name = name, .since = since};
}
constexpr std::array<Standard, 6> coaches_2011{{
    carried("1", "Visionary leadership", "4.1"),
    carried("2", "Teaching, learning and assessment", "4.3 4.4 4.6"),
    carried("3", "Digital-age learning environments", "4.3 4.4"),
    carried("4", "Professional development and program evaluation", "4.5"),
    carried("5", "Digital citizenship", "4.1.b 4.7"),
    carried("6", "Content knowledge and professional growth", "4.2"),
}};

constexpr std::array<Standard, 7> students{{
    {"1.1", "Empowered Learner"},
    {"1.2", "Digital Citizen"},
    {"1.3", "Knowledge Constructor"},
    {"1.4", "Innovative Designer"},
    {"1.5", "Computational Thinker"},
    {"1.6", "Creative Communicator"},
    {"1.7", "Global Collaborator", 0, "", "", Sure::unchecked},
}};

constexpr std::array<Standard, 7> educators{{
    {"2.1", "Learner"},
    {"2.2", "Leader"},
    {"2.3", "Citizen"},
    {"2.4", "Collaborator"},
    {"2.5", "Designer"},
    {"2.6", "Facilitator"},
    {"2.7", "Analyst"},
}};

constexpr std::array<Standard, 5> leaders{{
    {"3.1", "Equity and Citizenship Advocate"},
    {"3.2", "Visionary Planner"},
    {"3.3", "Empowering Leader"},
    {"3.4", "Systems Designer"},
    {"3.5", "Connected Learner", 0, "", "", Sure::unchecked},
}};

// The owner numbers neither list; the numbers are ours, in the owner's order.
constexpr std::array<Standard, 7> conditions{{
    {"1", "Shared vision"},
    {"2", "Implementation planning"},
    {"3", "Equitable access"},
    {"4", "Prepared educators"},
    {"5", "Skilled and sufficient technical support"},
    {"6", "High-quality learning activities and content"},
    {"7", "Ongoing evaluation"},
}};

constexpr std::array<Standard, 14> conditions_before{{
    carried("1", "Shared vision", "1"),
    {"2", "Empowered leaders"},
    carried("3", "Implementation planning", "2"),
    {"4", "Consistent and adequate funding"},
    carried("5", "Equitable access", "3"),
    carried("6", "Skilled personnel", "4"),
    carried("7", "Ongoing professional learning", "4"),
    carried("8", "Technical support", "5"),
    carried("9", "Curriculum framework", "6"),
    carried("10", "Student-centered learning", "6"),
    carried("11", "Assessment and evaluation", "7"),
    {"12", "Engaged communities"},
    {"13", "Support policies"},
    {"14", "Supportive external context"},
}};

constexpr std::array<Framework, 8> frameworks{{
    {"iste_coaches", "2024", "ISTE Standards: Coaches", iste, iste_link, "2019", coaches_2024},
    {"iste_coaches", "2019", "ISTE Standards: Coaches", iste, iste_link, "", coaches_2019},
    {"iste_coaches", "2011", "ISTE Standards: Coaches", iste, iste_link, "", coaches_2011},
    {"iste_educators", "2024", "ISTE Standards: Educators", iste, iste_link, "", educators},
    {"iste_students", "2024", "ISTE Standards: Students", iste, iste_link, "", students},
    {"iste_leaders", "2024", "ISTE Standards: Education Leaders", iste, iste_link, "", leaders},
    {"iste_conditions", "7", "ISTE Essential Conditions", iste, conditions_link, "", conditions},
    {"iste_conditions", "14", "ISTE Essential Conditions", iste, conditions_link, "",
     conditions_before},
}};

}  // namespace

std::span<const Framework> all() { return frameworks; }

const Standard* Framework::find(std::string_view code) const {
    const auto at = std::ranges::find(standards, code, &Standard::code);
    return at == standards.end() ? nullptr : &*at;
}

const Framework* find(std::string_view id, std::string_view edition) {
    const auto at = std::ranges::find_if(
        frameworks, [&](const Framework& one) { return one.id == id && one.edition == edition; });
    return at == frameworks.end() ? nullptr : &*at;
}

}  // namespace rapport::standards
