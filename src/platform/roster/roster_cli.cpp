#include "platform/roster/roster_cli.hpp"

#include <fmt/format.h>

#include <filesystem>

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

void report(const Look& look, const ImportOrder& order, const locale::Speech& speech,
            const Printer& printer) {
    if (order.report == "json") return print_json(look, printer.out);
    print_report(look, speech, names_max, printer.out);
}

int finish(const ImportOrder& order, const locale::Speech& speech, const Printer& printer,
           Key key) {
    if (order.report != "json") printer.out("\n" + speech.say(key) + "\n");
    return 0;
}

int refuse(const Refusal& refusal, const locale::Speech& speech, const Printer& printer) {
    printer.err(speech.say(refusal.key, refusal.with) + "\n");
    return 1;
}

int dry_run(Db& db, const Scope& scope, const ImportOrder& order, const locale::Speech& speech,
            const Printer& printer) {
    const auto look = look_at(db, scope, order.path, source_name_of(order.path));
    if (!look) return refuse(look.refusal(), speech, printer);
    report(*look, order, speech, printer);
    return finish(order, speech, printer, "roster.cli_dry");
}

int bring_it_in(Db& db, const Scope& scope, const ImportOrder& order, const locale::Speech& speech,
                const Printer& printer) {
    auto look = read_roster(db, scope, order.path, source_name_of(order.path));
    if (!look) return refuse(look.refusal(), speech, printer);
    const Consent consent{.accepts_removals = order.accepts_removals};
    const auto done =
        db.write(scope, [&](WriteTx& tx) { return bring_in_now(tx, *look, consent); });
    report(*look, order, speech, printer);
    if (done) return finish(order, speech, printer, "roster.cli_applied");
    return refuse({.key = "roster.cli_stopped"}, speech, printer);
}

}  // namespace

int import_roster(Db& db, const ImportOrder& order, const Printer& printer) {
    const auto language = locale::parse_language(order.language);
    const Instant now = db.clock().now();
    const locale::Speech plain(language, locale::default_words(language), Zone::utc(), now);
    if (order.path.empty() || (order.report != "text" && order.report != "json")) {
        refuse({.key = "roster.nothing_there"}, plain, printer);
        return 2;
    }
    const auto district = district_of(db, order.district);
    if (!district) return refuse(district.refusal(), plain, printer);
    const Scope scope{.district = *district, .actor = {}};
    const auto settings = db.read(scope, [](ReadTx& tx) { return settings::load(tx); });
    const locale::Speech speech(language, settings.words(language), Zone::utc(), now);
    if (order.is_applied) return bring_it_in(db, scope, order, speech, printer);
    return dry_run(db, scope, order, speech, printer);
}

int import_roster_command(Db& db, const ImportOrder& order) {
    const Printer printer{.out = [](std::string_view text) { fmt::print("{}", text); },
                          .err = [](std::string_view text) { fmt::print(stderr, "{}", text); }};
    return import_roster(db, order, printer);
}

}  // namespace rapport::roster
