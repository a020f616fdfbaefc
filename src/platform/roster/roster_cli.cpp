#include "platform/roster/roster_cli.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "kernel/csv/csv.hpp"
#include "kernel/csv/decode.hpp"
#include "kernel/locale/words.hpp"
#include "kernel/text/text.hpp"
#include "platform/districts/districts.hpp"
#include "platform/roster/report.hpp"
#include "platform/roster/roster.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::roster {

namespace {

constexpr std::size_t names_max = 2000;

Result<DistrictId> district_of(Db& db, const std::string& named) {
    return db.read(Scope::whole(), [&](ReadTx& tx) -> Result<DistrictId> {
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
    });
}

std::string source_name_of(const std::string& path) {
    std::filesystem::path whole(path);
    if (!whole.has_filename()) whole = whole.parent_path();
    const std::string name = whole.filename().string();
    return text::is_utf8(name) ? name : csv::from_windows_1252(name);
}

void print_report(Printed& printed, const Look& look, const ImportOrder& order,
                  const locale::Speech& speech) {
    if (order.report == "json") {
        printed.out = full_json(look) + "\n";
        return;
    }
    printed.out = text_report(look, speech, names_max);
}

void finish(Printed& printed, const ImportOrder& order, const locale::Speech& speech, Key key) {
    if (order.report != "json") printed.out += "\n" + speech.say(key) + "\n";
}

Printed refused(const Refusal& refusal, const locale::Speech& speech) {
    return {1, "", speech.say(refusal.key, refusal.with) + "\n"};
}

}  // namespace

Printed import_roster(Db& db, const ImportOrder& order) {
    const auto language = locale::parse_language(order.language);
    settings::Settings settings;
    const locale::Speech plain(language, locale::default_words(language), Zone::utc(),
                               db.clock().now());
    if (order.path.empty() || (order.report != "text" && order.report != "json")) {
        return {2, "", plain.say("roster.nothing_there") + "\n"};
    }
    const auto district = district_of(db, order.district);
    if (!district) return refused(district.refusal(), plain);
    const Scope scope{.district = *district, .actor = {}};
    db.read(scope, [&](ReadTx& tx) { settings = settings::load(tx); });
    const locale::Speech speech(language, settings.words(language), Zone::utc(), db.clock().now());
    auto look = look_at(db, scope, order.path, source_name_of(order.path));
    if (!look) return refused(look.refusal(), speech);
    Printed printed;
    if (!order.is_applied) {
        print_report(printed, *look, order, speech);
        finish(printed, order, speech, "roster.cli_dry");
        return printed;
    }
    const Consent consent{.accepts_removals = order.accepts_removals};
    const auto done =
        db.write(scope, [&](WriteTx& tx) { return bring_in_now(tx, *look, consent); });
    print_report(printed, *look, order, speech);
    if (!done) {
        const bool is_stopped = done.refusal().key == Key{"roster.stopped"};
        printed.exit_code = 1;
        printed.err = speech.say(is_stopped ? Key{"roster.cli_stopped"} : done.refusal().key) + "\n";
        return printed;
    }
    finish(printed, order, speech, "roster.cli_applied");
    return printed;
}

int import_roster_command(Db& db, const ImportOrder& order) {
    const Printed printed = import_roster(db, order);
    fmt::print("{}", printed.out);
    fmt::print(stderr, "{}", printed.err);
    return printed.exit_code;
}

}  // namespace rapport::roster
