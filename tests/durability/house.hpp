// The product as a district runs it, on a disk that will be cut: one coach, one teacher, a key for
// a program, and `rapport serve`; PostgreSQL too if asked for. Made the first time, found again
// later.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/durability/caller.hpp"
#include "tests/durability/process.hpp"

namespace rapport::durability {

struct Plan {
    std::string folder;    // On the disk under test.
    std::string rapport;   // The program.
    std::string preload;   // A library that lies to it about the disk: for the controls.
    std::string log;       // A file, elsewhere, for what it says.
    std::string postgres;  // The script that serves one in a folder; empty: SQLite.
};

class House {
  public:
    // Serves once this returns. Throws std::runtime_error naming what did not come up.
    explicit House(const Plan& plan);

    // What the files say while nobody is serving: damage, half acts, a broken record of who did
    // what. Empty: nothing is wrong.
    const std::string& damage() const { return damage_; }
    // From beginning the program to its first good answer.
    std::chrono::milliseconds until_ready() const { return until_ready_; }

    Answer ask(const std::string& path) const;
    // Logs a contact with its next step and a note; the same number asks the same with the same
    // key.
    Answer log(std::uint64_t number, const std::string& step) const;
    // The next steps of all the coach's contacts.
    std::vector<std::string> steps() const;

  private:
    void start_postgres();
    void make_school();
    void look();
    void serve();
    Words command(const Words& words) const;
    std::string told(const Words& words) const;
    std::vector<std::string> headers() const;
    std::string first_id(const std::string& path, const char* list) const;

    const Plan plan_;
    std::string database_;  // Its URL; empty for SQLite.
    std::optional<Process> postgres_, server_;
    std::uint16_t port_ = 0;
    std::string token_, kind_, person_, damage_;
    std::chrono::milliseconds until_ready_ = {};
};

}  // namespace rapport::durability
