// Who was seen, in twelve bytes a head: ids are kept as 64-bit hashes, never as text, for the one
// pass that counts and finds orphans. A quarter million students take 6 MB and are gone after.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

namespace rapport::roster {

// A good 64-bit hash of an id; never 0. The same in one process only by intent: it is not stored.
inline std::uint64_t id_hash(std::string_view text) {
    std::uint64_t hash = 0x9E3779B97F4A7C15ull ^ (text.size() * 0xFF51AFD7ED558CCDull);
    const auto mix = [&](std::uint64_t eight) {
        hash = (hash ^ eight) * 0xD6E8FEB86659FD93ull;
        hash ^= hash >> 32;
    };
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t eight;
        std::memcpy(&eight, text.data() + at, 8);
        mix(eight);
    }
    std::uint64_t rest = 0;
    if (at < text.size()) std::memcpy(&rest, text.data() + at, text.size() - at);
    mix(rest);
    mix(0x2545F4914F6CDD1Dull);
    return hash == 0 ? 1 : hash;
}

// Hash to a number, open addressing with linear steps.
class IdTable {
  public:
    // The place of the value, made with `otherwise` when the hash is new.
    std::uint32_t& at(std::uint64_t hash, std::uint32_t otherwise, bool& is_new) {
        if ((count_ + 1) * 10 > hashes_.size() * 7) grow();
        std::size_t slot = find_slot(hash);
        is_new = hashes_[slot] == 0;
        if (is_new) {
            hashes_[slot] = hash;
            values_[slot] = otherwise;
            ++count_;
        }
        return values_[slot];
    }
    std::uint32_t* find(std::uint64_t hash) {
        if (hashes_.empty()) return nullptr;
        const std::size_t slot = find_slot(hash);
        return hashes_[slot] == 0 ? nullptr : &values_[slot];
    }
    const std::uint32_t* find(std::uint64_t hash) const {
        return const_cast<IdTable*>(this)->find(hash);
    }
    bool has(std::uint64_t hash) const { return find(hash) != nullptr; }
    void put(std::uint64_t hash, std::uint32_t value) {
        bool is_new = false;
        at(hash, value, is_new) = value;
    }
    std::size_t size() const { return count_; }

  private:
    std::size_t find_slot(std::uint64_t hash) const {
        const std::size_t mask = hashes_.size() - 1;
        std::size_t slot = static_cast<std::size_t>(hash) & mask;
        while (hashes_[slot] != 0 && hashes_[slot] != hash) slot = (slot + 1) & mask;
        return slot;
    }
    void grow() {
        const std::size_t size = hashes_.empty() ? 64 : hashes_.size() * 2;
        std::vector<std::uint64_t> old_hashes(size, 0);
        std::vector<std::uint32_t> old_values(size, 0);
        old_hashes.swap(hashes_);
        old_values.swap(values_);
        for (std::size_t i = 0; i < old_hashes.size(); ++i) {
            if (old_hashes[i] == 0) continue;
            const std::size_t slot = find_slot(old_hashes[i]);
            hashes_[slot] = old_hashes[i];
            values_[slot] = old_values[i];
        }
    }

    std::vector<std::uint64_t> hashes_;
    std::vector<std::uint32_t> values_;
    std::size_t count_ = 0;
};

}  // namespace rapport::roster
