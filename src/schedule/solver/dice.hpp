// Chance for the search: small, quick, and the same on every machine. Not for secrets.
#pragma once

#include <cstdint>

namespace rapport::solver {

class Dice {  // splitmix64.
  public:
    explicit Dice(std::uint64_t seed)
        : state_(seed * 0x9e3779b97f4a7c15ull + 0x632be59bd9b4e019ull) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15ull;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
        return z ^ (z >> 31);
    }
    // 0 … count − 1; 0 when count is 0.
    int below(int count) {
        const auto wide = (next() >> 32) * static_cast<std::uint64_t>(count);
        return static_cast<int>(wide >> 32);
    }
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }  // [0, 1)
    bool happens(double chance) { return unit() < chance; }

  private:
    std::uint64_t state_;
};

}  // namespace rapport::solver
