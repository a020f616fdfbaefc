// A job description as blocks of words, and what is made of them: Markdown, a document.
#include <algorithm>

#include "design/posts/posts_pages.hpp"
#include "kernel/text/text.hpp"

namespace rapport::posts {

using document::Block;
using document::Kind;
using locale::Speech;

namespace {

// What would open a heading, a list or a line at the beginning of one: "# ", "- ", "1." …
bool opens_block(std::string_view line, std::size_t at) {
    if (std::string_view("#+-=").find(line[at]) != std::string_view::npos) return at == 0;
    if (line[at] != '.' && line[at] != ')') return false;
    return at > 0 && line.substr(0, at).find_first_not_of("0123456789") == line.npos;
}

// As it was typed, whatever Markdown would make of it: signs are escaped, breaks stay breaks.
std::string plain(std::string_view words) {
    constexpr std::string_view signs = "\\`*_[]<>|~&";
    std::string out;
    for (const std::string_view line : text::split(words, '\n')) {
        if (!out.empty()) out += "  \n";
        for (std::size_t at = 0; at < line.size(); ++at) {
            if (signs.find(line[at]) != signs.npos || opens_block(line, at)) out += '\\';
            out += line[at];
        }
    }
    return out;
}

std::string on_one_line(std::string words) {
    std::ranges::replace(words, '\n', ' ');
    return words;
}

void put_sections(const Hand& hand, std::string_view piece, const Speech& speech,
                  std::vector<Block>& out) {
    const std::size_t before = out.size();
    out.push_back({Kind::heading, said("posts.piece_", piece, speech)});
    for (const SectionKind& kind : section_kinds()) {
        const std::string& words = hand.words(kind.code);
        if (kind.piece != piece || words.empty() || kind.code == "title") continue;
        const std::string heading = heading_of(kind.code, speech);
        if (kind.form == Form::line || kind.form == Form::hours) {
            const bool is_hours = kind.form == Form::hours;
            out.push_back(
                {Kind::fact, is_hours ? hours_of(hand, whole_week, speech) : words, heading + ":"});
            continue;
        }
        out.push_back({Kind::subheading, heading});
        if (kind.form == Form::text) out.push_back({Kind::text, words});
        if (kind.form != Form::list) continue;
        for (const std::string_view line : text::split(words, '\n')) {
            if (!text::trimmed(line).empty()) {
                out.push_back({Kind::item, std::string(text::trimmed(line))});
            }
        }
    }
    if (out.size() == before + 1) out.pop_back();  // Nothing under it.
}

void put_duties(frameworks::Names names, const Hand& hand, const Speech& speech,
                std::vector<Block>& out) {
    out.push_back({Kind::heading, speech.say("posts.duties")});
    for (const Place place : {Place::district, Place::building}) {
        bool is_first = true;
        for (const Duty& duty : hand.duties) {
            if (duty.place != place) continue;
            if (is_first) {
                out.push_back({Kind::subheading, said("posts.duties_", code(place), speech)});
            }
            is_first = false;
            std::string words = on_one_line(duty.words);
            if (duty.is_essential) words += " (" + speech.say("posts.essential") + ")";
            for (const Cited& one : cited_by(names, duty))
                words += " [" + one.name + " " + one.codes + "]";
            out.push_back({Kind::item, words, std::to_string(duty.share) + " %"});
        }
    }
    const std::string hours = hours_of(hand, hand.share(), speech);
    out.push_back({Kind::text, hours.empty() ? speech.say("posts.sum", {{"sum", hand.share()}})
                                             : speech.say("posts.sum_hours", {{"sum", hand.share()},
                                                                              {"hours", hours}})});
}

}  // namespace

std::vector<Block> blocks_of(ReadTx& tx, const Hand& hand, const Speech& speech) {
    const Description& one = hand.description;
    std::vector<Block> out{{Kind::title, on_one_line(one.title)},
                           {Kind::text, speech.say("posts.version", {{"number", one.number}}) +
                                            " · " + said("posts.is_", code(one.state), speech)}};
    for (const std::string_view piece : {"purpose", "post"}) put_sections(hand, piece, speech, out);
    put_duties(frameworks::Names(tx), hand, speech, out);
    for (const std::string_view piece : {"qualifications", "pay", "terms"}) {
        put_sections(hand, piece, speech, out);
    }
    out.push_back({Kind::heading, speech.say("posts.history")});
    for (const Event& event : events(tx, hand)) {
        out.push_back({Kind::item, on_one_line(event_said(event, speech)),
                       speech.day(speech.zone().day(event.at)) + ":"});
    }
    return out;
}

std::string markdown_of(const std::vector<Block>& blocks) {
    std::string out;
    bool is_in_list = false;
    for (const Block& block : blocks) {
        const bool is_item = block.kind == Kind::item;
        if (is_in_list && !is_item) out += "\n";
        is_in_list = is_item;
        if (block.kind == Kind::title) out += "# ";
        if (block.kind == Kind::heading) out += "## ";
        if (block.kind == Kind::subheading) out += "### ";
        if (is_item) out += "- ";
        if (!block.label.empty()) out += "**" + plain(block.label) + "** ";
        out += plain(block.words) + (is_item ? "\n" : "\n\n");
    }
    return out;
}

}  // namespace rapport::posts
