// What the durability tests write, and what must be true of it whatever happened to the power:
// every act that was answered is there, and every act is there whole or not at all.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/db/db.hpp"

namespace rapport::durability {

enum class Sync { full, normal, off };  // `full` is the product; the others must be caught.
bool parse_sync(std::string_view word, Sync& sync);

// A database of accounts and entries at `path`; made if it is not there.
class Bank {
  public:
    Bank(const std::string& path, Sync sync, std::uint64_t seed);

    // One act in one write: an entry, a move between accounts, an erasure, a long text. Returns
    // once it is durable. Throws what storage throws.
    void act(const std::string& id);
    void fold_log() { db_->checkpoint(); }

    struct Finding {
        std::string damage;          // Empty: the file is whole and every act is whole.
        std::set<std::string> acts;  // The ids of the acts found.
    };
    Finding look();

  private:
    void make();
    SystemClock clock_;
    SeededRandom random_;
    Scope scope_;
    std::unique_ptr<Db> db_;
};

// What is wrong with the database at `path` if these acts were answered. Looking is work as well
// (what the log holds is folded into the file), so on a disk that will be cut again it is `full`.
struct Verdict {
    std::int64_t lost = 0;
    std::string damage;
    bool is_good() const { return lost == 0 && damage.empty(); }
};
Verdict judge(const std::string& path, Sync sync, const std::vector<std::string>& answered);

}  // namespace rapport::durability
