// What happens to a district's rows when a newer program starts on them.
#include <gtest/gtest.h>

#include <filesystem>

#include "cli/cli.hpp"
#include "kernel/db/copy.hpp"
#include "kernel/db/migrate.hpp"
#include "kernel/file/file.hpp"
#include "kernel/id/random.hpp"
#include "platform/backup/backup.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::cli {
namespace {

namespace fs = std::filesystem;

class Upgrade : public testing::Test {
  protected:
    Upgrade()
        : folder_(fs::temp_directory_path() / ("rapport-upgrade-" + SystemRandom().token(6))),
          common_{.config = "", .data = folder_.string(), .database = ""} {
        fs::create_directory(folder_);
    }
    ~Upgrade() override { fs::remove_all(folder_); }
    std::unique_ptr<Db> opened() { return open(common_, test::clock(), test::random()); }
    std::vector<fs::path> backups() const {
        std::vector<fs::path> found;
        if (!fs::exists(folder_ / "backups")) return found;
        for (const auto& entry : fs::directory_iterator(folder_ / "backups")) {
            found.push_back(entry.path());
        }
        return found;
    }
    fs::path folder_;
    Common common_;
};

TEST_F(Upgrade, rows_that_are_there_are_kept_in_a_proven_backup_first) {
    const auto all = db::shipped_migrations();
    {
        const auto old = opened();
        db::migrate(*old, all.first(all.size() - 1));
        test::make_district(*old);
    }
    const auto now = open_and_migrate(common_, test::clock(), test::random());
    EXPECT_EQ(db::seen_migrations(*now).size(), all.size());
    ASSERT_EQ(backups().size(), 1u);
    EXPECT_NE(backups()[0].filename().string().find(std::string(all.back().name)),
              std::string::npos);
    EXPECT_EQ(backup::prove(backups()[0].string(), folder_.string()).districts, 1);
}

TEST_F(Upgrade, a_new_installation_and_one_that_is_up_to_date_keep_nothing) {
    open_and_migrate(common_, test::clock(), test::random());
    open_and_migrate(common_, test::clock(), test::random());
    EXPECT_TRUE(backups().empty());
}

TEST_F(Upgrade, looking_at_a_database_that_is_not_there_makes_none) {
    EXPECT_THROW(open_existing(common_, test::clock(), test::random()), file::Trouble);
    EXPECT_TRUE(fs::is_empty(folder_));
}

}  // namespace
}  // namespace rapport::cli
