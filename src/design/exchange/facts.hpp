// What the program itself brings to the exchange: facts from the literature, in our own words, each
// with where it stands. They are read and never taken over: nobody of a district wrote them. Those
// of the models of the post and of the questions people ask are told once and shown here, too.
// Inside exchange, and for search.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/locale/speech.hpp"

namespace rapport::exchange {

enum class Topic : std::uint8_t { post, standards, design, numbers };
inline constexpr Topic all_topics[] = {Topic::post, Topic::standards, Topic::design,
                                       Topic::numbers};
std::string_view code(Topic);
std::optional<Topic> parse_topic(std::string_view code);

struct Fact {
    std::string code, words;
    std::string source, link;  // The link may be "": a book, a policy, a letter.
    std::string about, href;   // What of the program says more of it; "" where nothing does.
    Topic topic = Topic::post;
};
// Of one topic or all; those that hold every word typed, whatever the accents and capitals.
std::vector<Fact> facts(std::optional<Topic>, std::string_view typed, const locale::Speech&);
// Those that stand nowhere else in the program.
std::vector<Fact> own_facts(const locale::Speech&);

}  // namespace rapport::exchange
