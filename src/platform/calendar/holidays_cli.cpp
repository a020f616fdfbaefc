#include "platform/calendar/holidays_cli.hpp"

#include <algorithm>

#include "kernel/locale/words.hpp"
#include "platform/calendar/holidays.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::calendar {

namespace {

Result<DistrictId> district_of(ReadTx& tx, const std::string& named) {
    const auto all = districts::all(tx);
    if (named.empty() && all.size() == 1) return all.front();
    if (named.empty()) return Refusal{.key = "calendar.cli_which_district"};
    if (const auto by_name = districts::by_name(tx, named)) return *by_name;
    for (const DistrictId id : all) {
        if (id.view() == named) return id;
    }
    return Refusal{.key = "calendar.cli_no_district", .field = "", .with = {{"name", named}}};
}

// "2026-12-24 to 2027-01-04  added     Winter break".
std::string line_of(const HolidayLine& line, const locale::Speech& speech) {
    constexpr std::size_t wide = 28;
    std::string when = line.closure.begins_on.iso();
    if (line.closure.ends_on != line.closure.begins_on) {
        when = speech.say("calendar.from_to", {{"from", when}, {"to", line.closure.ends_on.iso()}});
    }
    when.resize(std::max(wide, when.size()), ' ');
    const std::string key = "calendar.fate_" + std::string(code(line.fate));
    return when + " " + line.closure.name + " · " + speech.say(Key::of(key)) + "\n";
}

std::string sum_of(const HolidayLook& look, const locale::Speech& speech, Key ends) {
    return "\n" +
           speech.say("calendar.file_sum", {{"added", look.count(Fate::added)},
                                            {"there", look.count(Fate::is_there)},
                                            {"past", look.count(Fate::past)}}) +
           "\n" + speech.say(ends) + "\n";
}

}  // namespace

int import_holidays(Db& db, const HolidayOrder& order, const Print& out, const Print& err) {
    const auto language = locale::parse_language(order.language);
    const Instant now = db.clock().now();
    const locale::Speech plain(language, locale::default_words(language), Zone::utc(), now);
    const auto refuse = [&](const Refusal& refusal) {
        err(plain.say(refusal.key, refusal.with) + "\n");
        return 1;
    };
    const auto file = read_holidays_at(order.path);
    if (!file) return refuse(file.refusal());
    const auto district =
        db.read(Scope::whole(), [&](ReadTx& tx) { return district_of(tx, order.district); });
    if (!district) return refuse(district.refusal());
    const Scope scope{.district = *district, .actor = {}};
    const auto look =
        db.read(scope, [&](ReadTx& tx) { return look_at(tx, *file, order.subdivision, plain); });
    if (!look) return refuse(look.refusal());
    for (const HolidayLine& line : look->lines) out(line_of(line, plain));
    if (!look->other_regions.empty()) {
        out("\n" + plain.say("calendar.file_others", {{"regions", look->other_regions}}) + "\n");
    }
    if (!order.is_applied) {
        out(sum_of(*look, plain, "calendar.cli_dry"));
        return 0;
    }
    const auto entered = db.write(scope, [&](WriteTx& tx) { return enter(tx, added_by(*look)); });
    if (!entered) return refuse(entered.refusal());
    out(sum_of(*look, plain, "calendar.cli_applied"));
    return 0;
}

}  // namespace rapport::calendar
