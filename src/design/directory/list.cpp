// A published list, row by row.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>

#include "design/directory/directory.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"

namespace rapport::directory {

namespace {

constexpr std::size_t bad_max = 1'000;     // That are told one by one.
constexpr std::size_t rows_max = 500'000;  // Of a list.
constexpr std::size_t cell_max = 400;      // Bytes.
constexpr std::size_t nces_school = 12, nces_agency = 7;

struct Name {
    std::string_view header;  // Folded.
    int column;
    std::string_view scheme = "";
};

// What published lists write where they know nothing.
bool is_nothing(std::string_view cell) {
    constexpr std::string_view nothing[] = {
        "NOT AVAILABLE", "NOT APPLICABLE", "-999", "-9", "-2", "-1", "M", "N", "–", "†"};
    return std::ranges::find(nothing, cell) != std::end(nothing);
}

bool is_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<double> degrees(std::string_view cell, double most) {
    const auto value = text::number<double>(cell);
    if (!value || !std::isfinite(*value) || std::abs(*value) > most) return std::nullopt;
    return value;
}

Key reason_of(csv::Trouble::Kind kind) {
    switch (kind) {
        case csv::Trouble::Kind::quote_not_closed:
            return "directory.bad_quote";
        case csv::Trouble::Kind::text_after_quote:
            return "directory.bad_after_quote";
        case csv::Trouble::Kind::not_utf8:
            return "directory.bad_writing";
        case csv::Trouble::Kind::nul_byte:
            return "directory.bad_nul";
        case csv::Trouble::Kind::row_too_long:
            return "directory.bad_long";
    }
    return "directory.bad_quote";
}

}  // namespace

List::Column List::column_named(std::string_view folded, std::string& scheme) {
    static constexpr Name names[] = {
        {"ncesid", identifier, "nces"},
        {"ncessch", identifier, "nces"},
        {"urn", identifier, "urn"},
        {"acara id", identifier, "acara"},
        {"ceeb", identifier, "ceeb"},
        {"identifier", identifier, "list"},
        {"id", identifier, "list"},
        {"school id", identifier, "list"},
        {"name", name},
        {"sch name", name},
        {"school name", name},
        {"establishmentname", name},
        {"level", level},
        {"school level", level},
        {"phaseofeducation name", level},
        {"address", street},
        {"lstreet1", street},
        {"street", street},
        {"city", city},
        {"lcity", city},
        {"town", city},
        {"state", region},
        {"lstate", region},
        {"region", region},
        {"province", region},
        {"county", county},
        {"county name", county},
        {"zip", postal_code},
        {"lzip", postal_code},
        {"postcode", postal_code},
        {"postal code", postal_code},
        {"country", country},
        {"telephone", phone},
        {"phone", phone},
        {"telephonenum", phone},
        {"website", website},
        {"schoolwebsite", website},
        {"districtid", agency},
        {"leaid", agency},
        {"latitude", latitude},
        {"lat", latitude},
        {"latcod", latitude},
        {"longitude", longitude},
        {"long", longitude},
        {"lon", longitude},
        {"loncod", longitude},
    };
    const auto* const at = std::ranges::find(names, folded, &Name::header);
    if (at == std::end(names)) return column_count;
    if (!at->scheme.empty()) scheme = at->scheme;
    return static_cast<Column>(at->column);
}

Result<List> List::open(csv::Source source) {
    List list;
    list.reader_ = std::make_unique<csv::Reader>(std::move(source));
    list.places_.fill(-1);
    csv::Record header;
    if (!list.reader_->next(header)) return Refusal{"directory.empty"};
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
        std::string scheme;
        const Column column = column_named(text::folded(header.cells[i]), scheme);
        // "Lat" before "LATITUDE": the first of a kind counts.
        if (column == column_count || list.places_[column] >= 0) continue;
        list.places_[column] = static_cast<int>(i);
        if (column == identifier) list.scheme_ = scheme;
    }
    if (list.places_[identifier] < 0) return Refusal{"directory.no_identifier"};
    if (list.places_[name] < 0) return Refusal{"directory.no_name"};
    return list;
}

std::string List::cell(const csv::Record& record, Column column) const {
    const int place = places_[column];
    if (place < 0 || static_cast<std::size_t>(place) >= record.cells.size()) return "";
    const std::string_view found = text::trimmed(record.cells[static_cast<std::size_t>(place)]);
    return is_nothing(found) ? "" : text::tidied(found);
}

void List::refuse(std::int64_t row, Key reason, std::string cell) {
    ++bad_count_;
    if (bad_.size() < bad_max) bad_.push_back({row, reason, text::shortened(cell, 60)});
}

// A spreadsheet takes an identifier for a number and drops the zero of Alabama to Connecticut.
std::string List::mended(std::string identifier, std::size_t size) {
    if (identifier.size() + 1 != size || !is_digits(identifier)) return identifier;
    return "0" + identifier;
}

std::optional<School> List::school_in(const csv::Record& record) {
    School one{.scheme = scheme_,
               .identifier = cell(record, identifier),
               .name = cell(record, name),
               .level = cell(record, level),
               .street = cell(record, street),
               .city = cell(record, city),
               .region = cell(record, region),
               .county = cell(record, county),
               .postal_code = cell(record, postal_code),
               .country = cell(record, country),
               .phone = cell(record, phone),
               .website = cell(record, website),
               .agency = cell(record, agency),
               .latitude = degrees(cell(record, latitude), 90),
               .longitude = degrees(cell(record, longitude), 180)};
    const std::string as_read = one.identifier;
    if (scheme_ == "nces") {
        one.identifier = mended(one.identifier, nces_school);
        one.agency = mended(one.agency, nces_agency);
    }
    const auto bad = [&](Key reason, const std::string& what) {
        refuse(record.row, reason, what);
        return std::nullopt;
    };
    if (as_read.empty()) return bad("directory.bad_no_identifier", one.name);
    if (one.name.empty()) return bad("directory.bad_no_name", as_read);
    if (scheme_ == "nces" && (one.identifier.size() != nces_school || !is_digits(one.identifier))) {
        return bad("directory.bad_identifier", as_read);
    }
    for (const std::string* text : {&one.identifier, &one.name, &one.street, &one.website}) {
        if (text->size() > cell_max) return bad("directory.bad_long", *text);
    }
    if (!seen_.insert(one.identifier).second) return bad("directory.bad_twice", as_read);
    if (one.identifier != as_read) ++mended_;
    return one;
}

bool List::next(School& school) {
    csv::Record record;
    while (reader_->next(record)) {
        for (; troubles_told_ < reader_->troubles().size(); ++troubles_told_) {
            const csv::Trouble& trouble = reader_->troubles()[troubles_told_];
            notes_.push_back({trouble.row, reason_of(trouble.kind), ""});
        }
        ++rows_read_;
        if (rows_read_ > static_cast<std::int64_t>(rows_max)) {
            refuse(record.row, "directory.bad_many", "");
            return false;
        }
        if (auto found = school_in(record)) {
            school = std::move(*found);
            return true;
        }
    }
    return false;
}

}  // namespace rapport::directory
