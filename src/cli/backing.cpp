// Commands that carry an installation away and bring it back.
#include <fmt/format.h>

#include <chrono>
#include <filesystem>

#include "cli/cli.hpp"
#include "kernel/crypto/crypto.hpp"
#include "kernel/db/copy.hpp"
#include "kernel/db/migrate.hpp"
#include "kernel/file/file.hpp"
#include "platform/audit/audit.hpp"
#include "platform/backup/backup.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::cli {

namespace fs = std::filesystem;

namespace {

std::string with_commas(std::int64_t number) {
    std::string text = std::to_string(number);
    for (auto at = static_cast<std::int64_t>(text.size()) - 3; at > 0; at -= 3) {
        text.insert(static_cast<std::size_t>(at), ",");
    }
    return text;
}

// "1 row", "5,669 rows"
std::string counted(std::int64_t number, std::string_view noun) {
    return with_commas(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

// What was read back, in words; 1 when the database is not true to itself.
int tell(const backup::Summary& summary) {
    fmt::print("As of {}: {} of {} in {}, every key in its place.\n", summary.made_at.rfc3339(),
               counted(summary.rows, "row"), counted(summary.districts, "district"),
               counted(summary.tables, "table"));
    for (const auto& broken : summary.broken_records) {
        fmt::print(stderr, "rapport: the record of who did what was altered: {}\n", broken);
    }
    if (!summary.broken_records.empty()) return 1;
    fmt::print("The record of {} is whole.\n", counted(summary.acts, "act"));
    return 0;
}

// Where a backup is read back to prove it: the data folder, which is on a disk of this machine.
std::string scratch_of(const Common& common) {
    std::error_code error;
    return fs::is_directory(common.data, error) ? common.data
                                                : fs::temp_directory_path().string() + "/rapport";
}

void note_restore(Db& db, Instant made_at) {
    const auto districts = db.read(Scope::whole(), [](ReadTx& tx) { return districts::all(tx); });
    for (const DistrictId district : districts) {
        db.write({.district = district, .actor = {}}, [&](WriteTx& tx) {
            audit::record(tx, "backup.restored", "",
                          fmt::format(R"({{"made_at":{}}})", made_at.ms));
        });
    }
}

backup::Summary restore_postgres(const Common& common, const std::string& path) {
    SystemClock clock;
    SystemRandom random;
    backup::prove(path, scratch_of(common));  // Before anything is touched.
    const auto db = open(common, clock, random);
    auto summary = backup::fill(*db, path);
    note_restore(*db, summary.made_at);
    return summary;
}

// The new database is filled and proven beside its place, and goes there in one step.
backup::Summary restore_sqlite(const Common& common, const std::string& path,
                               const RestoreOrder& order) {
    const std::string place = common.data + "/rapport.db";
    if (fs::exists(place) && !order.is_replaced) {
        throw file::Trouble(
            place +
            " is there already and was left as it is. Restore into an empty folder "
            "(--data NEW), or say --replace: then the old one is kept under another name");
    }
    const file::FolderLock lock(common.data);
    const std::string folder = common.data + "/restoring";
    const std::string fresh = folder + "/rapport.db";
    fs::remove_all(folder);
    fs::create_directory(folder);
    fs::permissions(folder, fs::perms::owner_all);
    SystemClock clock;
    SystemRandom random;
    backup::Summary summary;
    try {
        const auto db = Db::open({.url = fresh}, clock, random);
        summary = backup::fill(*db, path);
        note_restore(*db, summary.made_at);
    } catch (...) {
        fs::remove_all(folder);
        throw;
    }
    if (fs::exists(fresh + "-wal")) throw db::Fault("the new database kept its log; try again");
    if (!fs::exists(place)) {
        if (fs::exists(place + "-wal")) {
            throw file::Trouble(place + "-wal is there without its database; move it away first");
        }
        file::put(fresh, place);
    } else {
        const db::Held old(place);
        const std::string aside = place + ".before-" + clock.now().rfc3339();
        file::exchange(fresh, place);
        file::put(fresh, aside);
        fmt::print("What was there before is kept as {}.\n", aside);
    }
    fs::remove_all(folder);
    return summary;
}

std::string backup_of(const RestoreOrder& order) {
    std::optional<Instant> until;
    if (!order.to.empty()) {
        until = Instant::parse_rfc3339(order.to);
        if (!until) {
            throw file::Trouble(
                "--to needs a moment such as 2026-11-20T10:14:59Z, or with the "
                "hours from UTC: 2026-11-20T10:14:59-05:00");
        }
    }
    if (fs::is_directory(order.path)) {
        return backup::newest_until(order.path, until.value_or(Instant{INT64_MAX}));
    }
    if (until && backup::made_at(order.path) > *until) {
        throw file::Trouble(order.path +
                            " was made after that moment; name a folder of backups, "
                            "and the newest before it is taken");
    }
    return order.path;
}

}  // namespace

std::string keep_before_upgrade(Db& db, const Common& common, std::string_view migration) {
    const std::string folder = common.data + "/backups";
    fs::create_directories(folder);
    const std::string path =
        fmt::format("{}/before-{}-{}.rapport", folder, migration, db.clock().now().ms);
    backup::make(db, path, common.data);
    return path;
}

int make_backup(const Common& common, const std::string& path) {
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    const auto db = open_existing(common, clock, random);
    const auto began = std::chrono::steady_clock::now();
    const auto summary = backup::make(*db, path, scratch_of(common));
    const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - began);
    fmt::print("{} is made and proven: {} bytes in {:.1f} s.\n", path,
               with_commas(static_cast<std::int64_t>(fs::file_size(path))), took.count());
    return tell(summary);
}

int verify_backup(const Common& common, const std::string& path) {
    crypto::start();
    const auto summary = backup::prove(path, scratch_of(common));
    fmt::print("{} can be restored.\n", path);
    return tell(summary);
}

int restore_backup(const Common& common, const RestoreOrder& order) {
    crypto::start();
    const std::string path = backup_of(order);
    const auto summary = common.database.empty() ? restore_sqlite(common, path, order)
                                                 : restore_postgres(common, path);
    fmt::print("{} is restored. Everybody signs in anew.\n", path);
    return tell(summary);
}

int export_all(const Common& common, const ExportOrder& order) {
    crypto::start();
    SystemClock clock;
    SystemRandom random;
    const auto db = open_existing(common, clock, random);
    std::vector<DistrictId> wanted;
    db->read(Scope::whole(), [&](ReadTx& tx) {
        if (order.district.empty()) {
            wanted = districts::all(tx);
        } else if (const auto found = districts::by_name(tx, order.district)) {
            wanted.push_back(*found);
        }
    });
    if (wanted.empty() && !order.district.empty()) {
        return refuse("no such district: " + order.district);
    }
    if (wanted.empty()) return refuse("there is no district here yet");
    fs::create_directories(order.folder);
    const auto notes = order.has_notes ? backup::Notes::included : backup::Notes::left_out;
    for (const DistrictId district : wanted) {
        const auto exported = backup::export_district(*db, district, order.folder, notes);
        fmt::print("{}: {} in {}\n", exported.folder, counted(exported.rows, "row"),
                   counted(exported.files, "file"));
    }
    return 0;
}

}  // namespace rapport::cli
