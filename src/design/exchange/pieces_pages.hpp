// What is shown of pieces, and of districts that have a model.
#pragma once

#include <string>
#include <vector>

#include "design/exchange/exchange_pages.hpp"
#include "design/exchange/pieces.hpp"

namespace rapport::exchange {

struct PieceRow {
    std::string href, title, kind, says;
};
struct PiecesView {
    std::vector<PieceRow> rows;
    bool may_write = false;
};
void render(Html&, const PiecesView&);

struct PieceView {
    std::string kind, id, title, action, credit, language;
    std::string theirs_href, theirs_says;      // What became of what was taken over.
    std::string how, consequences;             // Of a model …
    std::string words, situation, did, again;  // … of advice.
    std::vector<Option> models;
    std::string teachers, buildings, posts, cost;
    std::vector<PartView> parts;  // For those who only read.
    std::int64_t version = 0;
    bool is_model = false, is_new = false, may_write = false;
};
void render(Html&, const PieceView&);

struct HaveView {  // Districts that have a model.
    std::string name, href;
    std::vector<FoundRow> rows;
};
void render(Html&, const HaveView&);

// Coaches, directors and administrators write.
bool may_write(const Viewer&);
// Which model it is, with its figures and what they come to.
void put_figures(const Item&, const locale::Speech&, std::vector<PartView>&);

void mount_pieces(desk::Routes&);

}  // namespace rapport::exchange
