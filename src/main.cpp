// The program, as a list: what it can be asked to do.
#include <CLI/CLI.hpp>

#include "cli/cli.hpp"

using namespace rapport;

namespace {

struct Orders {
    cli::Common common;
    cli::Serving serving;
    cli::SampleOrder sample;
    cli::UserOrder user;
    cli::RosterOrder roster;
    cli::ScheduleOrder schedule;
    std::string zone = "America/New_York", language = "en";
    int exit_code = 0;
};

void add_common(CLI::App& command, Orders& orders) {
    command.add_option("--data", orders.common.data, "Folder of everything that is kept")
        ->envname("RAPPORT_DATA");
    command.add_option("--database", orders.common.database, "postgresql://…, instead of SQLite")
        ->envname("RAPPORT_DATABASE");
}

void add_serve(CLI::App& app, Orders& o) {
    auto* command = app.add_subcommand("serve",
                                       "Serves the pages.\nExample: rapport serve "
                                       "--data var --listen 127.0.0.1:8080");
    add_common(*command, o);
    command->add_option("--listen", o.serving.listen, "Address and port")
        ->envname("RAPPORT_LISTEN");
    command->add_option("--base-url", o.serving.base_url, "Address that people type")
        ->envname("RAPPORT_BASE_URL");
    command->add_option("--mail-dir", o.serving.mail_dir, "Folder for mail, as .eml files")
        ->envname("RAPPORT_MAIL_DIR");
    command->add_option("--smtp", o.serving.smtp_url, "smtp://host:port, to really send mail")
        ->envname("RAPPORT_SMTP");
    command->add_option("--smtp-user", o.serving.smtp_user)->envname("RAPPORT_SMTP_USER");
    command->add_option("--mail-from", o.serving.mail_from)->envname("RAPPORT_MAIL_FROM");
    command->add_option("--workers", o.serving.workers, "Requests worked on at once")
        ->check(CLI::Range(1, 256));
    command->callback([&o] {
        if (const char* secret = std::getenv("RAPPORT_SMTP_PASSWORD")) {
            o.serving.smtp_password = secret;
        }
        o.exit_code = cli::serve(o.common, o.serving);
    });
}

void add_keeping(CLI::App& app, Orders& o) {
    auto* migrate = app.add_subcommand("migrate", "Brings the database up to this program.");
    add_common(*migrate, o);
    migrate->callback([&o] { o.exit_code = cli::migrate(o.common); });
    auto* check = app.add_subcommand("check", "Checks the database: reachable, migrated, sound.");
    add_common(*check, o);
    check->callback([&o] { o.exit_code = cli::check(o.common); });
    auto* audit = app.add_subcommand("audit", "The record of who did what.");
    audit->require_subcommand(1);
    auto* verify = audit->add_subcommand("verify", "Checks that no row was changed or removed.");
    add_common(*verify, o);
    verify->callback([&o] { o.exit_code = cli::verify_audit(o.common); });
    auto* openapi = app.add_subcommand("openapi", "Prints the OpenAPI document.");
    openapi->callback([&o] { o.exit_code = cli::print_openapi(); });
}

void add_samples(CLI::App& app, Orders& o) {
    auto* sample = app.add_subcommand("sample",
                                      "Fills an empty database.\nExample: rapport "
                                      "sample --data var --size district");
    add_common(*sample, o);
    sample->add_option("--size", o.sample.size)
        ->check(CLI::IsMember({"building", "district", "network"}));
    sample->add_option("--seed", o.sample.seed);
    sample->add_option("--base-url", o.sample.base_url);
    sample->callback([&o] { o.exit_code = cli::make_sample(o.common, o.sample); });
    auto* links =
        app.add_subcommand("sample-links", "One sign-in link for each of the sample's cast.");
    add_common(*links, o);
    links->add_option("--base-url", o.sample.base_url);
    links->callback([&o] { o.exit_code = cli::print_sample_links(o.common, o.sample.base_url); });
}

void add_people(CLI::App& app, Orders& o) {
    auto* district = app.add_subcommand("district", "Districts.");
    district->require_subcommand(1);
    auto* make = district->add_subcommand(
        "add", "Makes a district.\nExample: rapport district add --name Lakeside");
    add_common(*make, o);
    make->add_option("--name", o.user.district)->required();
    make->add_option("--zone", o.zone);
    make->add_option("--language", o.language)->check(CLI::IsMember({"en", "fr"}));
    make->callback(
        [&o] { o.exit_code = cli::add_district(o.common, o.user.district, o.zone, o.language); });
    auto* user = app.add_subcommand("user", "People.");
    user->require_subcommand(1);
    auto* add = user->add_subcommand("add",
                                     "Adds somebody.\nExample: rapport user add "
                                     "--district Lakeside --name 'Rosa Lima' "
                                     "--email rosa@lakeside.example --role coach");
    add_common(*add, o);
    add->add_option("--district", o.user.district)->required();
    add->add_option("--name", o.user.name)->required();
    add->add_option("--email", o.user.email)->required();
    add->add_option("--role", o.user.role)->required();
    add->add_option("--building", o.user.building);
    add->callback([&o] { o.exit_code = cli::add_user(o.common, o.user); });
    auto* link = user->add_subcommand("link", "Prints a one-time sign-in link.");
    add_common(*link, o);
    link->add_option("email", o.user.email)->required();
    link->add_option("--base-url", o.user.base_url)->envname("RAPPORT_BASE_URL");
    link->callback([&o] { o.exit_code = cli::print_user_link(o.common, o.user); });
    auto* token = app.add_subcommand("token", "Keys for other programs.");
    token->require_subcommand(1);
    auto* token_add = token->add_subcommand("add", "Prints an API token, once.");
    add_common(*token_add, o);
    token_add->add_option("--user", o.user.email)->required();
    token_add->callback([&o] { o.exit_code = cli::add_token(o.common, o.user); });
}

void add_imports(CLI::App& app, Orders& o) {
    auto* import = app.add_subcommand("import", "Brings data in; a dry run unless --apply.");
    import->require_subcommand(1);
    auto* roster =
        import->add_subcommand("roster",
                               "A OneRoster folder or zip.\nExample: rapport import roster "
                               "bundle.zip --apply");
    add_common(*roster, o);
    roster->add_option("path", o.roster.path)->required();
    roster->add_option("--district", o.roster.district, "By name, when there are several");
    roster->add_option("--report", o.roster.report)->check(CLI::IsMember({"text", "json"}));
    roster->add_flag("--apply", o.roster.is_applied);
    roster->add_flag("--accept-removals", o.roster.accepts_removals,
                     "Go on although more ends than the district's threshold");
    roster->callback([&o] { o.exit_code = cli::import_roster(o.common, o.roster); });
}

void add_solving(CLI::App& command, cli::ScheduleOrder& order) {
    command.add_option("--seconds", order.seconds, "For the plan")->check(CLI::NonNegativeNumber);
    command.add_option("--bound-seconds", order.bound_seconds,
                       "For the proof of how good it is; as long again unless given");
    command.add_option("--seed", order.seed);
    command.add_option("--iterations", order.iterations,
                       "Steps instead of seconds: the same plan each time");
    command.add_option("--threads", order.threads)->check(CLI::Range(1, 64));
    command.add_flag("--progress", order.shows_progress, "Shows how far it is, on stderr");
}

void add_schedule(CLI::App& app, Orders& o) {
    auto* schedule = app.add_subcommand("schedule", "Plans of visits, from files.");
    schedule->require_subcommand(1);
    cli::ScheduleOrder& order = o.schedule;
    auto* solve =
        schedule->add_subcommand("solve",
                                 "Makes a plan and says how good it is.\nExample: rapport "
                                 "schedule solve week.json --seconds 10 --out plan.json");
    solve->add_option("instance", order.instance, "rapport-schedule/1")->required();
    solve->add_option("--start", order.plan, "A plan to begin with and to improve");
    solve->add_option("--out", order.out, "Where the plan goes, as rapport-plan/1");
    solve->add_flag("--explain", order.explains, "Says in the plan why each task waits that does");
    add_solving(*solve, order);
    solve->callback([&o] { o.exit_code = cli::schedule_solve(o.schedule); });
    auto* check = schedule->add_subcommand(
        "check", "Judges a plan.\nExample: rapport schedule check week.json plan.json");
    check->add_option("instance", order.instance)->required();
    check->add_option("plan", order.plan)->required();
    check->callback([&o] { o.exit_code = cli::schedule_check(o.schedule); });
    auto* explain = schedule->add_subcommand(
        "explain",
        "Says why tasks wait, and what would help.\nExample: rapport schedule explain week.json "
        "plan.json --task k17");
    explain->add_option("instance", order.instance)->required();
    explain->add_option("plan", order.plan)->required();
    explain->add_option("--task", order.task, "Only this one");
    explain->add_option("--seconds", order.explain_seconds, "At most, for all checks");
    explain->add_option("--seed", order.seed);
    explain->add_option("--out", order.out, "Where the plan goes with its reasons");
    explain->callback([&o] { o.exit_code = cli::schedule_explain(o.schedule); });
    auto* what_if = schedule->add_subcommand(
        "what-if",
        "Before and after a change.\nExample: rapport schedule what-if week.json away --coach c2");
    what_if->add_option("instance", order.instance)->required();
    what_if->add_option("change", order.change, "away, more, home, wider or capacity")
        ->required()
        ->check(CLI::IsMember({"away", "more", "home", "wider", "capacity"}));
    what_if->add_option("--coach", order.coach);
    what_if->add_option("--site", order.site, "Of home: where the days would begin and end");
    what_if->add_option("--minutes", order.minutes, "Of wider and capacity");
    add_solving(*what_if, order);
    what_if->callback([&o] { o.exit_code = cli::schedule_what_if(o.schedule); });
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Rapport: a technology-coaching programme, run from one place."};
    app.require_subcommand(1);
    Orders orders;
    add_serve(app, orders);
    add_keeping(app, orders);
    add_samples(app, orders);
    add_people(app, orders);
    add_imports(app, orders);
    add_schedule(app, orders);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    } catch (const std::exception& fault) {
        std::fputs((std::string("rapport: ") + fault.what() + "\n").c_str(), stderr);
        return 1;
    }
    return orders.exit_code;
}
