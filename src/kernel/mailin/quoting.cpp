#include "kernel/mailin/quoting.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "kernel/text/text.hpp"

namespace rapport::mailin::quoting {

namespace {

constexpr std::size_t longest_line = 300;  // Of those that are looked at closely, in bytes.

// "… wrote", as mail programs of many languages say it; folded.
constexpr auto wrote = std::to_array<std::string_view>(
    {"wrote",    "writes",     "a ecrit", "ecrit",  "schrieb", "geschreven", "schreef", "escribio",
     "escreveu", "ha scritto", "scritto", "scrive", "skrev",   "kirjoitti",  "napisal", "napsal",
     "написал",  "написала",   "пишет",   "пише",   "γραψε",   "εγραψε",     "yazdi",   "a scris",
     "irta",     "viet",       "写道",    "寫道",   "写",      "書",         "작성"});

// What such a line begins with: "On 3 May …".
constexpr auto on_a_day =
    std::to_array<std::string_view>({"on", "le", "am", "el", "em", "il", "op", "den", "dne", "dnia",
                                     "w dniu", "pe", "vao", "la", "в", "на", "στις", "在"});

// Who, when, to whom and about what, as the heading of an earlier letter says it; folded.
constexpr auto labels = std::to_array<std::string_view>(
    {"from",       "sent",       "date",       "to",          "cc",        "bcc",
     "subject",    "reply to",   "importance", "attachments", "de",        "envoye",
     "a",          "objet",      "repondre a", "von",         "gesendet",  "datum",
     "an",         "betreff",    "antwort an", "para",        "asunto",    "fecha",
     "enviado",    "enviado el", "assunto",    "enviada em",  "da",        "inviato",
     "data",       "oggetto",    "risposta",   "van",         "verzonden", "aan",
     "onderwerp",  "fran",       "skickat",    "till",        "amne",      "fra",
     "sendt",      "dato",       "til",        "emne",        "od",        "wyslano",
     "do",         "temat",      "predmet",    "komu",        "odeslano",  "от",
     "отправлено", "дата",       "кому",       "тема",        "копия",     "发件人",
     "发送时间",   "收件人",     "主题",       "抄送",        "寄件者",    "差出人",
     "送信日時",   "宛先",       "件名"});

// How a mail program names itself below a letter; folded.
constexpr auto programs = std::to_array<std::string_view>({"sent from",
                                                           "sent via",
                                                           "sent with",
                                                           "sent by",
                                                           "sent using",
                                                           "from my",
                                                           "get outlook for",
                                                           "envoye depuis",
                                                           "envoye de",
                                                           "envoye a partir",
                                                           "envoye avec",
                                                           "telecharger outlook",
                                                           "obtenir outlook",
                                                           "gesendet von",
                                                           "gesendet mit",
                                                           "von meinem",
                                                           "diese nachricht wurde von",
                                                           "outlook fur",
                                                           "verzonden met",
                                                           "verzonden vanaf",
                                                           "verstuurd vanaf",
                                                           "sendt fra",
                                                           "sendt med",
                                                           "skickat fran",
                                                           "lahetetty",
                                                           "enviado desde",
                                                           "enviado do",
                                                           "enviado de",
                                                           "enviado con",
                                                           "obter o outlook",
                                                           "obtener outlook",
                                                           "inviato da",
                                                           "inviato con",
                                                           "wyslano z",
                                                           "wyslane z",
                                                           "odeslano z",
                                                           "отправлено с",
                                                           "отправлено из",
                                                           "從我的",
                                                           "从我的",
                                                           "发自我的",
                                                           "gonderildi",
                                                           "someone from mobile"});

bool begins(std::string_view text, std::string_view with) {
    return text.starts_with(with) && (text.size() == with.size() || text[with.size()] == ' ' ||
                                      static_cast<unsigned char>(with.back()) >= 0xe3);
}

template <std::size_t N>
bool begins_with_any(std::string_view text, const std::array<std::string_view, N>& list) {
    return std::any_of(list.begin(), list.end(),
                       [&](std::string_view word) { return begins(text, word); });
}

// As whole words, except where words are not set apart.
bool says_wrote(std::string_view folded) {
    return std::any_of(wrote.begin(), wrote.end(), [&](std::string_view word) {
        for (auto at = folded.find(word); at != folded.npos; at = folded.find(word, at + 1)) {
            const auto end = at + word.size();
            const bool is_free = static_cast<unsigned char>(word.front()) >= 0xe3;
            if (is_free || ((at == 0 || folded[at - 1] == ' ') &&
                            (end == folded.size() || folded[end] == ' '))) {
                return true;
            }
        }
        return false;
    });
}

int digits_in(std::string_view text) {
    return static_cast<int>(
        std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

bool ends_in_colon(std::string_view text) { return text.ends_with(':') || text.ends_with("："); }

std::string_view bare(std::string_view text) { return text::trimmed(text); }

bool is_made_of(std::string_view text, std::string_view sign, std::size_t least) {
    std::size_t count = 0;
    for (; text.starts_with(sign); text.remove_prefix(sign.size())) ++count;
    return text.empty() && count >= least;
}

bool is_quote(std::string_view line) {
    if (line.starts_with('|')) return !line.ends_with('|') || line.size() == 1;
    std::size_t initials = 0;  // "RL> …", as some programs quote.
    while (initials < 4 && initials < line.size() && line[initials] >= 'A' &&
           line[initials] <= 'Z') {
        ++initials;
    }
    return initials < line.size() && line[initials] == '>';
}

// "From: …": the label, "" when it is none.
bool is_label(std::string_view line) {
    constexpr std::size_t longest_label = 40;
    const auto ascii = line.find(':'), wide = line.find("：");
    const auto colon = std::min(ascii, wide);
    if (colon == line.npos || colon > longest_label) return false;
    const std::string label = text::folded(line.substr(0, colon));
    return std::find(labels.begin(), labels.end(), label) != labels.end();
}

// "----- Original Message -----"
bool is_banner(std::string_view line) {
    const auto first = line.find_first_not_of('-');
    const auto last = line.find_last_not_of('-');
    if (first == line.npos || first < 3 || last + 4 > line.size()) return false;
    return first != last && last - first < 60;
}

bool is_program(std::string_view line) {
    constexpr std::size_t longest = 160;
    if (line.size() > longest) return false;
    const std::string folded = text::folded(line);
    return begins_with_any(folded, programs) || folded.ends_with("via mobile");
}

Kind kind_of(std::string_view whole) {
    const auto line = bare(whole);
    if (line.empty()) return Kind::empty;
    if (line == "--" || line == "—" || line == "– –") return Kind::signature_mark;
    if (is_made_of(line, "_", 3) || is_made_of(line, "-", 3) || is_made_of(line, "*", 5) ||
        is_made_of(line, "=", 5) || is_made_of(line, "—", 2)) {
        return Kind::rule;
    }
    if (is_quote(line)) return Kind::quote;
    if (is_program(line)) return Kind::program;
    return Kind::words;
}

// Three labels in a row (a long value may run over a line) make a heading; two behind a banner.
void find_headings(std::vector<Line>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].kind != Kind::words) continue;
        const auto line = bare(lines[i].text);
        const bool banner = is_banner(line);
        if (!banner && !is_label(line)) continue;
        int count = 0, others = 0;
        for (std::size_t k = i + (banner ? 1 : 0); k < lines.size() && k < i + 12 && others < 2;
             ++k) {
            if (lines[k].kind == Kind::empty && (banner || count > 0) && others == 0) {
                if (count > 2) break;
                continue;
            }
            is_label(bare(lines[k].text)) ? ++count : ++others;
        }
        if (count < (banner ? 2 : 3)) continue;
        std::size_t first = i;  // With the rule above it.
        while (first > 0 &&
               (lines[first - 1].kind == Kind::empty || lines[first - 1].kind == Kind::rule)) {
            --first;
        }
        for (std::size_t k = first; k <= i; ++k) lines[k].kind = Kind::heading;
        return;
    }
}

struct Announced {
    bool is_begun = false, is_one = false;
};

// Whether the lines joined so far announce a quotation, or might with the next one.
Announced announces(std::string_view joined, std::size_t line_count) {
    const std::string folded = text::folded(joined);
    const bool has_address = joined.find('@') != joined.npos;
    const bool has_verb = says_wrote(folded);
    const bool is_dated = digits_in(joined) >= 2 || (has_verb && digits_in(joined) >= 1);
    const bool begins_right = begins_with_any(folded, on_a_day) ||
                              (!folded.empty() && folded[0] >= '0' && folded[0] <= '9');
    const bool ends = ends_in_colon(joined);
    Announced out;
    out.is_begun = is_dated && (begins_right || (has_address && has_verb));
    if (line_count == 1) {
        out.is_one = ends && is_dated && (has_verb || (has_address && digits_in(joined) >= 6));
    } else {
        out.is_one = ends && out.is_begun && has_verb && has_address;
    }
    return out;
}

void find_announcements(std::vector<Line>& lines) {
    constexpr std::size_t most_lines = 6;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].kind != Kind::words || lines[i].text.size() > longest_line) continue;
        std::string joined;
        for (std::size_t k = i; k < lines.size() && k < i + most_lines; ++k) {
            if (lines[k].text.size() > longest_line || lines[k].kind == Kind::heading) break;
            // A lone "> wrote:" is the end of "<address>" that was broken.
            if (lines[k].kind == Kind::quote && !ends_in_colon(bare(lines[k].text))) break;
            if (!joined.empty()) joined += ' ';
            joined += bare(lines[k].text);
            const Announced found = announces(joined, k - i + 1);
            if (found.is_one) {
                for (std::size_t line = i; line <= k; ++line) {
                    lines[line].kind = Kind::announcement;
                }
                break;
            }
            if (!found.is_begun) break;
        }
    }
}

// "2013/7/20 Rosa <rosa@…>" right above a quotation.
void find_silent_announcements(std::vector<Line>& lines) {
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        const auto line = bare(lines[i].text);
        if (lines[i].kind != Kind::words || line.size() > longest_line) continue;
        if (digits_in(line) < 4 || line.find('@') == line.npos) continue;
        if (!line.ends_with('>') && !line.ends_with(':')) continue;
        std::size_t next = i + 1;
        while (next < lines.size() && lines[next].kind == Kind::empty) ++next;
        if (next < lines.size() && lines[next].kind == Kind::quote) {
            lines[i].kind = Kind::announcement;
        }
    }
}

}  // namespace

bool is_dashed_name(std::string_view text) {
    const auto line = bare(text);
    if (line.size() < 3 || line.size() > 40 || line[0] != '-' || line[1] == '-' || line[1] == ' ') {
        return false;
    }
    return std::count(line.begin(), line.end(), ' ') < 4 &&
           line.find_first_of(".:;!?") == line.npos;
}

std::vector<Line> lines_of(std::string_view text) {
    std::vector<Line> lines;
    bool is_code = false;  // Between ``` and ```, all is as it stands.
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        const bool is_fence = bare(line).starts_with("```");
        if (is_fence) is_code = !is_code;
        lines.push_back({line, is_fence || is_code ? Kind::words : kind_of(line)});
    }
    find_headings(lines);
    find_announcements(lines);
    find_silent_announcements(lines);
    return lines;
}

}  // namespace rapport::mailin::quoting
