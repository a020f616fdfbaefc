#include "platform/calendar/holidays.hpp"

#include <algorithm>
#include <fstream>
#include <set>

#include "kernel/text/text.hpp"

namespace rapport::calendar {

namespace {

constexpr std::size_t holiday_name_max = 80;
constexpr std::size_t rows_max = 20'000;

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// "EN New Year's Day,FR Nouvel an": a comma counts only before two capitals and a blank, for
// "Martin Luther King, Jr. Day" holds one as well.
std::vector<std::pair<std::string, std::string>> names_in(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> names;
    const auto begins_at = [&](std::size_t at) {
        return at + 3 < text.size() && is_capital(text[at]) && is_capital(text[at + 1]) &&
               text[at + 2] == ' ';
    };
    std::size_t from = 0;
    while (begins_at(from)) {
        std::size_t end = text.find(',', from);
        while (end != text.npos && !begins_at(end + 1)) end = text.find(',', end + 1);
        end = std::min(end, text.size());
        names.emplace_back(text.substr(from, 2),
                           text::trimmed(text.substr(from + 3, end - from - 3)));
        from = end + 1;
    }
    return names;
}

struct Columns {
    std::optional<std::size_t> begins_on, ends_on, type, name, span, comment;
    std::vector<std::size_t> regions;  // Subdivisions, and groups where there are some.
};

Columns columns_of(const csv::Record& header) {
    Columns columns;
    for (std::size_t at = 0; at < header.cells.size(); ++at) {
        const std::string_view name = text::trimmed(header.cells[at]);
        if (name == "StartDate") columns.begins_on = at;
        if (name == "EndDate") columns.ends_on = at;
        if (name == "Type") columns.type = at;
        if (name == "Name") columns.name = at;
        if (name == "TemporalScope") columns.span = at;
        if (name == "Comment") columns.comment = at;
        if (name == "Subdivisions" || name == "Groups") columns.regions.push_back(at);
    }
    return columns;
}

std::string_view cell(const csv::Record& record, std::optional<std::size_t> at) {
    return at && *at < record.cells.size() ? text::trimmed(record.cells[*at]) : "";
}

// Half days close the afternoon unless the comment says that they close the morning.
Part part_of(std::string_view span, std::string_view comment) {
    if (span != "HalfDay") return Part::day;
    const std::string words = text::folded(comment);
    return words.find("until noon") != words.npos ? Part::morning : Part::afternoon;
}

// Where a row names regions and groups, the groups are the finer: they count.
std::vector<std::string> regions_of(const csv::Record& record, const Columns& columns) {
    std::vector<std::string> regions;
    for (const std::size_t at : columns.regions) {
        std::vector<std::string> named;
        for (const std::string_view one : text::split(cell(record, at), ',')) {
            if (!text::trimmed(one).empty()) named.emplace_back(text::trimmed(one));
        }
        if (!named.empty()) regions = std::move(named);
    }
    return regions;
}

std::optional<Holiday> holiday_of(const csv::Record& record, const Columns& columns) {
    const auto begins_on = Day::parse(cell(record, columns.begins_on));
    const auto last = cell(record, columns.ends_on);
    const auto ends_on = last.empty() ? begins_on : Day::parse(last);
    Holiday holiday{.names = names_in(cell(record, columns.name))};
    if (!begins_on || !ends_on || *ends_on < *begins_on || holiday.names.empty()) {
        return std::nullopt;
    }
    holiday.begins_on = *begins_on;
    holiday.ends_on = *ends_on;
    holiday.part = part_of(cell(record, columns.span), cell(record, columns.comment));
    holiday.regions = regions_of(record, columns);
    return holiday;
}

bool is_weekend(const Holiday& holiday) {
    if (holiday.ends_on.number() - holiday.begins_on.number() > 1) return false;
    return holiday.begins_on.weekday() > 5 && holiday.ends_on.weekday() > 5;
}

// "ch-be" is "BE" in a table of Switzerland, where no region is called CH-BE.
std::string region_in(const HolidayFile& file, std::string_view asked) {
    std::string region(asked);
    for (char& c : region) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    const bool has_country = region.size() > 3 && region[2] == '-';
    const bool is_known = std::ranges::find(file.regions, region) != file.regions.end();
    return has_country && !is_known ? region.substr(3) : region;
}

std::string list_of(const std::vector<std::string>& regions) {
    constexpr std::size_t shown_max = 60;
    std::string list;
    for (std::size_t i = 0; i < std::min(regions.size(), shown_max); ++i) {
        list += (i == 0 ? "" : ", ") + regions[i];
    }
    return regions.size() > shown_max ? list + " …" : list;
}

}  // namespace

std::string Holiday::name_in(locale::Language language) const {
    std::string wanted;
    for (const char c : locale::tag(language).substr(0, 2)) wanted += static_cast<char>(c - 32);
    for (const std::string& tongue : {wanted, std::string("EN")}) {
        for (const auto& [of, name] : names) {
            if (of == tongue) return text::shortened(name, holiday_name_max);
        }
    }
    return text::shortened(names.front().second, holiday_name_max);
}

bool Holiday::is_of(std::string_view region) const {
    if (regions.empty()) return true;
    return std::ranges::any_of(regions, [&](const std::string& one) {
        return region == one || region.starts_with(one + "-");
    });
}

Result<HolidayFile> read_holidays(csv::Source source) {
    csv::Reader reader(std::move(source));
    csv::Record record;
    if (!reader.next(record)) return Refusal{.key = "calendar.file_empty", .field = "holidays"};
    const Columns columns = columns_of(record);
    if (!columns.begins_on || !columns.name) {
        return Refusal{.key = "calendar.file_unknown", .field = "holidays"};
    }
    HolidayFile file;
    std::set<std::string> regions;
    while (reader.next(record)) {
        const std::string_view type = cell(record, columns.type);
        if (columns.type && type != "Public" && type != "School") continue;
        auto holiday = holiday_of(record, columns);
        if (!holiday) {
            ++file.unread_count;
            continue;
        }
        if (file.holidays.size() >= rows_max) {
            return Refusal{.key = "calendar.file_too_long", .field = "holidays"};
        }
        regions.insert(holiday->regions.begin(), holiday->regions.end());
        file.holidays.push_back(std::move(*holiday));
    }
    if (file.holidays.empty()) {
        return Refusal{.key = "calendar.file_without", .field = "holidays"};
    }
    file.regions.assign(regions.begin(), regions.end());
    std::ranges::stable_sort(file.holidays, {}, &Holiday::begins_on);
    return file;
}

Result<HolidayFile> read_holidays_at(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Refusal{.key = "calendar.file_not_there", .field = "holidays"};
    return read_holidays([&](char* buffer, std::size_t size) {
        in.read(buffer, static_cast<std::streamsize>(size));
        return static_cast<std::size_t>(in.gcount());
    });
}

std::string_view code(Fate fate) {
    constexpr std::string_view codes[] = {"added", "is_there", "past", "weekend"};
    return codes[static_cast<std::size_t>(fate)];
}

std::int64_t HolidayLook::count(Fate fate) const {
    return std::ranges::count(lines, fate, &HolidayLine::fate);
}

Result<HolidayLook> look_at(ReadTx& tx, const HolidayFile& file, std::string_view asked,
                            const locale::Speech& speech) {
    const std::string region = region_in(file, text::trimmed(asked));
    const bool is_known = std::ranges::any_of(file.regions, [&](const std::string& one) {
        return region == one || region.starts_with(one + "-");
    });
    const bool is_national = std::ranges::any_of(
        file.holidays, [](const Holiday& holiday) { return holiday.regions.empty(); });
    const bool is_enough = region.empty() && is_national;
    if (!file.regions.empty() && !is_known && !is_enough) {
        return Refusal{
            .key = region.empty() ? Key{"calendar.which_region"} : Key{"calendar.no_region"},
            .field = "subdivision",
            .with = {{"regions", list_of(file.regions)}, {"region", region}}};
    }
    const Day today = speech.today();
    const Calendar calendar = load(tx, today);
    HolidayLook look{.lines = {}, .unread_count = file.unread_count, .other_regions = ""};
    if (region.empty()) look.other_regions = list_of(file.regions);
    for (const Holiday& holiday : file.holidays) {
        if (!holiday.is_of(region)) continue;
        HolidayLine line{.closure = {.building = std::nullopt,
                                     .begins_on = holiday.begins_on,
                                     .ends_on = holiday.ends_on,
                                     .part = holiday.part,
                                     .name = holiday.name_in(speech.language())}};
        const auto is_same = [&](const NewClosure& there) {
            return there.begins_on == holiday.begins_on && there.ends_on == holiday.ends_on &&
                   there.part == holiday.part && !there.building;
        };
        const bool is_there =
            std::ranges::any_of(calendar.closures(),
                                [&](const Closure& there) {
                                    return is_same({there.building, there.begins_on, there.ends_on,
                                                    there.part, ""});
                                }) ||
            std::ranges::any_of(look.lines,
                                [&](const HolidayLine& other) { return is_same(other.closure); });
        if (holiday.ends_on < today) {
            line.fate = Fate::past;
        } else if (is_there) {
            line.fate = Fate::is_there;
        } else if (is_weekend(holiday)) {
            line.fate = Fate::weekend;
        }
        look.lines.push_back(std::move(line));
    }
    return look;
}

Result<std::int64_t> enter(WriteTx& tx, const std::vector<NewClosure>& closures) {
    std::int64_t entered = 0;
    for (const NewClosure& closure : closures) {
        const auto made = close(tx, closure);
        if (made) {
            ++entered;
        } else if (!(made.refusal().key == Key{"calendar.is_there"})) {
            return made.refusal();
        }
    }
    return entered;
}

std::vector<NewClosure> added_by(const HolidayLook& look) {
    std::vector<NewClosure> closures;
    for (const HolidayLine& line : look.lines) {
        if (line.fate == Fate::added) closures.push_back(line.closure);
    }
    return closures;
}

std::string text_of(const NewClosure& closure) {
    return closure.begins_on.iso() + "|" + closure.ends_on.iso() + "|" +
           std::string(code(closure.part)) + "|" + closure.name;
}

std::optional<NewClosure> closure_in(std::string_view text) {
    std::string_view parts[3];
    for (std::string_view& part : parts) {
        const std::size_t end = text.find('|');
        if (end == text.npos) return std::nullopt;
        part = text.substr(0, end);
        text.remove_prefix(end + 1);
    }
    const auto begins_on = Day::parse(parts[0]), ends_on = Day::parse(parts[1]);
    const auto part = parse_part(parts[2]);
    if (!begins_on || !ends_on || !part) return std::nullopt;
    return NewClosure{.building = std::nullopt,
                      .begins_on = *begins_on,
                      .ends_on = *ends_on,
                      .part = *part,
                      .name = std::string(text)};
}

}  // namespace rapport::calendar
