// The settings file: what it says counts, and what it gets wrong is named with its line.
#include "cli/settings_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "kernel/id/random.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::cli {
namespace {

class SettingsFile : public testing::Test {
  protected:
    SettingsFile()
        : path_(std::filesystem::temp_directory_path() /
                ("rapport-" + SystemRandom().token(6) + ".toml")) {}
    ~SettingsFile() override { std::filesystem::remove(path_); }
    void read(const std::string& text) {
        std::ofstream(path_) << text;
        ::chmod(path_.c_str(), 0600);
        read_settings(path_.string(), common_, serving_);
    }
    std::string why(const std::string& text) {
        try {
            read(text);
        } catch (const WrongSettings& wrong) {
            const std::string said = wrong.what();
            return said.substr(path_.string().size());
        }
        return "nothing";
    }
    std::filesystem::path path_;
    Common common_;
    Serving serving_;
};

TEST_F(SettingsFile, what_it_does_not_say_stays_as_it_was) {
    read("listen = \"127.0.0.1:9000\"\n");
    EXPECT_EQ(serving_.listen, "127.0.0.1:9000");
    EXPECT_EQ(common_.data, "var");
    EXPECT_EQ(serving_.workers, 96);
}

TEST_F(SettingsFile, every_key_is_taken) {
    std::string text = "workers = 7\n";
    for (const SettingKey& key : setting_keys()) {
        if (key.name != "workers") text += std::string(key.name) + " = \"x\"\n";
    }
    read(text);
    EXPECT_EQ(common_.data, "x");
    EXPECT_EQ(common_.database, "x");
    EXPECT_EQ(serving_.listen, "x");
    EXPECT_EQ(serving_.base_url, "x");
    EXPECT_EQ(serving_.mail_dir, "x");
    EXPECT_EQ(serving_.smtp_url, "x");
    EXPECT_EQ(serving_.smtp_user, "x");
    EXPECT_EQ(serving_.smtp_password, "x");
    EXPECT_EQ(serving_.mail_from, "x");
    EXPECT_EQ(serving_.imap.url, "x");
    EXPECT_EQ(serving_.imap.user, "x");
    EXPECT_EQ(serving_.imap.password, "x");
    EXPECT_EQ(serving_.neighbours, "x");
    EXPECT_EQ(serving_.workers, 7);
}

TEST_F(SettingsFile, an_unknown_key_is_named_with_its_line_and_what_was_meant) {
    EXPECT_EQ(why("# ours\n\nlitsen = \"0.0.0.0:80\"\n"),
              ":3: there is no setting \"litsen\"; did you mean \"listen\"?");
    EXPECT_EQ(why("colour_of_the_door = \"green\"\n").find(":1: there is no setting"), 0u);
}

TEST_F(SettingsFile, a_value_of_the_wrong_kind_is_named_with_its_line) {
    EXPECT_EQ(why("data = \"x\"\nlisten = 8080\n"), ":2: listen is text, such as listen = \"…\"");
    EXPECT_EQ(why("workers = \"many\"\n"),
              ":1: workers is a number between 1 and 256, such as workers = 96");
    EXPECT_EQ(why("workers = 0\n"),
              ":1: workers is a number between 1 and 256, such as workers = 96");
}

TEST_F(SettingsFile, what_is_no_toml_is_named_with_its_line) {
    EXPECT_EQ(why("data = \"x\"\nlisten = \n").find(":2: "), 0u);
    EXPECT_EQ(why("listen = \"a\"\nlisten = \"b\"\n").find(":2: "), 0u);
}

TEST_F(SettingsFile, a_password_that_everybody_can_read_is_refused) {
    for (const char* key : {"smtp_password", "imap_password"}) {
        std::ofstream(path_) << key << " = \"hush\"\n";
        ::chmod(path_.c_str(), 0644);
        EXPECT_THROW(read_settings(path_.string(), common_, serving_), WrongSettings) << key;
    }
}

TEST_F(SettingsFile, one_that_is_named_and_not_there_is_refused) {
    EXPECT_THROW(read_settings(path_.string() + ".not", common_, serving_), WrongSettings);
}

TEST_F(SettingsFile, the_one_that_counts_is_the_one_that_was_named) {
    const char* named[] = {"rapport", "serve", "--config", "a.toml"};
    EXPECT_EQ(settings_path(4, named), "a.toml");
    const char* joined[] = {"rapport", "--config=b.toml", "serve"};
    EXPECT_EQ(settings_path(3, joined), "b.toml");
    const char* none[] = {"rapport", "serve", "--data", "/nowhere/at/all"};
    EXPECT_EQ(settings_path(4, none), "");
}

TEST(Settings, every_key_flag_and_variable_is_told_of_in_the_operators_guide) {
    std::ifstream in(RAPPORT_SOURCE_DIR "/docs/operating.md");
    const std::string guide{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    for (const SettingKey& key : setting_keys()) {
        const std::string row = "| `" + std::string(key.name) + "` | " +
                                (key.flag.empty() ? "" : "`" + std::string(key.flag) + "` ") +
                                "| `" + std::string(key.variable) + "` |";
        EXPECT_NE(guide.find(row), std::string::npos) << row;
    }
}

}  // namespace
}  // namespace rapport::cli
