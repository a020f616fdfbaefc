// Colleagues to ask: a directory of people who put themselves there, with what they can help with,
// how they are reached, and who may see it: their district, its network, or everybody on a public
// page. Nobody is put there by others. What is shown is exactly what the person agreed to, on the
// day that stands beside it; taken back, it is gone at once everywhere, also from search and from
// what other districts of the network read.
//
// A network reads releases, never rows of another district. Whoever leaves vanishes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/db/db.hpp"
#include "kernel/locale/speech.hpp"
#include "kernel/result.hpp"

namespace rapport::desk {
class Routes;
}

namespace rapport::colleagues {

using ColleagueId = Id<struct ColleagueTag>;
using PageId = Id<struct ColleaguePageTag>;

inline constexpr std::size_t line_max = 200, helps_max = 500, words_max = 2000;  // Characters.
inline constexpr std::size_t kinds_max = 60;

enum class Level : std::uint8_t { district, network, everybody };
inline constexpr int level_count = 3;
std::string_view code(Level);
std::optional<Level> parse_level(std::string_view code);

// What somebody shows.
struct Shown {
    std::string does, works_at;
    std::vector<std::string> kinds;  // Of help, as they were called then.
    std::string helps, address;      // No address: the programme hands mail on.
};
struct Colleague {
    ColleagueId id;
    PersonId person;
    std::string name;
    Shown shown;
    Level level = Level::district;
    Instant agreed_at;
};
// Of another district of the network, as that district released it.
struct Released {
    ColleagueId id;
    DistrictId district;
    std::string district_name, name;
    Shown shown;
    Instant agreed_at;
};

// --- Everybody who is signed in.

std::vector<Colleague> all(ReadTx&);        // Of the district, by name; none who has left.
std::vector<Released> of_network(ReadTx&);  // Of the other districts, by name.
std::optional<Colleague> find(ReadTx&, ColleagueId);
std::optional<Released> find_released(ReadTx&, ColleagueId);

// --- The actor alone. Needs search::open_space() before it, as what is shown is found at once.

std::optional<Colleague> mine(ReadTx&);
bool has_network(ReadTx&);
struct Agreement {
    Shown shown;
    std::optional<Level> level;
    bool is_agreed = false;
};
Result<Done> show(WriteTx&, const Agreement&);
void take_out(WriteTx&);

// --- Administrators.

void remove(WriteTx&, const Colleague&);  // They are told.

// --- The page for everybody.

std::optional<PageId> page(ReadTx&);  // None unless it is published.
void publish(WriteTx&);
void withdraw(WriteTx&);
std::optional<DistrictId> district_at(ReadTx&, PageId);  // With Scope::whole().

// --- Asking them. Inside their own district, whoever asks.

struct Question {
    std::string name, reply_to, words;
};
// By mail to them, who answer straight to the asker; nothing is kept. `link` leads to the
// directory. Refuses who is not there, or not for whom the asker is one of (`least`).
Result<Done> ask(WriteTx&, ColleagueId, Level least, const Question&, const locale::Speech&,
                 std::string_view link);

// Makes those vanish who have left, and names follow. For the rounds of the server.
void follow(Db&);

// /colleagues, and /colleagues/at/{page} for everybody; the twins below /api/v1.
void mount_colleagues(desk::Routes&);

}  // namespace rapport::colleagues
