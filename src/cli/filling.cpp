// Commands that put people and samples into a database.
#include <fmt/format.h>

#include <cstdio>

#include "cli/cli.hpp"
#include "cli/slices.hpp"
#include "design/directory/directory.hpp"
#include "kernel/crypto/crypto.hpp"
#include "platform/audit/audit.hpp"
#include "platform/calendar/holidays_cli.hpp"
#include "platform/districts/districts.hpp"
#include "platform/people/people.hpp"
#include "platform/roster/roster_cli.hpp"
#include "platform/signin/signin.hpp"
#include "platform/timetables/timetable_cli.hpp"
#include "sample/sample.hpp"

namespace rapport::cli {

namespace {

std::string link_of(Db& db, const std::string& email, const std::string& base_url) {
    return db.write(Scope::whole(), [&](WriteTx& tx) -> std::string {
        const auto account = signin::account_by_email(tx, email);
        if (!account) return "";
        const auto places = signin::places_of(tx, account->id);
        if (places.empty()) return "";
        const std::string token =
            signin::make_link(tx, account->id, places.front(), signin::Purpose::sign_in);
        return base_url + "/link/" + token;
    });
}

}  // namespace

int make_sample(const Common& common, const SampleOrder& order) {
    crypto::start();
    SystemClock clock;
    SeededRandom random(order.seed);
    const auto db = open_and_migrate(common, clock, random);
    const bool is_filled =
        db->read(Scope::whole(), [](ReadTx& tx) { return !districts::all(tx).empty(); });
    if (is_filled)
        return refuse("this database holds a district already; a sample needs an empty one");
    sample::make(*db, sample::plan_of(order.size), furnish);
    come_round(*db);
    fmt::print("The sample is in place.\n");
    return 0;
}

int print_sample_links(const Common& common, const std::string& base_url) {
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    const auto db = open_and_migrate(common, clock, random);
    for (const auto& member : sample::cast(*db)) {
        fmt::print("{}\t{}\t{}\n", code(member.role), member.name,
                   link_of(*db, member.email, base_url));
    }
    return 0;
}

int add_district(const Common& common, const std::string& name, const std::string& zone,
                 const std::string& language) {
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    if (Zone::find(zone) == nullptr) return refuse("no such time zone: " + zone);
    const auto db = open_and_migrate(common, clock, random);
    const auto id = db->write(Scope::whole(), [&](WriteTx& tx) {
        return districts::add_district(
            tx, {.name = name, .zone = zone, .language = language, .network = std::nullopt});
    });
    db->write({.district = id, .actor = {}}, furnish);
    fmt::print("{}\n", id.view());
    return 0;
}

int add_user(const Common& common, const UserOrder& order) {
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    Role role;
    if (!parse_role(order.role, role)) return refuse("no such role: " + order.role);
    if (!people::is_address(order.email)) return refuse("not an e-mail address: " + order.email);
    const auto db = open_and_migrate(common, clock, random);
    const auto district = db->read(
        Scope::whole(), [&](ReadTx& tx) { return districts::by_name(tx, order.district); });
    if (!district) return refuse("no such district: " + order.district);
    const Scope scope{.district = *district, .actor = {}};
    std::optional<BuildingId> building;
    for (const auto& one : db->read(scope, [](ReadTx& tx) { return districts::buildings(tx); })) {
        if (one.name == order.building) building = one.id;
    }
    if (!order.building.empty() && !building) return refuse("no such building: " + order.building);
    db->write(scope, [&](WriteTx& tx) {
        const auto person = people::add(tx, {.name = order.name,
                                             .sort_name = "",
                                             .email = order.email,
                                             .title = "",
                                             .room = "",
                                             .teaches = "",
                                             .building = building});
        people::give_role(tx, person, role, building);
        signin::bind_person(tx, person, signin::account_for(tx, order.email));
        audit::record(tx, "person.added", "person/" + person.text());
    });
    fmt::print("{} may come in: rapport user link {}\n", order.name, order.email);
    return 0;
}

int print_user_link(const Common& common, const UserOrder& order) {
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    const auto db = open_and_migrate(common, clock, random);
    const std::string base_url = order.base_url.empty() ? "http://127.0.0.1:8080" : order.base_url;
    const std::string link = link_of(*db, order.email, base_url);
    if (link.empty()) return refuse("nobody here signs in with " + order.email);
    fmt::print("{}\n", link);
    return 0;
}

int add_token(const Common& common, const UserOrder& order) {
    crypto::start();
    if (!parse_rights(order.scopes)) {
        std::string known;
        for (int right = static_cast<int>(Right::log_contacts); right < right_count; ++right) {
            known += " " + std::string(code(static_cast<Right>(right)));
        }
        return refuse("no such scope in \"" + order.scopes + "\"; there are" + known);
    }
    SystemClock clock;
    SystemRandom random;
    const auto db = open_and_migrate(common, clock, random);
    const std::string token = db->write(Scope::whole(), [&](WriteTx& tx) -> std::string {
        const auto account = signin::account_by_email(tx, order.email);
        if (!account) return "";
        const auto places = signin::places_of(tx, account->id);
        if (places.empty()) return "";
        return signin::make_limited_token(tx, account->id, places.front(), "command line",
                                          order.scopes);
    });
    if (token.empty()) return refuse("nobody here signs in with " + order.email);
    fmt::print("{}\n", token);
    return 0;
}

int import_roster(const Common& common, const RosterOrder& order) {
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    const auto db = open_and_migrate(common, clock, random);
    return roster::import_roster_command(*db, {.path = order.path,
                                               .district = order.district,
                                               .report = order.report,
                                               .is_applied = order.is_applied,
                                               .accepts_removals = order.accepts_removals});
}

int import_timetable(const Common& common, const TimetableOrder& order) {
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    const auto db = open_and_migrate(common, clock, random);
    return timetables::import_timetable_command(*db, {.paths = order.paths,
                                                      .district = order.district,
                                                      .building = order.building,
                                                      .format = order.format,
                                                      .begins_on = order.begins_on,
                                                      .terms = order.terms,
                                                      .bells = order.bells,
                                                      .report = order.report,
                                                      .is_applied = order.is_applied});
}

int import_holidays(const Common& common, const HolidaysOrder& order) {
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    const auto db = open_and_migrate(common, clock, random);
    const auto out = [](std::string_view text) { fmt::print("{}", text); };
    const auto err = [](std::string_view text) { fmt::print(stderr, "{}", text); };
    return calendar::import_holidays(*db,
                                     {.path = order.path,
                                      .district = order.district,
                                      .subdivision = order.subdivision,
                                      .is_applied = order.is_applied},
                                     out, err);
}

int import_directory(const Common& common, const DirectoryOrder& order) {
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    const auto db = open_and_migrate(common, clock, random);
    const auto out = [](std::string_view text) { fmt::print("{}", text); };
    const auto err = [](std::string_view text) { fmt::print(stderr, "{}", text); };
    return directory::import_directory(*db,
                                       {.path = order.path,
                                        .district = order.district,
                                        .source = order.source,
                                        .licence = order.licence,
                                        .is_applied = order.is_applied},
                                       out, err);
}

}  // namespace rapport::cli
