#include "platform/roster/bundle.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "platform/roster/values.hpp"

namespace rapport::roster {

namespace {

constexpr std::array<std::string_view, 26> standard_names = {"manifest.csv",
                                                             "orgs.csv",
                                                             "academicSessions.csv",
                                                             "courses.csv",
                                                             "classes.csv",
                                                             "users.csv",
                                                             "roles.csv",
                                                             "userProfiles.csv",
                                                             "userResources.csv",
                                                             "enrollments.csv",
                                                             "demographics.csv",
                                                             "resources.csv",
                                                             "courseResources.csv",
                                                             "classResources.csv",
                                                             "categories.csv",
                                                             "lineItems.csv",
                                                             "results.csv",
                                                             "scoreScales.csv",
                                                             "lineItemScoreScales.csv",
                                                             "resultScoreScales.csv",
                                                             "lineItemLearningObjectiveIds.csv",
                                                             "resultLearningObjectiveIds.csv",
                                                             "assessmentLineItems.csv",
                                                             "assessmentResults.csv",
                                                             "assessmentLineItemScoreScales.csv",
                                                             "assessmentResultScoreScales.csv"};

// Names that were meant: the British spelling, singulars, what other products write.
struct Alias {
    std::string_view written, meant;
};
constexpr std::array<Alias, 14> aliases = {{{"enrolments", "enrollments.csv"},
                                            {"enrollment", "enrollments.csv"},
                                            {"enrolment", "enrollments.csv"},
                                            {"org", "orgs.csv"},
                                            {"organizations", "orgs.csv"},
                                            {"academicsession", "academicSessions.csv"},
                                            {"sessions", "academicSessions.csv"},
                                            {"course", "courses.csv"},
                                            {"class", "classes.csv"},
                                            {"user", "users.csv"},
                                            {"role", "roles.csv"},
                                            {"userroles", "roles.csv"},
                                            {"demographic", "demographics.csv"},
                                            {"userprofile", "userProfiles.csv"}}};

std::string_view last_part(std::string_view path) {
    const auto slash = path.find_last_of('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool is_litter(std::string_view path) {
    const auto name = last_part(path);
    return path.starts_with("__MACOSX/") || name.starts_with(".") || name == "Thumbs.db" ||
           name == "desktop.ini";
}

bool leads_out(std::string_view path) {
    if (path.starts_with('/') || (path.size() > 1 && path[1] == ':')) return true;
    for (std::size_t at = 0; at <= path.size();) {
        const auto end = std::min(path.find('/', at), path.size());
        if (path.substr(at, end - at) == "..") return true;
        at = end + 1;
    }
    return path.find('\0') != std::string_view::npos;
}

class Folder final : public Bundle {
  public:
    Folder(const std::string& path, const BundleLimits& limits) : Bundle(limits), root_(path) {
        namespace fs = std::filesystem;
        std::vector<std::string> paths;
        std::error_code ignored;
        for (fs::recursive_directory_iterator
                 it(root_, fs::directory_options::skip_permission_denied, ignored),
             end;
             it != end && paths.size() <= limits.entries_max; it.increment(ignored)) {
            if (it.depth() >= 1) it.disable_recursion_pending();
            if (!it->is_regular_file(ignored)) continue;
            paths.push_back(it->path().lexically_relative(root_).generic_string());
        }
        if (paths.size() > limits.entries_max) flaws_.add(Kind::too_many_files, {});
        std::sort(paths.begin(), paths.end());
        for (const auto& one : paths) consider(one, 0);
        choose();
    }

  private:
    struct FileStream final : Stream {
        explicit FileStream(const std::filesystem::path& path) : in(path, std::ios::binary) {}
        std::size_t read(char* buffer, std::size_t size, End& end) override {
            in.read(buffer, static_cast<std::streamsize>(size));
            end = in ? End::more : in.eof() ? End::whole : End::damaged;
            return static_cast<std::size_t>(in.gcount());
        }
        std::uint64_t packed_size() const override { return 0; }
        std::ifstream in;
    };
    std::unique_ptr<Stream> open_file(const BundleFile& file) override {
        auto stream = std::make_unique<FileStream>(root_ / file.path);
        if (!stream->in) return nullptr;
        return stream;
    }
    std::filesystem::path root_;
};

}  // namespace

std::string_view standard_name(std::string_view file_name) {
    const std::string lower = lower_ascii(file_name);
    for (const auto name : standard_names) {
        if (lower == lower_ascii(name)) return name;
    }
    for (const auto& alias : aliases) {
        if (lower == std::string(alias.written) + ".csv") return alias.meant;
    }
    return {};
}

void Bundle::consider(std::string path, std::uint64_t index) {
    std::replace(path.begin(), path.end(), '\\', '/');
    if (path.ends_with('/') || is_litter(path)) return;
    if (leads_out(path)) return flaws_.add(Kind::path_unsafe, {.found = path});
    const auto name = standard_name(last_part(path));
    if (name.empty()) {
        strangers_.push_back(std::move(path));
        return;
    }
    const auto depth = static_cast<std::size_t>(std::count(path.begin(), path.end(), '/'));
    found_.push_back({std::string(name), std::move(path), index, depth});
}

void Bundle::choose() {
    // The files of one folder make the bundle: the one nearest the root, and there the first.
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Found& a, const Found& b) { return a.depth < b.depth; });
    std::string folder;
    if (!found_.empty()) {
        const std::string& path = found_.front().path;
        folder = path.substr(0, path.size() - last_part(path).size());
        if (!folder.empty()) flaws_.add(Kind::file_nested, {.found = folder});
    }
    for (auto& found : found_) {
        const auto own_name = last_part(found.path);
        if (found.path.substr(0, found.path.size() - own_name.size()) != folder) {
            strangers_.push_back(found.path);
            continue;
        }
        if (find(found.name) != nullptr) {
            flaws_.add(Kind::file_twice, {.file = found.name, .found = found.path});
            continue;
        }
        if (own_name != found.name) {
            flaws_.add(Kind::file_named_otherwise, {.file = found.name, .found = own_name});
        }
        files_.push_back({found.name, found.path, found.index});
    }
    for (const auto& path : strangers_) flaws_.add(Kind::file_unknown, {.found = path});
    found_.clear();
    strangers_.clear();
}

const BundleFile* Bundle::find(std::string_view name) const {
    for (const auto& file : files_) {
        if (file.name == name) return &file;
    }
    return nullptr;
}

void Bundle::stream(const BundleFile& file, Flaws& flaws,
                    const std::function<void(csv::Source)>& body) {
    const auto opened = open_file(file);
    if (opened == nullptr) return flaws.add(Kind::file_damaged, {.file = file.name});
    std::uint64_t unpacked = 0;
    Stream::End end = Stream::End::more;
    body([&](char* buffer, std::size_t size) -> std::size_t {
        if (end != Stream::End::more) return 0;
        const std::size_t got = opened->read(buffer, size, end);
        unpacked += got;
        unpacked_ += got;
        const bool is_bomb = opened->packed_size() > 0 && unpacked > limits_.ratio_from &&
                             unpacked / opened->packed_size() > limits_.ratio_max;
        if (unpacked_ > limits_.unpacked_max || is_bomb) {
            flaws.add(Kind::too_large, {.file = file.name});
            end = Stream::End::whole;
            return 0;
        }
        return got;
    });
    if (end == Stream::End::damaged) flaws.add(Kind::file_damaged, {.file = file.name});
    if (end == Stream::End::locked) flaws.add(Kind::file_locked, {.file = file.name});
}

std::unique_ptr<Bundle> open_folder(const std::string& path, const BundleLimits& limits) {
    return std::make_unique<Folder>(path, limits);
}

Result<std::unique_ptr<Bundle>> Bundle::open(const std::string& path, const BundleLimits& limits) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) return open_folder(path, limits);
    if (std::filesystem::is_regular_file(path, ignored)) return open_zip(path, limits);
    return Refusal{.key = "roster.nothing_there", .field = "bundle"};
}

}  // namespace rapport::roster
