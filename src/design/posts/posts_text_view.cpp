// A job description as Markdown: what the page says, for a board's packet or another system.
#include <algorithm>

#include "design/posts/posts_pages.hpp"
#include "kernel/text/text.hpp"

namespace rapport::posts {

using locale::Speech;

namespace {

// As it was typed, whatever Markdown would make of it: signs are escaped, breaks stay breaks.
std::string plain(std::string_view words) {
    constexpr std::string_view signs = "\\`*_{}[]()<>#+-.!|~&:";
    std::string out;
    for (const char c : words) {
        if (c == '\n') {
            out += "  \n";
            continue;
        }
        if (signs.find(c) != signs.npos) out += '\\';
        out += c;
    }
    return out;
}

std::string on_one_line(std::string words) {
    std::ranges::replace(words, '\n', ' ');
    return plain(words);
}

void put_sections(const Hand& hand, std::string_view piece, const Speech& speech,
                  std::string& out) {
    for (const SectionKind& kind : section_kinds()) {
        const std::string& words = hand.words(kind.code);
        if (kind.piece != piece || words.empty() || kind.code == "title") continue;
        const std::string heading = plain(heading_of(kind.code, speech));
        if (kind.form == Form::line) {
            out += "**" + heading + "**: " + plain(words) + "\n\n";
        } else if (kind.form == Form::hours) {
            out += "**" + heading + "**: " + plain(hours_of(hand, whole_week, speech)) + "\n\n";
        } else if (kind.form == Form::text) {
            out += "### " + heading + "\n\n" + plain(words) + "\n\n";
        } else {
            out += "### " + heading + "\n\n";
            for (const std::string_view line : text::split(words, '\n')) {
                if (!text::trimmed(line).empty()) out += "- " + plain(text::trimmed(line)) + "\n";
            }
            out += "\n";
        }
    }
}

void put_duties(const Hand& hand, Place place, const Speech& speech, std::string& out) {
    const std::string key = "posts.duties_" + std::string(code(place));
    bool is_first = true;
    for (const Duty& duty : hand.duties) {
        if (duty.place != place) continue;
        if (is_first) out += "### " + plain(speech.say(Key::of(key))) + "\n\n";
        is_first = false;
        out += "- **" + std::to_string(duty.share) + " %** " + on_one_line(duty.words);
        if (duty.is_essential) out += " \\(" + speech.say("posts.essential") + "\\)";
        for (const auto& ref : duty.standards) {
            out += " \\[" + plain(standards::called(ref) + ", " + ref.edition) + "\\]";
        }
        out += "\n";
    }
    if (!is_first) out += "\n";
}

void put_heading(std::string_view piece, const Speech& speech, std::string& out) {
    const std::string key = "posts.piece_" + std::string(piece);
    out += "## " + plain(speech.say(Key::of(key))) + "\n\n";
}

}  // namespace

std::string markdown_of(ReadTx& tx, const Hand& hand, const Speech& speech) {
    std::string out = "# " + on_one_line(hand.description.title) + "\n\n";
    const std::string state = "posts.is_" + std::string(code(hand.description.state));
    out += plain(speech.say("posts.version", {{"number", hand.description.number}})) + " · " +
           plain(speech.say(Key::of(state))) + "\n\n";
    for (const std::string_view piece : {"purpose", "post"}) {
        put_heading(piece, speech, out);
        put_sections(hand, piece, speech, out);
    }
    out += "## " + plain(speech.say("posts.duties")) + "\n\n";
    put_duties(hand, Place::district, speech, out);
    put_duties(hand, Place::building, speech, out);
    out += plain(speech.say("posts.sum", {{"sum", hand.share()}})) + "\n\n";
    for (const std::string_view piece : {"qualifications", "pay", "terms"}) {
        put_heading(piece, speech, out);
        put_sections(hand, piece, speech, out);
    }
    out += "## " + plain(speech.say("posts.history")) + "\n\n";
    for (const Event& event : events(tx, hand)) {
        out += "- " + on_one_line(speech.when(event.at) + ": " + event_said(event, speech)) + "\n";
    }
    return out;
}

}  // namespace rapport::posts
