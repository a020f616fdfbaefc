#include "kernel/file/file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace rapport::file {

namespace {

constexpr std::size_t line_max = 64 * 1024 * 1024;
constexpr unsigned buffer_bytes = 256 * 1024;

std::string why() {
    if (errno == ENOSPC || errno == EDQUOT) return "the disk is full";
    return std::strerror(errno);
}

std::string folder_of(const std::string& path) {
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

struct Descriptor {
    explicit Descriptor(int opened) : number(opened) {}
    ~Descriptor() {
        if (number >= 0) ::close(number);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    const int number;
};

struct GzipEnd {
    void operator()(gzFile file) const { gzclose(file); }
};
using Gzip = std::unique_ptr<gzFile_s, GzipEnd>;

}  // namespace

struct LinesOut::State {
    explicit State(const std::string& name)
        : part(name),
          file(::open(part.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600)) {}
    ~State() {
        gzip.reset();
        if (is_ours) ::unlink(part.c_str());
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    const std::string part;
    Descriptor file;  // Holds the lock, and is synced at the end.
    Gzip gzip;
    bool is_ours = false;
};

LinesOut::LinesOut(std::string path, As as)
    : path_(std::move(path)), part_(path_ + ".part"), state_(std::make_unique<State>(part_)) {
    if (state_->file.number < 0) fail("cannot be written");
    if (::flock(state_->file.number, LOCK_EX | LOCK_NB) != 0) {
        throw Trouble(path_ + " is being written by another program");
    }
    state_->is_ours = true;
    if (::access(path_.c_str(), F_OK) == 0) {
        throw Trouble(path_ + " exists already and was left as it is; choose another name");
    }
    if (::ftruncate(state_->file.number, 0) != 0) fail("cannot be written");
    state_->gzip.reset(gzdopen(::dup(state_->file.number), as == As::gzip ? "wb1" : "wbT"));
    if (!state_->gzip) fail("cannot be written");
    gzbuffer(state_->gzip.get(), buffer_bytes);
}

LinesOut::~LinesOut() = default;

void LinesOut::write(std::string_view bytes) {
    if (bytes.empty()) return;
    const auto size = static_cast<unsigned>(bytes.size());
    if (gzwrite(state_->gzip.get(), bytes.data(), size) != static_cast<int>(size)) {
        fail("could not be written");
    }
}

void LinesOut::line(std::string_view text) {
    write(text);
    write("\n");
}

void LinesOut::finish() {
    errno = 0;
    if (gzclose(state_->gzip.release()) != Z_OK) fail("could not be written");
    if (::fsync(state_->file.number) != 0) fail("could not be written");
}

void LinesOut::keep() {
    put(part_, path_);
    state_->is_ours = false;  // The name is another file's now, or nobody's.
    state_.reset();
}

void LinesOut::fail(std::string_view what) const {
    throw Trouble(path_ + " " + std::string(what) + ": " + why() + ". Nothing was kept.");
}

struct LinesIn::State {
    std::string path;
    Gzip gzip;
    std::string buffer = std::string(buffer_bytes, '\0');
    std::string_view rest = {};
};

LinesIn::LinesIn(const std::string& path) : state_(std::make_unique<State>()) {
    state_->path = path;
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) throw Trouble(path + " cannot be read: " + why());
    state_->gzip.reset(gzdopen(file, "rb"));
    if (!state_->gzip) {
        ::close(file);
        throw Trouble(path + " cannot be read");
    }
    gzbuffer(state_->gzip.get(), buffer_bytes);
}

LinesIn::~LinesIn() = default;

bool LinesIn::next(std::string& line) {
    line.clear();
    for (;;) {
        const auto end = state_->rest.find('\n');
        line += state_->rest.substr(0, end);
        if (line.size() > line_max) throw Trouble(state_->path + " has a line that is too long");
        if (end != std::string_view::npos) {
            state_->rest.remove_prefix(end + 1);
            return true;
        }
        state_->rest = {};
        const int read = gzread(state_->gzip.get(), state_->buffer.data(), buffer_bytes);
        int code = Z_OK;
        gzerror(state_->gzip.get(), &code);
        if (read < 0 || (code != Z_OK && code != Z_STREAM_END)) {
            throw Trouble(state_->path + " is damaged or cut short");
        }
        if (read == 0) break;
        state_->rest = std::string_view(state_->buffer).substr(0, static_cast<std::size_t>(read));
    }
    if (!line.empty()) throw Trouble(state_->path + " is cut short");
    return false;
}

void put(const std::string& from, const std::string& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        return sync_folder_of(to);
    }
    // Some file systems of other machines know no such rename; there we look first.
    const bool is_unknown = errno == EINVAL || errno == ENOSYS;
    const bool is_taken = errno == EEXIST || ::access(to.c_str(), F_OK) == 0;
    if (is_taken) throw Trouble(to + " exists already and was left as it is");
    if (!is_unknown || ::rename(from.c_str(), to.c_str()) != 0) {
        throw Trouble(to + " could not be put in its place: " + why());
    }
    sync_folder_of(to);
}

void exchange(const std::string& one, const std::string& other) {
    if (::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) != 0) {
        throw Trouble(one + " and " + other + " could not change places: " + why());
    }
    sync_folder_of(one);
    sync_folder_of(other);
}

void sync_folder_of(const std::string& path) {
    const std::string folder = folder_of(path);
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.number < 0 || ::fsync(opened.number) != 0) {
        throw Trouble(folder + " could not be made durable: " + why());
    }
}

FolderLock::FolderLock(const std::string& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    number_ = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (number_ < 0) throw Trouble(folder + " cannot be used: " + why());
    while (::flock(number_, LOCK_EX) != 0) {
        if (errno == EINTR) continue;
        const std::string said = why();
        ::close(number_);
        throw Trouble(folder + " cannot be held: " + said);
    }
}

FolderLock::~FolderLock() { ::close(number_); }

std::int64_t free_bytes(const std::string& folder) {
    struct statvfs found = {};
    if (::statvfs(folder.c_str(), &found) != 0) {
        throw Trouble(folder + " cannot be looked at: " + why());
    }
    return static_cast<std::int64_t>(found.f_bavail) * static_cast<std::int64_t>(found.f_frsize);
}

}  // namespace rapport::file
