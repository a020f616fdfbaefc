// Feeds of what is new, for readers of feeds and for the pages of others: Atom (RFC 4287) and JSON
// Feed 1.1. Pure: the same words give the same bytes.
#pragma once

#include <string>
#include <vector>

#include "kernel/clock/clock.hpp"

namespace rapport::vacancies {

struct FeedEntry {
    std::string link;  // Also its id: it never changes.
    std::string title, summary, words;
    Instant posted_at, changed_at;
};
struct Feed {
    std::string title, language;
    std::string home;  // The page it speaks of.
    std::string own;   // Its own address.
    std::string author;
    std::vector<FeedEntry> entries;  // Newest first.
};

std::string atom(const Feed&);
std::string json_feed(const Feed&);

}  // namespace rapport::vacancies
