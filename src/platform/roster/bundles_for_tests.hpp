// Bundles made of a few lines, and a district to bring them into. For this slice's tests.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "platform/roster/bundle.hpp"
#include "platform/roster/roster.hpp"
#include "tests/support/school.hpp"
#include "tests/support/test_db.hpp"

namespace rapport::roster::test {

// File name (as it lies in the bundle, with folders) to text.
using Files = std::map<std::string, std::string>;

class LoadedBundle final : public Bundle {
  public:
    explicit LoadedBundle(Files files, const BundleLimits& limits = {});

  private:
    struct TextStream;
    std::unique_ptr<Stream> open_file(const BundleFile&) override;
    Files files_;
};

Reading read(const Files&, const Known& known = {});
const Flaw* flaw_in(const Flaws&, Kind, std::string_view field = {});
// The rows a flaw names, "2–4, 7"; empty when there is no such flaw.
std::string rows_of(const Flaws&, Kind, std::string_view field = {});

// A small district that is in perfect order: two schools, Amina and Bao at Cedar, Chidi at Harbor,
// Helen Marsh, Cedar's principal; two classes; three students.
Files good_files();
std::string manifest(std::string_view version, std::string_view mode);

// A district of its own in the database of the tests.
class District {
  public:
    District() : District(rapport::test::database()) {}
    explicit District(Db&);
    // Reads, plans and brings in; removals count as accepted unless told otherwise.
    Look bring_in(const Files&, const Consent& consent = {.accepts_removals = true});
    Look look(const Files&);
    // Reads a folder or zip on disk.
    Result<Look> look_at_path(const std::filesystem::path&);
    bool bring_in_look(Look&, const Consent&);
    bool is_refused(const Files&);  // Without consent.

    State state();
    const PersonRow* person(std::string_view key);      // Of the last state().
    std::string roles_of(std::string_view person_key);  // "teacher@Cedar, principal@Cedar", sorted.
    void change(const std::string& sql);  // Statements; @d stands for the district's id.
    // Everything that is current, in lines, for comparing two districts.
    std::string picture();
    const Scope& scope() const { return scope_; }

  private:
    Db& db_;
    Scope scope_;
    State state_;
};

// A zip on disk, gone with the object.
class ZipFile {
  public:
    explicit ZipFile(const Files& files, std::string_view password = {});
    ~ZipFile();
    ZipFile(const ZipFile&) = delete;
    ZipFile& operator=(const ZipFile&) = delete;
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

// Sends a bundle up as the school's administrator would, through the page.
rapport::test::Reply send_up(rapport::test::School& school, const std::string& path);

// Folders and zips with a roster in them, of the shared collection.
std::vector<std::filesystem::path> shared_bundles();

std::filesystem::path shared_data();  // Empty when it is not here.

}  // namespace rapport::roster::test
