// Questions that superintendents, principals, teachers and parents ask before there is a coach, and
// while there is one, with short answers in our own words and where each stands (practice.md 1.5
// and 3 to 5). Everybody may read them, also without an account: nothing here is of a district.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/locale/speech.hpp"

namespace rapport::desk {
class Routes;
}

namespace rapport::questions {

enum class Asker : std::uint8_t { superintendents, principals, teachers, parents };
inline constexpr int asker_count = 4;
std::string_view code(Asker);
std::optional<Asker> parse_asker(std::string_view code);

struct Answered {
    std::string code, question, answer;
    std::string source, link;  // The link may be "": a book, a policy, a contract.
    Asker asker = Asker::teachers;
};
// Those of one kind of asker, or of all; of them those that hold every word typed, whatever the
// accents and capitals, in the reader's language.
std::vector<Answered> search(std::optional<Asker>, std::string_view typed, const locale::Speech&);

// /questions and its twin below /api/v1.
void mount_questions(desk::Routes&);

}  // namespace rapport::questions
