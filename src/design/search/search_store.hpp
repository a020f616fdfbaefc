// Where search is kept.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "design/search/search.hpp"
#include "kernel/db/text_index.hpp"

namespace rapport::search::store {

struct Space {
    std::int64_t number = 0, followed = 0;
    std::string edition;
};
std::optional<Space> space(ReadTx&);
void make_space(WriteTx&, const DistrictId&);  // With Scope::whole().
void keep_followed(WriteTx&, std::int64_t followed, std::string_view edition);

// What was done after this entry of the audit.
struct News {
    std::int64_t last = 0;
    std::vector<std::string> actions;
};
News news(ReadTx&, std::int64_t after, int max);

struct Folded {
    std::string title, words, also;
};
struct Kept {
    std::int64_t number = 0;
    Document document;  // Without `also`.
    Folded folded;
};
db::TextRange range_of(const Space&, std::optional<Kind>);
std::optional<Kept> kept(ReadTx&, Kind, std::string_view thing);
std::vector<Kept> all_kept(ReadTx&, Kind);
std::int64_t last_number(ReadTx&, const db::TextRange&);
void add(WriteTx&, Kind, const Kept&);
void change(WriteTx&, const Kept&, const Folded& before);
void remove(WriteTx&, const Kept&);

struct Row {
    Kind kind = Kind::post;
    std::string thing, href, title, words;
};
// In the order of the numbers; at most page_size + 1.
std::vector<Row> shown(ReadTx&, const std::vector<std::int64_t>& numbers);

// The folded title of each document.
void each_title(ReadTx&, const std::function<void(std::string_view)>&);

}  // namespace rapport::search::store
