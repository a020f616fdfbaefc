#include "platform/roster/table.hpp"

#include <algorithm>

#include "kernel/text/text.hpp"
#include "platform/roster/values.hpp"

namespace rapport::roster {

namespace {

constexpr std::size_t rejects_max = 8 * 1024 * 1024;

struct Alias {
    std::string_view written, meant;  // Squeezed.
};
constexpr std::array<Alias, 24> aliases = {{{"id", "sourcedid"},
                                            {"sourceid", "sourcedid"},
                                            {"guid", "sourcedid"},
                                            {"datalastmodified", "datelastmodified"},
                                            {"lastmodified", "datelastmodified"},
                                            {"userid", "userids"},
                                            {"grade", "grades"},
                                            {"gradelevel", "grades"},
                                            {"orgsourcedid", "orgsourcedids"},
                                            {"orgsourcedids", "orgsourcedid"},
                                            {"orgid", "orgsourcedid"},
                                            {"schoolyearid", "schoolyearsourcedid"},
                                            {"termsourcedid", "termsourcedids"},
                                            {"firstname", "givenname"},
                                            {"lastname", "familyname"},
                                            {"enabled", "enableduser"},
                                            {"prefferedgivenname", "preferredgivenname"},
                                            {"prefferedfamilyname", "preferredfamilyname"},
                                            {"emailaddress", "email"},
                                            {"subject", "subjects"},
                                            {"jobtitle", "metadatatitle"},
                                            {"metadatajobtitle", "metadatatitle"},
                                            {"title", "metadatatitle"},
                                            {"exttitle", "metadatatitle"}}};

// Columns that are never kept and are named as such, by any part of their name.
bool is_kept_out(std::string_view squeezed_name) {
    for (const std::string_view part :
         {"password", "passwd",     "pwd",        "pincode", "sms",      "phone", "mobile",
          "agent",    "birth",      "gender",     "race",    "ethnic",   "ssn",   "socialsecurity",
          "pronoun",  "mothername", "fathername", "lunch",   "homeless", "disab"}) {
        if (squeezed_name.find(part) != std::string_view::npos) return true;
    }
    return squeezed_name == "sex" || squeezed_name == "pin";
}

// Columns of the standard that Rapport has no use for: nothing to tell anybody.
bool is_of_standard(std::string_view name) {
    static constexpr std::array<std::string_view, 26> names = {"classcode",
                                                               "classtype",
                                                               "subjectcodes",
                                                               "periods",
                                                               "userids",
                                                               "middlename",
                                                               "identifier",
                                                               "schoolyear",
                                                               "coursecode",
                                                               "schoolyearsourcedid",
                                                               "primary",
                                                               "usermasteridentifier",
                                                               "preferredmiddlename",
                                                               "roletype",
                                                               "userprofilesourcedid",
                                                               "username",
                                                               "grades",
                                                               "subjects",
                                                               "parentsourcedid",
                                                               "orgsourcedid",
                                                               "begindate",
                                                               "enddate",
                                                               "schoolyearid",
                                                               "userid",
                                                               "grade",
                                                               "prefferedmiddlename"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

// trimmed() for the many cells that need no trimming: a bundle has tens of millions.
std::string_view without_ends(std::string_view cell) {
    const auto is_plain = [](char c) { return c > ' ' && c < 0x7F; };
    if (cell.empty() || (is_plain(cell.front()) && is_plain(cell.back()))) return cell;
    return text::trimmed(cell);
}

Kind kind_of(csv::Trouble::Kind kind) {
    switch (kind) {
        case csv::Trouble::Kind::quote_not_closed:
            return Kind::quote_not_closed;
        case csv::Trouble::Kind::text_after_quote:
            return Kind::text_after_quote;
        case csv::Trouble::Kind::not_utf8:
            return Kind::not_utf8;
        case csv::Trouble::Kind::nul_byte:
            return Kind::nul_byte;
        case csv::Trouble::Kind::row_too_long:
            return Kind::row_too_long;
    }
    return Kind::row_too_long;
}

}  // namespace

void Rejects::add(std::string_view file, std::span<const Column> columns, Row row) {
    File& kept = files_[std::string(file)];
    ++kept.count;
    if (size_ > rejects_max) return;
    if (kept.columns.empty()) {
        for (const auto& column : columns) kept.columns.emplace_back(column.name);
    }
    size_ += 64;
    for (const auto& cell : row.cells) size_ += cell.size() + 32;
    kept.rows.push_back(std::move(row));
}

std::int64_t Rejects::count() const {
    std::int64_t sum = 0;
    for (const auto& [name, file] : files_) sum += file.count;
    return sum;
}

Table::Table(std::string_view file, csv::Source source, std::span<const Column> columns,
             Flaws& flaws)
    : file_(file), reader_(std::move(source)), columns_(columns), flaws_(flaws) {
    places_.assign(columns.size(), -1);
    cells_.resize(columns.size());
    read_header();
}

void Table::read_header() {
    if (!reader_.next(record_)) {
        take_troubles();
        return flaws_.add(Kind::file_empty, {.file = file_});
    }
    for (std::size_t at = 0; at < record_.cells.size(); ++at) {
        place(record_.cells[at], at);
        if (!text::trimmed(record_.cells[at]).empty()) width_ = at + 1;
    }
    forgive_spelling();
    for (const auto& [written, at] : others_) {
        const std::string name = squeezed(written);
        const Where where{.file = file_, .field = written};
        if (is_kept_out(name)) {
            flaws_.add(Kind::column_kept_out, where);
        } else if (!is_of_standard(name)) {
            flaws_.add(Kind::column_unknown, where);
        }
    }
    is_usable_ = true;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (places_[i] >= 0 || columns_[i].need == Need::optional) continue;
        const bool is_key = columns_[i].need == Need::key;
        if (is_key) is_usable_ = false;
        flaws_.add(is_key ? Kind::key_column_missing : Kind::column_missing,
                   {.file = file_, .field = columns_[i].name});
    }
    take_troubles();
}

// Finds the column a header cell means: as written, squeezed, or by an alias.
void Table::place(std::string_view cell, std::size_t at) {
    const std::string_view written = text::trimmed(cell);
    if (written.empty()) return flaws_.add(Kind::column_unnamed, {.file = file_});
    const std::string name = squeezed(written);
    const auto takes = [&](std::size_t i, std::string_view meant) {
        return places_[i] < 0 && squeezed(columns_[i].name) == meant;
    };
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (squeezed(columns_[i].name) == name && places_[i] >= 0) {
            return flaws_.add(Kind::column_twice, {.file = file_, .field = columns_[i].name});
        }
        if (!takes(i, name)) continue;
        places_[i] = static_cast<int>(at);
        if (written != columns_[i].name) {
            flaws_.add(Kind::column_misspelt,
                       {.file = file_, .field = columns_[i].name, .found = written});
        }
        return;
    }
    others_.emplace_back(written, static_cast<int>(at));
}

// Gives columns that are still missing to headers that nearly name them.
void Table::forgive_spelling() {
    constexpr std::size_t shortest = 6;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (places_[i] >= 0) continue;
        const std::string wanted = squeezed(columns_[i].name);
        const auto near = [&](const auto& other) {
            const std::string name = squeezed(other.first);
            for (const auto& alias : aliases) {
                if (alias.written == name && alias.meant == wanted) return true;
            }
            if (is_kept_out(name) || is_of_standard(name)) return false;
            return name.size() >= shortest && wanted.size() >= shortest &&
                   text::distance(name, wanted, 3) <= 2;
        };
        const auto found = std::find_if(others_.begin(), others_.end(), near);
        if (found == others_.end()) continue;
        places_[i] = found->second;
        flaws_.add(Kind::column_misspelt,
                   {.file = file_, .field = columns_[i].name, .found = found->first});
        others_.erase(found);
    }
}

bool Table::has_other(std::string_view name) const {
    const std::string wanted = squeezed(name);
    return std::any_of(others_.begin(), others_.end(),
                       [&](const auto& other) { return squeezed(other.first) == wanted; });
}

bool Table::next() {
    while (reader_.next(record_)) {
        take_troubles();
        bool is_blank = true;
        for (std::size_t i = 0; i < places_.size(); ++i) {
            const auto at = static_cast<std::size_t>(places_[i]);
            cells_[i] = places_[i] >= 0 && at < record_.cells.size()
                            ? without_ends(record_.cells[at])
                            : std::string_view();
            is_blank = is_blank && cells_[i].empty();
        }
        if (is_blank) continue;
        if (record_.cells.size() < width_) flaw_row(Kind::row_narrow);
        for (std::size_t at = width_; at < record_.cells.size(); ++at) {
            if (text::trimmed(record_.cells[at]).empty()) continue;
            flaw_row(Kind::row_wide);
            break;
        }
        return true;
    }
    take_troubles();
    return false;
}

void Table::take_troubles() {
    const auto& troubles = reader_.troubles();
    for (; troubles_seen_ < troubles.size(); ++troubles_seen_) {
        const auto& trouble = troubles[troubles_seen_];
        flaws_.add(kind_of(trouble.kind), {.file = file_, .row = trouble.row});
    }
}

std::string_view Table::operator[](std::size_t column) const { return cells_[column]; }

void Table::flaw(Kind kind, std::size_t column) { flaw(kind, column, cells_[column]); }

void Table::flaw(Kind kind, std::size_t column, std::string_view found) {
    flaws_.add(kind, {.file = file_, .row = row(), .field = columns_[column].name, .found = found});
}

void Table::flaw_unseen(Kind kind, std::size_t column) { flaw(kind, column, {}); }

void Table::flaw_row(Kind kind) { flaws_.add(kind, {.file = file_, .row = row()}); }

}  // namespace rapport::roster
