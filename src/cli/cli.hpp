// The commands of the program. Each answers an exit code: 0 done, 1 refused
// (reason on stderr), 2 usage.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "kernel/db/db.hpp"
#include "kernel/imap/imap.hpp"

namespace rapport::cli {

// Flags every command shares; from the command line, then RAPPORT_…, then a
// TOML file (settings_file.hpp).
struct Common {
    std::string config;        // The settings file; read before the flags are.
    std::string data = "var";  // The folder of everything that is kept.
    std::string database;      // "postgresql://…"; empty: SQLite in the data folder.
};

inline constexpr int workers_min = 1, workers_max = 256;

struct Serving {
    std::string listen = "127.0.0.1:8080";
    std::string base_url;  // Of links in mail; empty: http://<listen>.
    std::string mail_dir;  // Empty: <data>/mail.
    std::string smtp_url, smtp_user, smtp_password;
    std::string mail_from = "rapport@localhost";
    imap::Account imap;      // Without an address: no mailbox is read.
    std::string neighbours;  // Installations of one's own network, for the exchange.
    int workers = 96;
};

// Says on stderr why not; the exit code of a refusal.
int refuse(std::string_view why);

std::string database_url(const Common&);
std::unique_ptr<Db> open(const Common&, Clock&,
                         Random&);  // Migrated already, or refuses.
// Keeps a proven backup first, where an upgrade would change rows that are there.
std::unique_ptr<Db> open_and_migrate(const Common&, Clock&, Random&);
std::unique_ptr<Db> open_existing(const Common&, Clock&, Random&);  // Refuses to make one.

int serve(const Common&, const Serving&);
int migrate(const Common&);
int check(const Common&);
int verify_audit(const Common&);
int print_openapi();

struct RestoreOrder {
    std::string path;  // A backup, or a folder of them.
    std::string to;    // RFC 3339; the newest of the folder made by then.
    bool is_replaced = false;
};
// Takes one letter from standard input, as a mail server's pipe gives it; the exit code is
// sysexits': 0 kept, 65 too large, 67 no such address here, 75 try again later.
int receive_mail(const Common&, const std::string& to);
// One look into the mailbox, as the server takes every minute; prints how many letters came.
int look_for_mail(const Common&, const imap::Account&);

struct ExportOrder {
    std::string folder, district;
    bool has_notes = false;
};
int make_backup(const Common&, const std::string& path);
int verify_backup(const Common&, const std::string& path);
int restore_backup(const Common&, const RestoreOrder&);
int export_all(const Common&, const ExportOrder&);
// Backs up into <data>/backups before this migration; returns where.
std::string keep_before_upgrade(Db&, const Common&, std::string_view migration);

struct SampleOrder {
    std::string size = "district";  // building, district, network
    std::uint64_t seed = 1;
    std::string base_url = "http://127.0.0.1:8080";
};
int make_sample(const Common&, const SampleOrder&);
int print_sample_links(const Common&, const std::string& base_url);

struct UserOrder {
    std::string district, name, email, role, building, base_url;
    std::string scopes;  // Of a token: rights, parted by commas; empty: all its person has.
};
int add_user(const Common&, const UserOrder&);
int print_user_link(const Common&, const UserOrder&);
int add_token(const Common&, const UserOrder&);
int add_district(const Common&, const std::string& name, const std::string& zone,
                 const std::string& language);

struct RosterOrder {
    std::string path, district, report = "text";
    std::string format = "auto";  // "auto" or "oneroster": all that is read today.
    bool is_applied = false;
    bool accepts_removals = false;  // More than the threshold ends, and that is right.
};
int import_roster(const Common&, const RosterOrder&);

struct TimetableOrder {
    std::vector<std::string> paths, terms;
    std::string district, building, begins_on, bells, report = "text", format = "auto";
    bool is_applied = false;
};
int import_timetable(const Common&, const TimetableOrder&);

struct HolidaysOrder {
    std::string path, district, subdivision;
    bool is_applied = false;
};
int import_holidays(const Common&, const HolidaysOrder&);

struct DirectoryOrder {
    std::string path, district, source, licence;
    bool is_applied = false;
};
int import_directory(const Common&, const DirectoryOrder&);

// Plans from files; no database. See src/schedule/files.
struct ScheduleOrder {
    std::string instance, plan, out, task;
    std::string change, coach, site;  // Of what-if.
    int minutes = 0;
    std::uint64_t seed = 1;
    std::int64_t iterations = 0;  // 0: as long as `seconds` says.
    double seconds = 10;
    double bound_seconds = -1;  // Less than 0: as long again.
    double explain_seconds = 0;
    int threads = 2;
    bool explains = false;
    bool shows_progress = false;
};
int schedule_solve(const ScheduleOrder&);
int schedule_check(const ScheduleOrder&);
int schedule_explain(const ScheduleOrder&);
int schedule_what_if(const ScheduleOrder&);

}  // namespace rapport::cli
