#include "design/inquiries/coding.hpp"

#include <algorithm>
#include <map>

#include "design/inquiries/coding_store.hpp"
#include "design/inquiries/inquiries_rules.hpp"
#include "design/inquiries/inquiries_store.hpp"
#include "kernel/text/text.hpp"

namespace rapport::inquiries {

namespace {

constexpr std::size_t name_part_least = 3;  // Letters of a name that a quote must not hold.

Result<std::string> line_of(std::string_view typed, std::string_view field) {
    std::string words = text::tidied(typed);
    if (auto long_one = too_long(words, std::string(field), line_max)) return *long_one;
    return words;
}

// In small letters, with everything that is no letter or figure as one blank, and one at the ends.
std::string plain(std::string_view words) {
    std::string out = " ";
    for (const char c : text::folded(words)) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_word = byte >= 128 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (is_word) {
            out += c;
        } else if (out.back() != ' ') {
            out += ' ';
        }
    }
    if (out.back() != ' ') out += ' ';
    return out;
}

// What in a quote tells who wrote it: a part of their name, an address, a link. "" for nothing.
std::string telling_part(const std::string& words, const Response& writer) {
    for (const std::string_view word : text::split(words, ' ')) {
        if (word.find('@') != word.npos || word.find("://") != word.npos ||
            word.starts_with("www.")) {
            return std::string(text::trimmed(word));
        }
    }
    const std::string said = plain(words);
    const std::string name = plain(writer.name);
    for (const std::string_view part : text::split(name, ' ')) {
        if (part.size() < name_part_least) continue;
        if (said.find(" " + std::string(part) + " ") != std::string::npos) {
            return std::string(part);
        }
    }
    return "";
}

const Response* find(const std::vector<Response>& all, ResponseId id) {
    const auto at = std::ranges::find(all, id, &Response::id);
    return at == all.end() ? nullptr : &*at;
}

// Kinds of school with fewer than `least` people stand together; where even together they are too
// few, the next smallest stands with them.
std::vector<std::vector<School>> columns_of(const std::map<School, std::int64_t>& people,
                                            std::int64_t least) {
    std::vector<std::pair<std::int64_t, School>> smallest_first;
    for (const auto& [school, count] : people) smallest_first.emplace_back(count, school);
    std::ranges::stable_sort(smallest_first, {}, [](const auto& one) { return one.first; });
    std::vector<School> together;
    std::int64_t count_together = 0;
    std::vector<std::vector<School>> columns;
    for (const auto& [count, school] : smallest_first) {
        if (count < least || (count_together > 0 && count_together < least)) {
            together.push_back(school);
            count_together += count;
        } else {
            columns.push_back({school});
        }
    }
    std::ranges::sort(columns);
    if (!together.empty()) {
        std::ranges::sort(together);
        columns.push_back(std::move(together));
    }
    return columns;
}

std::size_t column_of(const Table& table, School school) {
    const auto at = std::ranges::find_if(table.columns, [&](const auto& column) {
        return std::ranges::find(column, school) != column.end();
    });
    return static_cast<std::size_t>(at - table.columns.begin());
}

// The rows of one question: each category, what is in none, and who said nothing.
QuestionTable question_table(const Table& table, std::size_t question,
                             const std::vector<const Response*>& counted, const Coded& sorted) {
    QuestionTable one;
    const auto count = [&](TableRow row, const auto& is_in) {
        row.counts.resize(table.columns.size());
        for (const Response* each : counted) {
            if (!is_in(*each)) continue;
            ++row.counts[column_of(table, each->school)];
            ++row.total;
        }
        one.rows.push_back(std::move(row));
    };
    std::set<ResponseId> placed;
    for (const Category& category : sorted.categories) {
        if (category.question != question) continue;
        const auto is_in = [&](const Response& each) {
            return sorted.codings.contains({category.id, each.id});
        };
        for (const Response* each : counted) {
            if (is_in(*each)) placed.insert(each->id);
        }
        count({.kind = TableRow::Kind::category, .name = category.name, .counts = {}}, is_in);
    }
    const auto is_silent = [&](const Response& each) {
        return each.answers[question].empty() && !placed.contains(each.id);
    };
    count({.kind = TableRow::Kind::unsorted, .name = "", .counts = {}},
          [&](const Response& each) { return !is_silent(each) && !placed.contains(each.id); });
    count({.kind = TableRow::Kind::silent, .name = "", .counts = {}}, is_silent);
    for (const Response* each : counted) {
        const std::string* words = sorted.quote(each->id, question);
        if (words != nullptr && each->may_quote) one.quotes.push_back(*words);
    }
    return one;
}

}  // namespace

const std::string* Coded::quote(ResponseId response, std::size_t question) const {
    for (const Quote& one : quotes) {
        if (one.response == response && one.question == question) return &one.words;
    }
    return nullptr;
}

Coded coded(ReadTx& tx, const Inquiry& inquiry) { return store::coded(tx, inquiry); }

bool suggests(const Category& category, std::string_view answer) {
    const std::string said = plain(answer);
    const std::string& words = category.looks_for.empty() ? category.name : category.looks_for;
    return std::ranges::any_of(text::split(words, ','), [&](std::string_view one) {
        const std::string sought = plain(one);
        // The beginning of a word is enough: "grant" finds "grants".
        return sought.size() > 2 &&
               said.find(sought.substr(0, sought.size() - 1)) != std::string::npos;
    });
}

Result<CategoryId> add_category(WriteTx& tx, const Inquiry& inquiry, std::size_t question,
                                std::string_view name, std::string_view looks_for) {
    auto named = line_of(name, "name");
    if (!named) return named.refusal();
    if (named->empty()) return Refusal{"inquiries.empty", "name"};
    auto words = line_of(looks_for, "looks_for");
    if (!words) return words.refusal();
    const Coded all = coded(tx, inquiry);
    std::size_t count = 0;
    for (const Category& one : all.categories) {
        if (one.question != question) continue;
        ++count;
        if (text::folded(one.name) == text::folded(*named)) {
            return Refusal{"inquiries.category_there", "name"};
        }
    }
    if (count >= categories_max) {
        return Refusal{"inquiries.many_categories",
                       "name",
                       {{"count", static_cast<std::int64_t>(categories_max)}}};
    }
    const Category one{tx.new_id<CategoryId>(), question, std::move(*named), std::move(*words)};
    store::insert(tx, inquiry.id, one);
    return one.id;
}

Result<Done> erase_category(WriteTx& tx, const Inquiry& inquiry, CategoryId id) {
    if (store::erase(tx, inquiry.id, id) == 0) return Refusal{"inquiries.no_category"};
    return Done{};
}

Result<Done> sort(WriteTx& tx, const Inquiry& inquiry, std::size_t question,
                  const Sorting& sorting) {
    const auto all = responses(tx, inquiry);
    const Coded before = coded(tx, inquiry);
    const auto belongs = [&](const Coding& one) {
        const auto category = std::ranges::find(before.categories, one.first, &Category::id);
        return category != before.categories.end() && category->question == question &&
               find(all, one.second) != nullptr;
    };
    for (const Quote& typed : sorting.quotes) {
        const Response* writer = find(all, typed.response);
        if (writer == nullptr) continue;
        const Quote one{typed.response, question, text::tidied(typed.words)};
        const std::string field = "quote-" + typed.response.text();
        if (!one.words.empty()) {
            if (!writer->may_quote) return Refusal{"inquiries.not_agreed", field};
            if (auto long_one = too_long(one.words, field, words_max)) return *long_one;
            const std::string part = telling_part(one.words, *writer);
            if (!part.empty()) return Refusal{"inquiries.names_somebody", field, {{"word", part}}};
        }
        store::put(tx, one);
    }
    for (const Coding& one : sorting.added) {
        if (belongs(one)) store::add(tx, one);
    }
    for (const Coding& one : sorting.removed) {
        if (belongs(one)) store::remove(tx, one);
    }
    return Done{};
}

Table table_of(const Inquiry& inquiry, const std::vector<Response>& all, const Coded& sorted,
               std::int64_t least) {
    Table table;
    std::vector<const Response*> counted;
    std::map<School, std::int64_t> people;
    std::map<Channel, std::int64_t> channels;
    for (const Response& one : all) {
        if (!one.is_checked) ++table.unchecked;
        if (!one.is_checked || one.is_double) continue;
        counted.push_back(&one);
        ++people[one.school];
        ++channels[one.channel];
    }
    table.total = std::ssize(counted);
    table.channels.assign(channels.begin(), channels.end());
    table.columns = columns_of(people, least);
    for (const auto& column : table.columns) {
        std::int64_t count = 0;
        for (const School school : column) count += people[school];
        table.people.push_back(count);
    }
    for (std::size_t i = 0; i < inquiry.questions.size(); ++i) {
        table.questions.push_back(question_table(table, i, counted, sorted));
    }
    return table;
}

Result<Done> publish(WriteTx& tx, const Inquiry& before, std::string_view conclusion) {
    if (const auto reason = against(Act::publish, before.state)) return Refusal{*reason};
    Inquiry one = before;
    one.conclusion = text::tidied(conclusion);
    if (auto long_one = too_long(one.conclusion, "conclusion", words_max)) return *long_one;
    if (table_of(one, responses(tx, one), coded(tx, one), column_least).total < column_least) {
        return Refusal{"inquiries.few", "", {{"count", column_least}}};
    }
    one.published_at = tx.now();
    store::put(tx, one);
    happened(tx, "published", one.id);
    return Done{};
}

Result<Done> unpublish(WriteTx& tx, const Inquiry& before) {
    if (!before.published_at) return Refusal{"inquiries.not_published"};
    Inquiry one = before;
    one.published_at = std::nullopt;
    store::put(tx, one);
    happened(tx, "unpublished", one.id);
    return Done{};
}

Table published_table(ReadTx& tx, const Inquiry& inquiry) {
    must(inquiry.published_at.has_value(), "an inquiry that is not published has no public table");
    auto all = responses(tx, inquiry);
    // What came since would be told from the rest by looking twice.
    std::erase_if(all, [&](const Response& one) { return one.made_at > *inquiry.published_at; });
    return table_of(inquiry, all, coded(tx, inquiry), column_least);
}

std::optional<PublishedResult> published_result(ReadTx& tx, InquiryId id) {
    auto inquiry = asked(tx, id);
    if (!inquiry || !inquiry->published_at) return std::nullopt;
    const Table table = published_table(tx, *inquiry);
    PublishedResult result{.inquiry = std::move(*inquiry), .people = table.total, .questions = {}};
    for (std::size_t at = 0; at < table.questions.size(); ++at) {
        const Question& asked_one = result.inquiry.questions[at];
        ResultQuestion question{asked_one.words, asked_one.why, {}, table.questions[at].quotes};
        for (const TableRow& row : table.questions[at].rows) {
            static constexpr std::string_view kinds[] = {"category", "unsorted", "silent"};
            question.rows.push_back(
                {std::string(kinds[static_cast<std::size_t>(row.kind)]), row.name, row.total});
        }
        result.questions.push_back(std::move(question));
    }
    return result;
}

}  // namespace rapport::inquiries
