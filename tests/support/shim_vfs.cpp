#include "tests/support/shim_vfs.hpp"

#include <sqlite3.h>

#include <atomic>
#include <memory>

#include "kernel/check.hpp"

namespace rapport::test {

int Disk::on_write(const std::string&, std::span<const std::uint8_t>, std::int64_t) { return 0; }
int Disk::on_sync(const std::string&) { return 0; }
int Disk::on_truncate(const std::string&, std::int64_t) { return 0; }
int Disk::on_delete(const std::string&) { return 0; }

namespace {

struct Backing {
    Disk* disk;
    sqlite3_vfs* real;
};

// What SQLite allocates for an open file: ours, and behind it the real one.
struct ShimFile {
    sqlite3_file base;
    Disk* disk;
    const char* path;
    sqlite3_file* real;
};

ShimFile* of(sqlite3_file* file) { return reinterpret_cast<ShimFile*>(file); }
sqlite3_file* real_of(sqlite3_file* file) { return of(file)->real; }
Backing* of(sqlite3_vfs* vfs) { return static_cast<Backing*>(vfs->pAppData); }

int file_close(sqlite3_file* file) { return real_of(file)->pMethods->xClose(real_of(file)); }
int file_read(sqlite3_file* file, void* out, int size, sqlite3_int64 offset) {
    return real_of(file)->pMethods->xRead(real_of(file), out, size, offset);
}
int file_write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    const auto* first = static_cast<const std::uint8_t*>(bytes);
    const int code =
        of(file)->disk->on_write(of(file)->path, {first, static_cast<std::size_t>(size)}, offset);
    if (code != SQLITE_OK) return code;
    return real_of(file)->pMethods->xWrite(real_of(file), bytes, size, offset);
}
int file_truncate(sqlite3_file* file, sqlite3_int64 size) {
    const int code = of(file)->disk->on_truncate(of(file)->path, size);
    if (code != SQLITE_OK) return code;
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
}
int file_sync(sqlite3_file* file, int flags) {
    const int code = of(file)->disk->on_sync(of(file)->path);
    if (code != SQLITE_OK) return code;
    return real_of(file)->pMethods->xSync(real_of(file), flags);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}
int file_lock(sqlite3_file* file, int level) {
    return real_of(file)->pMethods->xLock(real_of(file), level);
}
int file_unlock(sqlite3_file* file, int level) {
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}
int file_check_lock(sqlite3_file* file, int* is_held) {
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), is_held);
}
int file_control(sqlite3_file* file, int op, void* argument) {
    return real_of(file)->pMethods->xFileControl(real_of(file), op, argument);
}
int file_sector(sqlite3_file* file) { return real_of(file)->pMethods->xSectorSize(real_of(file)); }
int file_traits(sqlite3_file* file) {
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
    return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, out);
}
int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}
void shm_barrier(sqlite3_file* file) { real_of(file)->pMethods->xShmBarrier(real_of(file)); }
int shm_unmap(sqlite3_file* file, int is_delete) {
    return real_of(file)->pMethods->xShmUnmap(real_of(file), is_delete);
}

constexpr sqlite3_io_methods methods = {
    2,         file_close,  file_read,       file_write,   file_truncate, file_sync,   file_size,
    file_lock, file_unlock, file_check_lock, file_control, file_sector,   file_traits, shm_map,
    shm_lock,  shm_barrier, shm_unmap,       nullptr,      nullptr,
};

int vfs_open(sqlite3_vfs* vfs, sqlite3_filename path, sqlite3_file* file, int flags, int* out) {
    ShimFile* shim = of(file);
    shim->disk = of(vfs)->disk;
    shim->path = path == nullptr ? "" : path;  // SQLite keeps the name as long as the file.
    shim->real = reinterpret_cast<sqlite3_file*>(shim + 1);
    shim->real->pMethods = nullptr;
    const int code = of(vfs)->real->xOpen(of(vfs)->real, path, shim->real, flags, out);
    file->pMethods = shim->real->pMethods == nullptr ? nullptr : &methods;
    return code;
}
int vfs_delete(sqlite3_vfs* vfs, const char* path, int is_synced) {
    const int code = of(vfs)->disk->on_delete(path);
    if (code != SQLITE_OK) return code;
    return of(vfs)->real->xDelete(of(vfs)->real, path, is_synced);
}
int vfs_access(sqlite3_vfs* vfs, const char* path, int flags, int* out) {
    return of(vfs)->real->xAccess(of(vfs)->real, path, flags, out);
}
int vfs_full_path(sqlite3_vfs* vfs, const char* path, int size, char* out) {
    return of(vfs)->real->xFullPathname(of(vfs)->real, path, size, out);
}
int vfs_random(sqlite3_vfs* vfs, int size, char* out) {
    return of(vfs)->real->xRandomness(of(vfs)->real, size, out);
}
int vfs_sleep(sqlite3_vfs* vfs, int us) { return of(vfs)->real->xSleep(of(vfs)->real, us); }
int vfs_time(sqlite3_vfs* vfs, double* out) {
    return of(vfs)->real->xCurrentTime(of(vfs)->real, out);
}
int vfs_last_error(sqlite3_vfs* vfs, int size, char* out) {
    return of(vfs)->real->xGetLastError(of(vfs)->real, size, out);
}
int vfs_time64(sqlite3_vfs* vfs, sqlite3_int64* out) {
    return of(vfs)->real->xCurrentTimeInt64(of(vfs)->real, out);
}

}  // namespace

ShimVfs::ShimVfs(Disk& disk)
    : before_(sqlite3_vfs_find(nullptr)), vfs_(std::make_unique<sqlite3_vfs>()) {
    static std::atomic<int> count = 0;
    name_ = "shim" + std::to_string(++count);
    vfs_->iVersion = 2;
    vfs_->szOsFile = static_cast<int>(sizeof(ShimFile)) + before_->szOsFile;
    vfs_->mxPathname = before_->mxPathname;
    vfs_->zName = name_.c_str();
    vfs_->pAppData = std::make_unique<Backing>(Backing{&disk, before_}).release();
    vfs_->xOpen = vfs_open;
    vfs_->xDelete = vfs_delete;
    vfs_->xAccess = vfs_access;
    vfs_->xFullPathname = vfs_full_path;
    vfs_->xRandomness = vfs_random;
    vfs_->xSleep = vfs_sleep;
    vfs_->xCurrentTime = vfs_time;
    vfs_->xGetLastError = vfs_last_error;
    vfs_->xCurrentTimeInt64 = vfs_time64;
    must(sqlite3_vfs_register(vfs_.get(), 1) == SQLITE_OK, "SQLite refuses the shim");
}

ShimVfs::~ShimVfs() {
    sqlite3_vfs_unregister(vfs_.get());
    sqlite3_vfs_register(before_, 1);
    const std::unique_ptr<Backing> backing(of(vfs_.get()));
}

}  // namespace rapport::test
