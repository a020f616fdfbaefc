#include "platform/timetables/timetable_cli.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>

#include "kernel/csv/decode.hpp"
#include "kernel/locale/words.hpp"
#include "kernel/text/text.hpp"
#include "platform/districts/districts.hpp"
#include "platform/settings/settings.hpp"
#include "platform/timetables/import.hpp"
#include "platform/timetables/look_json.hpp"

namespace rapport::timetables {

namespace {

Result<DistrictId> district_of(ReadTx& tx, const std::string& named) {
    const auto all = districts::all(tx);
    if (named.empty()) {
        if (all.size() == 1) return all.front();
        return Refusal{.key = "roster.cli_which_district"};
    }
    if (const auto by_name = districts::by_name(tx, named)) return *by_name;
    for (const DistrictId id : all) {
        if (id.view() == named) return id;
    }
    return Refusal{.key = "roster.cli_no_district", .field = "", .with = {{"name", named}}};
}

Result<BuildingId> building_of(ReadTx& tx, const std::string& named) {
    const std::string folded = text::folded(named);
    for (const auto& building : districts::buildings(tx)) {
        if (building.id.view() == named || text::folded(building.name) == folded) {
            return building.id;
        }
    }
    return Refusal{.key = "timetables.no_building", .field = "building"};
}

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string name_of(const std::filesystem::path& path) {
    const std::string name = path.filename().string();
    return text::is_utf8(name) ? name : csv::from_windows_1252(name);
}

// The files named, and those of folders named, by name.
std::vector<SheetFile> files_of(const std::vector<std::string>& paths) {
    std::vector<std::filesystem::path> found;
    std::error_code trouble;
    for (const std::string& path : paths) {
        if (!std::filesystem::is_directory(path, trouble)) {
            found.emplace_back(path);
            continue;
        }
        for (const auto& entry : std::filesystem::directory_iterator(path, trouble)) {
            if (entry.is_regular_file(trouble)) found.push_back(entry.path());
        }
    }
    std::ranges::sort(found);
    std::vector<SheetFile> files;
    for (const auto& path : found) {
        if (std::filesystem::is_regular_file(path, trouble)) {
            files.push_back({name_of(path), bytes_of(path)});
        }
    }
    return files;
}

Result<Wishes> wishes_of(const ImportOrder& order) {
    Wishes wishes;
    if (!order.begins_on.empty()) {
        wishes.begins_on = Day::parse(order.begins_on);
        if (!wishes.begins_on) return Refusal{.key = "timetables.no_date"};
    }
    for (const std::string& term : order.terms) wishes.terms += term + "\n";
    if (!order.bells.empty()) wishes.bells = bytes_of(order.bells);
    return wishes;
}

Result<Sheet> sheet_of(const ImportOrder& order, const std::vector<SheetFile>& files) {
    if (files.empty()) return Refusal{.key = "timetables.no_file"};
    if (order.format == "auto") return read_sheet(files);
    const auto format = parse_format(order.format);
    if (!format) return Refusal{.key = "timetable_flaws.unknown"};
    return read_sheet(*format, files);
}

std::string listed(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    return list;
}

void report(const Look& look, const locale::Speech& speech, const Printer& printer) {
    const auto line = [&](const std::string& text) { printer.out(text + "\n"); };
    line(speech.say("timetables.sum", {{"added", look.count(Change::Kind::added)},
                                       {"changed", look.count(Change::Kind::changed)},
                                       {"ended", look.count(Change::Kind::ended)}}));
    for (const Change& change : look.changes) {
        const std::string key = "timetables.is_" + std::string(code(change.kind));
        line("  " + speech.say(Key::of(key)) + " " + change.title + " (" + listed(change.people) +
             ") " + change.when);
    }
    std::vector<std::string> unmatched;
    for (const Match& match : look.matches) {
        if (!match.is_settled()) unmatched.push_back(match.name);
    }
    if (!unmatched.empty()) {
        line(speech.say("timetables.cli_unmatched", {{"names", listed(unmatched)}}));
    }
    if (!look.silent_periods.empty()) {
        line(speech.say("timetables.cli_silent", {{"names", listed(look.silent_periods)}}));
    }
    for (const DoubleBooking& one : look.doubles) {
        line("  " + speech.say("timetables.doubles") + ": " + one.name + ", " + one.when + ": " +
             one.titles);
    }
    for (const SheetFlaw& flaw : look.sheet.flaws) {
        line("  " + flaw.where + ": " + speech.say(flaw.says, flaw.with));
    }
}

}  // namespace

int import_timetable(Db& db, const ImportOrder& order, const Printer& printer) {
    const auto language = locale::parse_language(order.language);
    const locale::Speech plain(language, locale::default_words(language), Zone::utc(),
                               db.clock().now());
    const auto refuse = [&](const Refusal& refusal) {
        printer.err(plain.say(refusal.key, refusal.with) + "\n");
        return 1;
    };
    const auto district =
        db.read(Scope::whole(), [&](ReadTx& tx) { return district_of(tx, order.district); });
    if (!district) return refuse(district.refusal());
    const Scope scope{.district = *district, .actor = {}};
    const auto building =
        db.read(scope, [&](ReadTx& tx) { return building_of(tx, order.building); });
    if (!building) return refuse(building.refusal());
    const auto wishes = wishes_of(order);
    if (!wishes) return refuse(wishes.refusal());
    const auto files = files_of(order.paths);
    const auto sheet = sheet_of(order, files);
    if (!sheet) return refuse(sheet.refusal());
    const auto settings = db.read(scope, [](ReadTx& tx) { return settings::load(tx); });
    const locale::Speech speech(language, settings.words(language), Zone::utc(), db.clock().now());
    const auto look =
        order.is_applied
            ? db.write(
                  scope,
                  [&](WriteTx& tx) { return bring_in_now(tx, *building, *sheet, files, *wishes); })
            : db.read(scope, [&](ReadTx& tx) { return look_at(tx, *building, *sheet, *wishes); });
    if (!look) return refuse(look.refusal());
    if (order.report == "json") {
        printer.out(boost::json::serialize(look_json(*look, speech)) + "\n");
        return 0;
    }
    report(*look, speech, printer);
    const Key said = order.is_applied ? Key{"timetables.cli_applied"} : Key{"timetables.cli_dry"};
    printer.out(speech.say(said) + "\n");
    return 0;
}

int import_timetable_command(Db& db, const ImportOrder& order) {
    const Printer printer{.out = [](std::string_view text) { fmt::print("{}", text); },
                          .err = [](std::string_view text) { fmt::print(stderr, "{}", text); }};
    return import_timetable(db, order, printer);
}

}  // namespace rapport::timetables
