// The people of a district as a coach meets them: found by a few letters however they are spelt,
// listed by building, one page each. Who they are comes from the roster; nothing here changes it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/db/db.hpp"

namespace rapport {
using BuildingId = Id<struct BuildingTag>;
}

namespace rapport::coachees {

struct Person {
    PersonId id;
    std::string name, sort_name;
    std::string title, room, teaches;  // "" when the roster does not say.
    std::optional<BuildingId> building;
    std::string building_name;
    bool has_left = false;
    bool is_teacher = false;     // Teaches today; only find() knows.
    std::optional<Day> last_on;  // When the actor helped them last.
    bool has_units = false;      // The actor coaches or coached them; only find() knows.
    // The newest open cycle the actor coaches with them, "" for none; only find() knows.
    std::string cycle_id, cycle_topic;
};

struct Building {
    BuildingId id;
    std::string name, zone;
};

// What the actor is among the people: these roles in force today decide what may be seen of others.
struct Standing {
    bool helps = false;      // Coach or technician.
    bool evaluates = false;  // Principal: sees counts, whatever else they hold.
};
Standing standing(ReadTx&);

std::optional<Person> find(ReadTx&, PersonId);
// Those of `ids` that exist and have not left, in the order given. One statement.
std::vector<Person> find_all(ReadTx&, const std::vector<PersonId>& ids);

// Best match first, at most `max`, of everybody who works in the district but the actor. Forgives
// spelling and diacritics. One statement.
std::vector<Person> search(ReadTx&, std::string_view typed, int max);

// Everybody of a building but the actor, by name as a directory sorts them; at most 1,000.
std::vector<Person> in_building(ReadTx&, BuildingId);
// Everybody but the actor, at most `max`: whom the actor helped last first, then by name.
std::vector<Person> everybody(ReadTx&, int max);
// Whom the actor helped last, newest first, one entry a person.
std::vector<Person> recent(ReadTx&, int max);

std::vector<Building> buildings(ReadTx&);  // Open ones, by name.
std::optional<Building> find_building(ReadTx&, BuildingId);

}  // namespace rapport::coachees
