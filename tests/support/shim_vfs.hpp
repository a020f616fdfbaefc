// SQLite's files with somebody listening: a test can refuse a sync, or write down every byte that
// goes to the disk. Everything else is passed on to the real file system.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

struct sqlite3_vfs;

namespace rapport::test {

// Each is called before the act, on the thread that acts; a code other than 0 (SQLITE_OK) is
// answered in its place.
class Disk {
  public:
    virtual ~Disk() = default;
    virtual int on_write(const std::string& path, std::span<const std::uint8_t> bytes,
                         std::int64_t offset);
    virtual int on_sync(const std::string& path);
    virtual int on_truncate(const std::string& path, std::int64_t size);
    virtual int on_delete(const std::string& path);
};

// From its making to its end, databases opened by this process go through `disk`. They must be
// closed before the end.
class ShimVfs {
  public:
    explicit ShimVfs(Disk& disk);
    ~ShimVfs();
    ShimVfs(const ShimVfs&) = delete;
    ShimVfs& operator=(const ShimVfs&) = delete;

  private:
    sqlite3_vfs* before_;
    std::unique_ptr<sqlite3_vfs> vfs_;
    std::string name_;
};

}  // namespace rapport::test
