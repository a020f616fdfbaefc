// A roster as it arrives: a folder of CSV files, or a zip of them. Every file is streamed; nothing
// is unpacked to disk. Hostile archives meet limits: 1,000 entries, 4 GiB unpacked in all, 200 to 1
// beyond 16 MiB, no path that leads out of the archive.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/csv/csv.hpp"
#include "kernel/result.hpp"
#include "platform/roster/flaws.hpp"

namespace rapport::roster {

struct BundleLimits {
    std::uint64_t unpacked_max = 4ull * 1024 * 1024 * 1024;
    std::uint64_t ratio_max = 200;
    std::uint64_t ratio_from = 16ull * 1024 * 1024;  // Small files may pack as well as they like.
    std::size_t entries_max = 1000;
};

// The name a file of the standard has ("userProfiles.csv"), from whatever it is called; empty when
// it is none.
std::string_view standard_name(std::string_view file_name);

struct BundleFile {
    std::string name;  // "users.csv"
    std::string path;  // Where it lies in the folder or archive.
    std::uint64_t index = 0;
};

class Bundle {
  public:
    virtual ~Bundle() = default;

    // Refused when there is nothing at the path, or what is there is neither a folder nor a zip.
    static Result<std::unique_ptr<Bundle>> open(const std::string& path, const BundleLimits&);

    const std::vector<BundleFile>& files() const { return files_; }
    const BundleFile* find(std::string_view name) const;
    // What was wrong with the bundle itself.
    const Flaws& flaws() const { return flaws_; }

    // Streams one file through `body`. What goes wrong on the way ends the stream and is a flaw
    // of weight `stop`.
    void stream(const BundleFile&, Flaws&, const std::function<void(csv::Source)>& body);

  protected:
    explicit Bundle(const BundleLimits& limits) : limits_(limits) {}

    class Stream {
      public:
        virtual ~Stream() = default;
        enum class End { more, whole, damaged, locked };
        // Up to `size` bytes; `end` says why there are no more.
        virtual std::size_t read(char* buffer, std::size_t size, End& end) = 0;
        virtual std::uint64_t packed_size() const = 0;  // 0: not packed.
    };
    virtual std::unique_ptr<Stream> open_file(const BundleFile&) = 0;  // Null: it cannot be opened.

    // Takes a path of the folder or archive in, or names what is wrong with it.
    void consider(std::string path, std::uint64_t index);
    // Once all are considered: prefers the files nearest the root.
    void choose();

    Flaws flaws_;
    BundleLimits limits_;

  private:
    struct Found {
        std::string name, path;
        std::uint64_t index;
        std::size_t depth;
    };
    std::vector<Found> found_;
    std::vector<std::string> strangers_;
    std::vector<BundleFile> files_;
    std::uint64_t unpacked_ = 0;
};

std::unique_ptr<Bundle> open_folder(const std::string& path, const BundleLimits&);
Result<std::unique_ptr<Bundle>> open_zip(const std::string& path, const BundleLimits&);

}  // namespace rapport::roster
