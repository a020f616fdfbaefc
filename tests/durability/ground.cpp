#include "tests/durability/ground.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "tests/durability/process.hpp"

namespace rapport::durability {

namespace {

namespace fs = std::filesystem;

constexpr unsigned long shut_down = 0x8004587d;  // EXT4_IOC_SHUTDOWN and its like.
constexpr std::uint32_t without_flush = 2;

}  // namespace

namespace {

// Where a program dies and not the machine, what the kernel has is kept: memory does as well as a
// disk, and is as fast on a busy one.
fs::path base_of(How how) {
    const fs::path memory = "/dev/shm";
    const bool is_there = access(memory.c_str(), W_OK) == 0;
    return how == How::kill && is_there ? memory : fs::temp_directory_path();
}

}  // namespace

Scratch::Scratch(How how, const std::string& name)
    : path_(base_of(how) / fmt::format("rapport_{}_{}", name, getpid())) {
    fs::remove_all(path_);
    fs::create_directory(path_);
}

Scratch::~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

Ground::Ground(How how) : how_(how), base_(how, "cut") {
    fs::create_directory(folder());
    if (how_ == How::kill) return;
    if (geteuid() != 0) throw Skip{"only root can mount a file system"};
    if (unshare(CLONE_NEWNS) != 0 ||
        mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
        throw Skip{"no mount name space of our own"};
    }
    format();
}

Ground::~Ground() { take_off(); }

void Ground::begin_anew() {
    take_off();
    if (how_ == How::power) return format();
    fs::remove_all(folder());
    fs::create_directory(folder());
}

void Ground::put_on() {
    if (how_ == How::kill || is_on_) return;
    if (run({"mount", "-o", "loop", image(), folder()}) != 0) throw Skip{"no loop mount here"};
    is_on_ = true;
}

void Ground::take_off() {
    for (int tries = 0; is_on_ && tries < 100; ++tries) {
        if (umount(folder().c_str()) == 0) is_on_ = false;
        if (is_on_) poll(nullptr, 0, 20);
    }
    if (is_on_) fmt::print("the disk cannot be taken off: {}\n", std::strerror(errno));
}

void Ground::cut() {
    if (how_ == How::kill) return;
    const int root = open(folder().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    std::uint32_t flags = without_flush;
    const bool is_cut = root >= 0 && ioctl(root, shut_down, &flags) == 0;
    if (root >= 0) close(root);
    if (!is_cut) throw Skip{"the file system cannot be stopped"};
}

void Ground::format() {
    const int file = open(image().c_str(), O_CREAT | O_RDWR | O_TRUNC | O_CLOEXEC, 0600);
    const bool is_long = file >= 0 && ftruncate(file, 400 << 20) == 0;
    if (file >= 0) close(file);
    if (!is_long || run({"mkfs.ext4", "-q", "-F", image()}) != 0) throw Skip{"no mkfs.ext4"};
}

}  // namespace rapport::durability
