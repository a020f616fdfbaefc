// A school where things have happened: a request, a contact, a private and a
// shared note. The words in them are marks, so that a test can look for them
// where they must not be.
#pragma once

#include <string>

#include "tests/support/school.hpp"

namespace rapport::test {

inline constexpr std::string_view request_mark = "CANARYREQUEST";
inline constexpr std::string_view private_mark = "CANARYPRIVATE";
inline constexpr std::string_view shared_mark = "CANARYSHARED";
inline constexpr std::string_view step_mark = "CANARYSTEP";

struct World {
    School school;
    std::string request, contact, private_note, shared_note, team, agreement, cycle, stretch,
        meeting, post, vacancy, inquiry, gathering, colleague;

    World();  // With the notes.
    explicit World(bool) = delete;
    enum class Notes { none };
    explicit World(Notes);  // Without them; write_notes() adds them.
    void write_notes();     // And what else is private: an invitation, a meeting.

    // A route's pattern with the ids of this world in its holes.
    std::string path_of(const std::string& pattern) const;
    // Everybody, by name; the one with the least first.
    std::vector<std::pair<std::string, Client*>> cast();
};

}  // namespace rapport::test
