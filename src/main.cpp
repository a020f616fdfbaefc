// The program, as a list: what it can be asked to do.
#include <CLI/CLI.hpp>

#include "cli/cli.hpp"
#include "cli/settings_file.hpp"

using namespace rapport;

namespace {

struct Orders {
    cli::Common common;
    cli::Serving serving;
    cli::SampleOrder sample;
    cli::UserOrder user;
    cli::RosterOrder roster;
    cli::TimetableOrder timetable;
    cli::HolidaysOrder holidays;
    cli::DirectoryOrder directory;
    cli::RestoreOrder restore;
    cli::ExportOrder taken_along;
    std::string file;
    cli::ScheduleOrder schedule;
    std::string zone = "America/New_York", language = "en";
    int exit_code = 0;
};

// A command with what it does and one example, as --help says them.
CLI::App* command(CLI::App& under, const std::string& name, const std::string& does,
                  const std::string& example) {
    return under.add_subcommand(name, does + "\nExample: rapport " + example);
}

CLI::App* group(CLI::App& app, const std::string& name, const std::string& does,
                const std::string& example) {
    auto* made = command(app, name, does, example);
    made->require_subcommand(1);
    return made;
}

void add_common(CLI::App& command, Orders& orders) {
    // Their variables are read before (read_environment): a library that reads them for every
    // command would let a variable win over the flag of the one that runs.
    command.add_option("--config", orders.common.config,
                       "Settings file, rapport.toml (Env:RAPPORT_CONFIG)");
    command.add_option("--data", orders.common.data,
                       "Folder of everything that is kept (Env:RAPPORT_DATA)");
    command.add_option("--database", orders.common.database,
                       "postgresql://…, instead of SQLite (Env:RAPPORT_DATABASE)");
}

void add_imap(CLI::App& command, Orders& o) {
    command.add_option("--imap", o.serving.imap.url, "imaps://host/INBOX, where letters come in")
        ->envname("RAPPORT_IMAP");
    command.add_option("--imap-user", o.serving.imap.user)->envname("RAPPORT_IMAP_USER");
}

void read_imap_password(Orders& o) {
    if (const char* secret = std::getenv("RAPPORT_IMAP_PASSWORD")) {
        o.serving.imap.password = secret;
    }
}

void add_serve(CLI::App& app, Orders& o) {
    auto* serve =
        command(app, "serve", "Serves the pages.", "serve --data var --listen 127.0.0.1:8080");
    add_common(*serve, o);
    serve->add_option("--listen", o.serving.listen, "Address and port")->envname("RAPPORT_LISTEN");
    serve->add_option("--base-url", o.serving.base_url, "Address that people type")
        ->envname("RAPPORT_BASE_URL");
    serve->add_option("--mail-dir", o.serving.mail_dir, "Folder for mail, as .eml files")
        ->envname("RAPPORT_MAIL_DIR");
    serve->add_option("--smtp", o.serving.smtp_url, "smtp://host:port, to really send mail")
        ->envname("RAPPORT_SMTP");
    serve->add_option("--smtp-user", o.serving.smtp_user)->envname("RAPPORT_SMTP_USER");
    serve->add_option("--mail-from", o.serving.mail_from)->envname("RAPPORT_MAIL_FROM");
    add_imap(*serve, o);
    serve
        ->add_option("--neighbours", o.serving.neighbours,
                     "Installations of your own network, for the exchange")
        ->envname("RAPPORT_NEIGHBOURS");
    serve->add_option("--workers", o.serving.workers, "Requests worked on at once")
        ->envname("RAPPORT_WORKERS")
        ->check(CLI::Range(cli::workers_min, cli::workers_max));
    serve->callback([&o] {
        if (const char* secret = std::getenv("RAPPORT_SMTP_PASSWORD")) {
            o.serving.smtp_password = secret;
        }
        read_imap_password(o);
        o.exit_code = cli::serve(o.common, o.serving);
    });
}

void add_keeping(CLI::App& app, Orders& o) {
    auto* migrate =
        command(app, "migrate", "Brings the database up to this program.", "migrate --data var");
    add_common(*migrate, o);
    migrate->callback([&o] { o.exit_code = cli::migrate(o.common); });
    auto* check = command(app, "check", "Checks the database: reachable, up to date, sound.",
                          "check --data var");
    add_common(*check, o);
    check->callback([&o] { o.exit_code = cli::check(o.common); });
    auto* audit = group(app, "audit", "The record of who did what.", "audit verify --data var");
    auto* verify = command(*audit, "verify", "Checks that no row was changed or removed.",
                           "audit verify --data var");
    add_common(*verify, o);
    verify->callback([&o] { o.exit_code = cli::verify_audit(o.common); });
    auto* openapi =
        command(app, "openapi", "Prints the OpenAPI document.", "openapi >openapi.json");
    openapi->callback([&o] { o.exit_code = cli::print_openapi(); });
}

void add_backups(CLI::App& app, Orders& o) {
    auto* backup = command(app, "backup",
                           "Writes everything into one new file, while people work, and proves it "
                           "by reading it back.",
                           "backup --data var /mnt/backups/monday.rapport");
    add_common(*backup, o);
    backup->add_option("file", o.file, "The new file; .rapport by custom")->required();
    backup->callback([&o] { o.exit_code = cli::make_backup(o.common, o.file); });
    auto* verify = command(app, "verify", "Reads a backup back, and says whether all is there.",
                           "verify /mnt/backups/monday.rapport");
    add_common(*verify, o);
    verify->add_option("file", o.file)->required();
    verify->callback([&o] { o.exit_code = cli::verify_backup(o.common, o.file); });
    auto* restore =
        command(app, "restore", "Brings a backup back into an empty place, SQLite or PostgreSQL.",
                "restore --data new /mnt/backups --to 2026-11-20T10:14:59Z");
    add_common(*restore, o);
    restore->add_option("file", o.restore.path, "A backup, or a folder of them")->required();
    restore->add_option("--to", o.restore.to, "The newest of the folder made by this moment");
    restore->add_flag("--replace", o.restore.is_replaced,
                      "Where a database is there: keep that one under another name");
    restore->callback([&o] { o.exit_code = cli::restore_backup(o.common, o.restore); });
    auto* taken = command(
        app, "export", "Writes everything of a district in open formats: JSON lines, and sheets.",
        "export --data var --district Lakeside takeout");
    add_common(*taken, o);
    taken->add_option("folder", o.taken_along.folder, "Gets a new folder a district")->required();
    taken->add_option("--district", o.taken_along.district, "One alone, by name");
    taken->add_flag("--with-notes", o.taken_along.has_notes,
                    "Notes too, which their writers trust to be private");
    taken->callback([&o] { o.exit_code = cli::export_all(o.common, o.taken_along); });
}

void add_samples(CLI::App& app, Orders& o) {
    auto* sample = command(app, "sample", "Fills an empty database with made-up people.",
                           "sample --data var --size district");
    add_common(*sample, o);
    sample->add_option("--size", o.sample.size)
        ->check(CLI::IsMember({"building", "district", "twelve", "network"}));
    sample->add_option("--seed", o.sample.seed);
    sample->add_option("--base-url", o.sample.base_url);
    sample->callback([&o] { o.exit_code = cli::make_sample(o.common, o.sample); });
    auto* links = command(app, "sample-links", "One sign-in link for each of the sample's cast.",
                          "sample-links --data var");
    add_common(*links, o);
    links->add_option("--base-url", o.sample.base_url);
    links->callback([&o] { o.exit_code = cli::print_sample_links(o.common, o.sample.base_url); });
}

void add_districts(CLI::App& app, Orders& o) {
    auto* district = group(app, "district", "Districts.", "district add --name Lakeside");
    auto* make = command(*district, "add", "Makes a district.",
                         "district add --name Lakeside --zone America/Chicago");
    add_common(*make, o);
    make->add_option("--name", o.user.district)->required();
    make->add_option("--zone", o.zone);
    make->add_option("--language", o.language)->check(CLI::IsMember({"en", "fr"}));
    make->callback(
        [&o] { o.exit_code = cli::add_district(o.common, o.user.district, o.zone, o.language); });
}

void add_people(CLI::App& app, Orders& o) {
    auto* user = group(app, "user", "People.", "user link rosa@lakeside.example");
    auto* add = command(*user, "add", "Adds somebody.",
                        "user add --district Lakeside --name 'Rosa Lima' "
                        "--email rosa@lakeside.example --role coach");
    add_common(*add, o);
    add->add_option("--district", o.user.district)->required();
    add->add_option("--name", o.user.name)->required();
    add->add_option("--email", o.user.email)->required();
    add->add_option("--role", o.user.role)->required();
    add->add_option("--building", o.user.building);
    add->callback([&o] { o.exit_code = cli::add_user(o.common, o.user); });
    auto* link = command(*user, "link", "Prints a one-time sign-in link.",
                         "user link rosa@lakeside.example");
    add_common(*link, o);
    link->add_option("email", o.user.email)->required();
    link->add_option("--base-url", o.user.base_url)->envname("RAPPORT_BASE_URL");
    link->callback([&o] {
        if (o.user.base_url.empty()) o.user.base_url = o.serving.base_url;
        o.exit_code = cli::print_user_link(o.common, o.user);
    });
    auto* token =
        group(app, "token", "Keys for other programs.", "token add --user rosa@lakeside.example");
    auto* token_add = command(*token, "add", "Prints an API token, once.",
                              "token add --user rosa@lakeside.example");
    add_common(*token_add, o);
    token_add->add_option("--user", o.user.email)->required();
    token_add->add_option("--scopes", o.user.scopes,
                          "Rights it may use, parted by commas; all its person has, if left out");
    token_add->callback([&o] { o.exit_code = cli::add_token(o.common, o.user); });
}

void add_mail(CLI::App& app, Orders& o) {
    auto* mail = group(app, "mail", "Mail that comes in.", "mail receive --to help@school.example");
    auto* receive = command(*mail, "receive", "Takes a letter from standard input.",
                            "mail receive --to help@school.example <letter.eml");
    add_common(*receive, o);
    receive->add_option("--to", o.user.email, "The address it was sent to")->required();
    receive->callback([&o] { o.exit_code = cli::receive_mail(o.common, o.user.email); });
    auto* look = command(*mail, "look", "Takes what came into the mailbox since the last look.",
                         "mail look --imap imaps://mail.school.example/INBOX");
    add_common(*look, o);
    add_imap(*look, o);
    look->callback([&o] {
        read_imap_password(o);
        o.exit_code = cli::look_for_mail(o.common, o.serving.imap);
    });
}

void add_timetable_import(CLI::App& import, Orders& o) {
    auto* timetable = command(import, "timetable", "The timetable of a building, from its files.",
                              "import timetable GPU001.TXT --building \"Harbor High School\"");
    add_common(*timetable, o);
    timetable->add_option("path", o.timetable.paths, "Files that belong together, or a folder")
        ->required();
    timetable->add_option("--building", o.timetable.building, "By name or id")->required();
    timetable->add_option("--district", o.timetable.district, "By name, when there are several");
    timetable->add_option("--format", o.timetable.format, "What the files are; auto looks")
        ->check(CLI::IsMember({"auto", "fet", "asc", "untis", "xhstt", "edfi", "bell", "csv"}));
    timetable->add_option("--from", o.timetable.begins_on, "The day its changes hold from");
    timetable->add_option("--term", o.timetable.terms, "\"Fall 2026-08-31 2027-01-22\", often");
    timetable->add_option("--bells", o.timetable.bells, "A file with a line a period: 1 8:00-8:45");
    timetable->add_option("--report", o.timetable.report)->check(CLI::IsMember({"text", "json"}));
    timetable->add_flag("--apply", o.timetable.is_applied);
    timetable->callback([&o] { o.exit_code = cli::import_timetable(o.common, o.timetable); });
}

void add_directory_import(CLI::App& import, Orders& o) {
    auto* directory = command(import, "directory", "A published list of schools, as CSV.",
                              "import directory schools.csv --source \"NCES CCD\" --apply");
    add_common(*directory, o);
    directory->add_option("path", o.directory.path)->required();
    directory->add_option("--district", o.directory.district, "By name, when there are several");
    directory->add_option("--source", o.directory.source, "Who publishes the list");
    directory->add_option("--licence", o.directory.licence, "On which terms");
    directory->add_flag("--apply", o.directory.is_applied);
    directory->callback([&o] { o.exit_code = cli::import_directory(o.common, o.directory); });
}

void add_imports(CLI::App& app, Orders& o) {
    auto* import = group(app, "import", "Brings data in; a dry run unless --apply.",
                         "import roster bundle.zip");
    auto* roster = command(*import, "roster", "A OneRoster folder or zip.",
                           "import roster bundle.zip --apply");
    add_common(*roster, o);
    roster->add_option("path", o.roster.path)->required();
    roster->add_option("--district", o.roster.district, "By name, when there are several");
    roster->add_option("--format", o.roster.format, "What the bundle is; auto looks")
        ->check(CLI::IsMember({"auto", "oneroster"}));
    roster->add_option("--report", o.roster.report)->check(CLI::IsMember({"text", "json"}));
    roster->add_flag("--apply", o.roster.is_applied);
    roster->add_flag("--accept-removals", o.roster.accepts_removals,
                     "Go on although more ends than the district's threshold");
    roster->callback([&o] { o.exit_code = cli::import_roster(o.common, o.roster); });
    add_timetable_import(*import, o);
    add_directory_import(*import, o);
    auto* holidays = command(*import, "holidays", "Days without school: a table of OpenHolidays.",
                             "import holidays holidays.school.csv --subdivision BE --apply");
    add_common(*holidays, o);
    holidays->add_option("path", o.holidays.path)->required();
    holidays->add_option("--district", o.holidays.district, "By name, when there are several");
    holidays->add_option("--subdivision", o.holidays.subdivision, "A region the file tells apart");
    holidays->add_flag("--apply", o.holidays.is_applied);
    holidays->callback([&o] { o.exit_code = cli::import_holidays(o.common, o.holidays); });
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

int refuse(const std::exception& fault, int code) {
    std::fputs((std::string("rapport: ") + fault.what() + "\n").c_str(), stderr);
    return code;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{
        "Rapport: a technology-coaching programme, run from one place.\n"
        "Example: rapport serve --data var"};
    app.require_subcommand(1);
    Orders orders;
    add_serve(app, orders);
    add_keeping(app, orders);
    add_backups(app, orders);
    add_samples(app, orders);
    add_districts(app, orders);
    add_people(app, orders);
    add_imports(app, orders);
    add_mail(app, orders);
    add_schedule(app, orders);
    try {
        const std::string settings = cli::settings_path(argc, argv);
        if (!settings.empty()) cli::read_settings(settings, orders.common, orders.serving);
        cli::read_environment(orders.common);
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    } catch (const cli::WrongSettings& wrong) {
        return refuse(wrong, 2);
    } catch (const std::exception& fault) {
        return refuse(fault, 1);
    }
    return orders.exit_code;
}
