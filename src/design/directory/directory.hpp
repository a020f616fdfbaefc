// The directory: schools as published lists have them, so that a school is picked and not typed. A
// list is read with its row numbers: a row that cannot be taken is refused with its reason, the
// others are taken. Identifiers are text, and the zero at the front that a spreadsheet ate is put
// back. The same list a second time changes nothing.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "kernel/csv/csv.hpp"
#include "kernel/db/db.hpp"
#include "kernel/locale/key.hpp"
#include "kernel/result.hpp"

namespace rapport::desk {
class Routes;
}

namespace rapport::directory {

struct School {
    std::string scheme, identifier, name, level, street, city, region, county, postal_code, country;
    std::string phone, website, agency;
    std::optional<double> latitude, longitude;
    friend bool operator==(const School&, const School&) = default;
};

struct Bad {  // A row that is not taken, or a place in the file that cannot be read.
    std::int64_t row = 0;
    Key reason;
    std::string cell;  // What stood there.
};

// Reads a list row by row; refused where its header names no identifier or no name.
class List {
  public:
    static Result<List> open(csv::Source);
    bool next(School&);  // False at the end. Bad rows are told and passed over.
    const std::string& scheme() const { return scheme_; }
    std::int64_t rows_read() const { return rows_read_; }
    std::int64_t mended_count() const { return mended_; }  // Identifiers whose zero was put back.
    std::int64_t bad_count() const { return bad_count_; }
    const std::vector<Bad>& bad() const { return bad_; }  // The first thousand.
    // What was odd in the writing of the file, which costs no row by itself.
    const std::vector<Bad>& notes() const { return notes_; }

  private:
    enum Column : std::uint8_t {
        identifier,
        name,
        level,
        street,
        city,
        region,
        county,
        postal_code,
        country,
        phone,
        website,
        agency,
        latitude,
        longitude,
        column_count
    };
    static Column column_named(std::string_view folded, std::string& scheme);
    std::string cell(const csv::Record&, Column) const;
    std::optional<School> school_in(const csv::Record&);
    std::string mended(std::string identifier, std::size_t size);
    void refuse(std::int64_t row, Key reason, std::string cell);

    std::unique_ptr<csv::Reader> reader_;
    std::array<int, column_count> places_{};  // -1: the list has no such column.
    std::string scheme_;
    std::int64_t rows_read_ = 0, mended_ = 0, bad_count_ = 0;
    std::size_t troubles_told_ = 0;
    std::vector<Bad> bad_, notes_;
    std::unordered_set<std::string> seen_;
};

struct Report {
    std::int64_t rows = 0, added = 0, changed = 0, same = 0, refused = 0, mended = 0;
    std::vector<Bad> bad;    // The first thousand.
    std::vector<Bad> notes;  // What was odd in the file.
};

struct Origin {
    std::string name, source, licence;  // Of the file; who publishes it; on which terms.
};
enum class Doing : std::uint8_t { look, take };  // Looking writes nothing.
// Takes what is new and what differs, some thousand rows a transaction: whoever stops it halfway
// begins again and loses nothing.
Result<Report> read_list(Db&, const DistrictId&, csv::Source, const Origin&, Doing);

std::optional<School> find(ReadTx&, std::string_view scheme, std::string_view identifier);
std::int64_t count(ReadTx&);

struct ImportOrder {
    std::string path, district, source, licence, language = "en";
    bool is_applied = false;
};
using Print = std::function<void(std::string_view)>;
// `rapport import directory FILE [--apply]`. Returns the exit code: 0 done, 1 refused.
int import_directory(Db&, const ImportOrder&, const Print& out, const Print& err);

// /directory and its twin below /api/v1.
void mount_directory(desk::Routes&);

}  // namespace rapport::directory
