// The role page: short, in the district's own words, public once somebody publishes it. What a
// coach does and does not do, who fixes what, how to ask, and "will I be evaluated?"
// (practice.md 1.5: the questions every programme must answer). Whoever has never asked for help
// reads it first.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/db/db.hpp"
#include "kernel/locale/speech.hpp"
#include "kernel/result.hpp"
#include "platform/desk/desk.hpp"

namespace rapport::role_page {

enum class Section : std::uint8_t { does, does_not, who_fixes, asking, evaluation };
inline constexpr int section_count = 5;
std::string_view code(Section);  // "does_not"
bool is_list(Section);           // A line for each thing.

struct RolePage {
    std::array<std::string, section_count> words;  // By section.
    std::string language = "en";                   // In which they are written.
    std::string address;                           // "lakes", of "/about/lakes".
    std::string district;                          // Its name.
    bool is_public = false;
    std::int64_t version = 0;  // 0: nobody has saved it yet.
    std::string_view in(Section section) const { return words[static_cast<std::size_t>(section)]; }
};

// As it was saved, or else a first draft of ours in the language of the speaker.
RolePage load(ReadTx&, const locale::Speech&);

// What anybody may read at this address, with the words of its district. Nothing where no page of
// that address is public.
struct Published {
    RolePage page;
    locale::Words words;
};
std::optional<Published> published(Db&, std::string_view address, locale::Language);

enum class Standing : std::uint8_t { reads, writes, publishes };
// A coach, a director and an administrator write; the last two publish.
Standing standing_of(const Viewer&);

struct Typed {
    std::array<std::string, section_count> words;
    std::string address;
    std::int64_t version = 0;  // That the writer saw.
};
// Refuses what is empty or too long at its field, an address that is taken or cannot stand in a
// link, and words that somebody else has replaced since.
Result<Done> save(WriteTx&, const Typed&, locale::Language);

// Shows it to everybody, or to nobody but people of the district. Refuses what was never saved.
Result<Done> publish(WriteTx&);
Result<Done> withdraw(WriteTx&);

}  // namespace rapport::role_page
