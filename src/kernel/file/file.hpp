// Files that appear whole or not at all: lines, plain or compressed (gzip), written beside their
// place and put there once they are on the disk. Reading goes a line at a time, so that size costs
// no memory.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace rapport::file {

// The disk said no. Its words are for an operator: what, where, and what became of it.
struct Trouble : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// A new file. Until keep() it is called PATH.part; whoever ends before that leaves nothing under
// PATH, and what a killed program left is written over by the next.
class LinesOut {
  public:
    // Throws Trouble where PATH exists already, where another program is writing it, or where the
    // folder does not let us.
    enum class As { plain, gzip };
    LinesOut(std::string path, As);
    ~LinesOut();  // Takes the part away, unless it was kept.
    LinesOut(const LinesOut&) = delete;
    LinesOut& operator=(const LinesOut&) = delete;

    void line(std::string_view text);  // Without its line end.
    void finish();                     // All of it is on the disk, under part().
    void keep();                       // … and under PATH.
    const std::string& part() const { return part_; }

  private:
    struct State;
    void write(std::string_view bytes);
    [[noreturn]] void fail(std::string_view what) const;
    const std::string path_, part_;
    std::unique_ptr<State> state_;
};

class LinesIn {
  public:
    explicit LinesIn(const std::string& path);  // Throws Trouble.
    ~LinesIn();
    LinesIn(const LinesIn&) = delete;
    LinesIn& operator=(const LinesIn&) = delete;
    // False at the end. Throws Trouble for a file that is cut short, damaged or no such file, and
    // for a line longer than 64 MiB.
    bool next(std::string& line);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// Puts `from` in the place of `to`, which must not exist, and makes both names durable. Throws
// Trouble. Both stand on one file system.
void put(const std::string& from, const std::string& to);
// Lets the two names change places in one step, durably.
void exchange(const std::string& one, const std::string& other);
// fsync of the folder a file stands in: its name is durable.
void sync_folder_of(const std::string& path);

// Holds a folder for this program until the object goes; another waits. Makes the folder where
// there is none. Throws Trouble.
class FolderLock {
  public:
    explicit FolderLock(const std::string& folder);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

  private:
    int number_;
};

// Bytes free for us on the disk of this folder.
std::int64_t free_bytes(const std::string& folder);

}  // namespace rapport::file
