// Sentences and templates: every key has its sentence in every language, every
// sentence is said, every template is shown, and no page breaks its own content
// policy.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "tests/tidy/rules.hpp"

namespace rapport::tidy {
namespace {

constexpr std::array languages{".en.txt", ".fr.txt"};

struct Sentence {
    std::string file;
    int line = 0;
    std::string words;
};
using Catalogue = std::map<std::string, Sentence, std::less<>>;

// `key = sentence`; a line that goes on is indented; '#' opens a remark.
Catalogue catalogue_of(const Tree& tree, std::string_view suffix) {
    Catalogue catalogue;
    for (const File& file : tree.files) {
        if (!file.is_under("src/") || !file.ends_with(suffix)) continue;
        int number = 0;
        for (const std::string_view line : lines_of(file.text)) {
            ++number;
            const std::size_t equals = line.find('=');
            if (line.starts_with('#') || line.starts_with(' ') || equals == line.npos) continue;
            const std::size_t end = line.find_last_not_of(' ', equals == 0 ? 0 : equals - 1);
            catalogue.insert_or_assign(
                std::string(line.substr(0, end + 1)),
                Sentence{file.path, number, std::string(line.substr(equals + 1))});
        }
    }
    return catalogue;
}

bool looks_like_key(std::string_view text) {
    const auto is_key_char = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    };
    return text.find('.') != text.npos && !text.ends_with('.') && !text.starts_with('.') &&
           std::all_of(text.begin(), text.end(), is_key_char);
}

struct Mention {
    std::string key, file;
    int line = 0;
};

// `{{t key …}}` of the templates.
void mentions_in_template(const File& file, std::vector<Mention>& found) {
    for (std::size_t at = file.text.find("{{t "); at != std::string::npos;
         at = file.text.find("{{t ", at + 1)) {
        const std::size_t begin = file.text.find_first_not_of(' ', at + 4);
        const std::size_t end = file.text.find_first_of(" }\n", begin);
        const std::string key = file.text.substr(begin, end - begin);
        if (looks_like_key(key)) found.push_back({key, file.path, line_of(file.text, at)});
    }
}

// `Key{"…"}`, `Key("…")`, `Refusal{"…"` of the code.
void mentions_in_code(const File& file, std::vector<Mention>& found) {
    for (const Literal& literal : file.literals) {
        if (!looks_like_key(literal.text) || literal.offset < 2) continue;
        const std::size_t open = literal.offset - 2;  // Before the quote.
        const char bracket = file.code[open];
        if (bracket != '{' && bracket != '(') continue;
        const std::string_view before = std::string_view(file.code).substr(0, open);
        if (before.ends_with("Key") || before.ends_with("Refusal")) {
            found.push_back(
                {std::string(literal.text), file.path, line_of(file.text, literal.offset)});
        }
    }
}

std::vector<Mention> mentions_of(const Tree& tree) {
    std::vector<Mention> found;
    for (const File& file : tree.files) {
        if (!file.is_under("src/") || file.is_test()) continue;
        if (file.ends_with(".html")) mentions_in_template(file, found);
        if (file.is_cpp()) mentions_in_code(file, found);
    }
    return found;
}

// What code may build keys from: "kind." or "kind.{}" stands for every key that
// begins so.
struct Said {
    std::set<std::string, std::less<>> keys;
    std::set<std::string, std::less<>> beginnings;

    bool covers(std::string_view key) const {
        if (keys.contains(key)) return true;
        return std::any_of(beginnings.begin(), beginnings.end(),
                           [&](const std::string& begin) { return key.starts_with(begin); });
    }
};

Said said_in(const Tree& tree) {
    Said said;
    for (const File& file : tree.files) {
        if (file.is_test() || !(file.is_under("src/") || file.is_under("tools/"))) continue;
        std::vector<Mention> in_template;
        if (file.ends_with(".html")) mentions_in_template(file, in_template);
        for (const Mention& mention : in_template) said.keys.insert(mention.key);
        if (!file.is_cpp()) continue;
        for (const Literal& literal : file.literals) {
            if (looks_like_key(literal.text)) said.keys.emplace(literal.text);
            const std::string begin = literal.text.substr(0, literal.text.find('{'));
            const bool is_open = begin.size() > 3 && (begin.ends_with('.') || begin.ends_with('_'));
            if (is_open && begin.find('.') != begin.npos &&
                looks_like_key(std::string(begin) + "x")) {
                said.beginnings.emplace(begin);
            }
        }
    }
    return said;
}

// The district's own words ("the coach") are free in each language; what a
// sentence is told is not.
bool is_word_of_the_district(std::string_view hole) {
    std::string name = lower(hole);
    for (const char* article : {"of the ", "the ", "a ", "an "}) {
        if (name.starts_with(article)) return true;
    }
    constexpr std::array words{"coach",       "coaches",   "teacher",    "teachers", "technician",
                               "technicians", "principal", "principals", "building", "buildings"};
    return std::find(words.begin(), words.end(), name) != words.end();
}

// Reads a sentence from `at` to its end or to the brace that closes it; adds
// what it is told.
std::size_t read_holes(std::string_view words, std::size_t at, std::set<std::string>& holes) {
    while (at < words.size() && words[at] != '}') {
        if (words[at] != '{') {
            ++at;
            continue;
        }
        const std::size_t end = std::min(words.find_first_of(",}", at), words.size());
        const std::string_view hole = words.substr(at + 1, end - at - 1);
        if (!is_word_of_the_district(hole)) holes.emplace(hole);
        at = end + 1;
        if (end == words.size() || words[end] == '}') continue;
        // {count, plural, one {…} other {…}}: each case is a sentence of its own.
        for (at = words.find_first_of("{}", at); at < words.size() && words[at] == '{';
             at = words.find_first_of("{}", at)) {
            at = read_holes(words, at + 1, holes) + 1;
        }
        if (at < words.size()) ++at;
    }
    return std::min(at, words.size());
}

std::set<std::string> holes_of(std::string_view sentence) {
    std::set<std::string> holes;
    read_holes(sentence, 0, holes);
    return holes;
}

}  // namespace

Findings missing_sentences(const Tree& tree) {
    Findings found;
    for (const char* language : languages) {
        const Catalogue catalogue = catalogue_of(tree, language);
        for (const Mention& mention : mentions_of(tree)) {
            if (catalogue.contains(mention.key)) continue;
            found.push_back({"sentence_missing", mention.key, mention.line,
                             mention.file + ": no sentence in *" + language});
        }
    }
    const Catalogue english = catalogue_of(tree, languages[0]);
    for (const char* language : languages) {
        const Catalogue catalogue = catalogue_of(tree, language);
        for (const auto& [key, sentence] : english) {
            if (!catalogue.contains(key)) {
                found.push_back({"sentence_missing", key, sentence.line,
                                 sentence.file + ": not said in *" + std::string(language)});
            }
        }
        for (const auto& [key, sentence] : catalogue) {
            if (!english.contains(key)) {
                found.push_back({"sentence_missing", key, sentence.line,
                                 sentence.file + ": not said in English"});
            }
        }
    }
    return found;
}

Findings unused_sentences(const Tree& tree) {
    const Said said = said_in(tree);
    Findings found;
    for (const auto& [key, sentence] : catalogue_of(tree, languages[0])) {
        if (!said.covers(key)) {
            found.push_back({"sentence_unused", key, sentence.line,
                             sentence.file + ": nobody says it; take it out of every language"});
        }
    }
    return found;
}

Findings uneven_sentences(const Tree& tree) {
    const Catalogue english = catalogue_of(tree, languages[0]);
    const Catalogue french = catalogue_of(tree, languages[1]);
    Findings found;
    for (const auto& [key, sentence] : french) {
        const auto other = english.find(key);
        if (other == english.end()) continue;
        if (holes_of(sentence.words) != holes_of(other->second.words)) {
            found.push_back({"sentence_uneven", key, sentence.line,
                             sentence.file + ": mentions other things than English does"});
        }
    }
    return found;
}

Findings sentences_in_a_loud_voice(const Tree& tree) {
    Findings found;
    for (const char* language : languages) {
        for (const auto& [key, sentence] : catalogue_of(tree, language)) {
            const std::string words = lower(sentence.words);
            const char* what = nullptr;
            if (words.find('!') != std::string::npos) what = "an exclamation mark";
            for (const char* word :
                 {"please", "invalid", "submit", "an error occurred", "s’il vous pla",
                  "s'il vous pla", "invalide", "soumettre", "une erreur est survenue"}) {
                if (words.find(word) != std::string::npos) what = word;
            }
            if (what == nullptr) continue;
            found.push_back({"voice", key, sentence.line,
                             sentence.file + ": " + what + "; say what happens next, calmly"});
        }
    }
    return found;
}

Findings orphan_templates(const Tree& tree) {
    Findings found;
    for (const File& file : tree.files) {
        if (!file.is_under("src/") || !file.ends_with(".html")) continue;
        const std::string part = "{{part " + file.path.substr(4);
        const std::size_t view = file.text.find("{{view ");
        const std::size_t end = file.text.find_first_of(" }", view + 7);
        const std::string type =
            view == std::string::npos ? "" : file.text.substr(view + 7, end - view - 7);
        const std::string short_type = type.substr(type.find_last_of(':') + 1);
        const bool is_shown =
            std::any_of(tree.files.begin(), tree.files.end(), [&](const File& other) {
                if (!other.is_under("src/") || other.is_test()) return false;
                if (other.ends_with(".html")) return other.text.find(part) != std::string::npos;
                return other.ends_with(".cpp") && !places_of_word(other.code, short_type).empty();
            });
        if (view == std::string::npos) {
            found.push_back({"template", file.path, 1, "a template opens with {{view … from …}}"});
        } else if (!is_shown) {
            found.push_back({"template", file.path, 1, "nobody shows " + short_type});
        }
    }
    return found;
}

Findings style_in_templates(const Tree& tree) {
    Findings found;
    for (const File& file : tree.files) {
        if (!file.is_under("src/") || !file.ends_with(".html")) continue;
        const std::string text = lower(file.text);
        for (const char* bad : {" style=", "<style", " onclick=", " onchange=", " oninput=",
                                " onsubmit=", " onload=", " onerror=", "javascript:"}) {
            const std::size_t at = text.find(bad);
            if (at != std::string::npos) {
                found.push_back({"content_policy", file.path, line_of(text, at),
                                 "the content policy refuses it: use assets/"});
            }
        }
        for (std::size_t at = text.find("<script"); at != std::string::npos;
             at = text.find("<script", at + 1)) {
            const std::string tag = text.substr(at, text.find('>', at) - at);
            if (tag.find(" src=") == std::string::npos) {
                found.push_back({"content_policy", file.path, line_of(text, at),
                                 "script stands in assets/js, with src="});
            }
        }
    }
    return found;
}

}  // namespace rapport::tidy
