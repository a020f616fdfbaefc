#include "kernel/db/copy.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>

namespace rapport::db {

namespace {

constexpr int page_rows = 2'000;
// SQLite is told to take two thousand values a statement (sqlite_settings.cpp).
constexpr std::size_t values_max = 1'900;
constexpr std::size_t rows_of_one_insert_max = 200;

std::string quoted(std::string_view name) { return "\"" + std::string(name) + "\""; }

std::string names_of(const Table& table) {
    std::string names;
    for (const Column& column : table.columns) {
        if (!names.empty()) names += ", ";
        names += quoted(column.name);
    }
    return names;
}

std::string key_of(const Table& table) {
    std::string names;
    for (const std::size_t place : table.key) {
        if (!names.empty()) names += ", ";
        names += quoted(table.columns[place].name);
    }
    return names;
}

std::string dollars(std::size_t first, std::size_t count) {
    std::string list;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) list += ", ";
        list += "$" + std::to_string(first + i);
    }
    return list;
}

enum class Page { first, next };

std::string select_of(const Table& table, bool is_of_district, Page page) {
    std::string where;
    if (is_of_district) where = "district_id = $1";
    if (page == Page::next) {
        if (!where.empty()) where += " AND ";
        where +=
            "(" + key_of(table) + ") > (" + dollars(is_of_district ? 2 : 1, table.key.size()) + ")";
    }
    std::string text = "SELECT " + names_of(table) + " FROM " + quoted(table.name);
    if (!where.empty()) text += " WHERE " + where;
    return text + " ORDER BY " + key_of(table) + " LIMIT " + std::to_string(page_rows);
}

// The key of the last row of a page, kept after the row is gone.
struct Mark {
    std::vector<std::string> texts;
    std::vector<Value> values;

    void set(const Table& table, const Row& row) {
        texts.assign(table.key.size(), "");
        values.clear();
        for (std::size_t i = 0; i < table.key.size(); ++i) {
            const auto column = static_cast<int>(table.key[i]);
            if (table.columns[table.key[i]].type == Column::Type::text) {
                texts[i] = row.text(column);
                values.emplace_back(std::string_view(texts[i]));
            } else {
                values.emplace_back(row.integer(column));
            }
        }
    }
};

void append_escaped(std::string& line, char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
        line += '\\';
        line += c;
    } else if (byte < 0x20) {
        line += "\\u00";
        line += digits[byte / 16];
        line += digits[byte % 16];
    } else {
        line += c;
    }
}

template <class Number>
void append_number(std::string& line, Number number) {
    std::array<char, 40> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    line.append(digits.data(), end);
}

}  // namespace

bool Table::has(std::string_view column) const {
    return std::ranges::any_of(columns, [&](const Column& one) { return one.name == column; });
}

void each_row(ReadTx& tx, const Table& table, const std::function<void(const Row&)>& reader) {
    must(!table.key.empty(), "a table without a key");
    const bool is_of_district = !tx.scope().is_whole;
    const DistrictId district = tx.district();  // Values borrow.
    const std::string first = select_of(table, is_of_district, Page::first);
    const std::string next = select_of(table, is_of_district, Page::next);
    Mark mark;
    for (int rows = page_rows; rows == page_rows;) {
        std::vector<Value> values;
        if (is_of_district) values.emplace_back(district);
        values.insert(values.end(), mark.values.begin(), mark.values.end());
        const std::string& text = mark.values.empty() ? first : next;
        rows = 0;
        Mark last;
        tx.each_of({"db.copy", text.c_str()}, values, [&](const Row& row) {
            reader(row);
            if (++rows == page_rows) last.set(table, row);
        });
        mark = std::move(last);
    }
}

bool has_rows(ReadTx& tx, const Table& table) {
    const std::string text =
        "SELECT COUNT(*) FROM (SELECT 1 FROM " + quoted(table.name) + " LIMIT 1) AS found";
    return tx.number(Sql{"db.has_rows", text.c_str()}) > 0;
}

void append_json(std::string& line, std::string_view text) {
    line += '"';
    for (const char c : text) append_escaped(line, c);
    line += '"';
}

void append_json(std::string& line, const Row& row, int column, Column::Type type) {
    if (row.is_null(column)) {
        line += "null";
        return;
    }
    switch (type) {
        case Column::Type::text:
            return append_json(line, row.view(column));
        case Column::Type::integer:
            return append_number(line, row.integer(column));
        case Column::Type::real:
            return append_number(line, row.real(column));
        case Column::Type::flag:
            line += row.flag(column) ? "true" : "false";
    }
}

std::string line_of(const Table& table, const Row& row) {
    std::string line = "[";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (i > 0) line += ',';
        append_json(line, row, static_cast<int>(i), table.columns[i].type);
    }
    return line + "]";
}

Sum sum_of(ReadTx& tx, const Table& table) {
    Sum sum;
    crypto::Digest digest;
    each_row(tx, table, [&](const Row& row) {
        ++sum.rows;
        digest.add(line_of(table, row) + "\n");
    });
    sum.digest = digest.hex();
    return sum;
}

namespace {

std::string insert_of(const Table& table, std::size_t rows) {
    const std::size_t width = table.columns.size();
    std::string text = "INSERT INTO " + quoted(table.name) + " (" + names_of(table) + ") VALUES ";
    for (std::size_t i = 0; i < rows; ++i) {
        if (i > 0) text += ", ";
        text += "(" + dollars(i * width + 1, width) + ")";
    }
    return text;
}

[[noreturn]] void refuse_line(const Table& table) {
    throw Fault("a line is no row of " + table.name);
}

Value value_of(const Table& table, Column::Type type, const boost::json::value& json,
               std::string& text) {
    if (json.is_null()) return {};
    switch (type) {
        case Column::Type::text:
            if (!json.is_string()) refuse_line(table);
            text.assign(json.get_string().data(), json.get_string().size());
            return std::string_view(text);
        case Column::Type::integer:
            if (!json.is_int64()) refuse_line(table);
            return json.get_int64();
        case Column::Type::real:
            if (!json.is_number()) refuse_line(table);
            return json.to_number<double>();
        case Column::Type::flag:
            if (!json.is_bool()) refuse_line(table);
            return json.get_bool();
    }
    return {};
}

}  // namespace

Filler::Filler(WriteTx& tx, const Table& table)
    : tx_(tx),
      table_(table),
      rows_max_(
          std::clamp<std::size_t>(values_max / table.columns.size(), 1, rows_of_one_insert_max)),
      texts_(rows_max_ * table.columns.size()),
      full_(insert_of(table, rows_max_)) {
    values_.reserve(texts_.size());
}

void Filler::add(std::string_view line) {
    boost::json::error_code error;
    const boost::json::parse_options options{.max_depth = 2, .allow_invalid_utf8 = true};
    const auto row = boost::json::parse({line.data(), line.size()}, error, {}, options);
    const std::size_t width = table_.columns.size();
    if (error || !row.is_array() || row.get_array().size() != width) refuse_line(table_);
    for (std::size_t i = 0; i < width; ++i) {
        values_.push_back(value_of(table_, table_.columns[i].type, row.get_array()[i],
                                   texts_[rows_ * width + i]));
    }
    if (++rows_ == rows_max_) send(rows_);
}

void Filler::end() {
    if (rows_ > 0) send(rows_);
}

void Filler::send(std::size_t rows) {
    const std::string text = rows == rows_max_ ? "" : insert_of(table_, rows);
    tx_.run_of({"db.fill", text.empty() ? full_.c_str() : text.c_str()}, values_);
    values_.clear();
    rows_ = 0;
}

}  // namespace rapport::db
