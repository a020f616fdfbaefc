// The disk under test: a folder, on an ext4 of its own where the power is to be cut. The file
// system is told to stop without flushing anything, and is mounted again with what the disk had.
#pragma once

#include <filesystem>
#include <string>

namespace rapport::durability {

constexpr int skipped = 77;  // The exit code of a program that this machine cannot run.

struct Skip {
    std::string why;
};

enum class How { power, kill };  // `kill` leaves the disk alone: a plain folder.

// A folder among the temporary ones, or in memory, that is gone with this.
class Scratch {
  public:
    Scratch(How how, const std::string& name);
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    const std::filesystem::path path_;
};

class Ground {
  public:
    // Formats the disk and enters a name space of mounts that nobody else sees and that goes when
    // the program goes. Throws Skip where that cannot be had: it needs root and loop mounts.
    explicit Ground(How how);
    ~Ground();
    Ground(const Ground&) = delete;
    Ground& operator=(const Ground&) = delete;

    std::string folder() const { return (base_.path() / "disk").string(); }
    void begin_anew();  // An empty disk, taken off.
    void put_on();
    void take_off();
    void cut();  // Everything that was not synced is gone.

  private:
    std::string image() const { return (base_.path() / "image").string(); }
    void format();
    const How how_;
    const Scratch base_;
    bool is_on_ = false;
};

}  // namespace rapport::durability
