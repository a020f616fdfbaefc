// Randomness, injected: the program takes it from libsodium, tests from a seed.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>

#include "kernel/id/id.hpp"

namespace rapport {

class Random {
  public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;  // Safe to call from several threads.

    template <class IdType>
    IdType id() {
        return IdType(id_text(id_bytes()));
    }
    std::uint64_t number();             // 64 random bits.
    std::string token(int bytes = 32);  // base64url without padding, for links and cookies.

  private:
    std::array<std::uint8_t, 16> id_bytes();

    std::mutex mutex_;
    std::array<std::uint8_t, 4> area_{};  // What the ids of now begin with …
    int left_in_area_ = 0;                // … and how many more will.
};

class SystemRandom final : public Random {  // libsodium's generator.
  public:
    SystemRandom();
    void fill(std::span<std::uint8_t> bytes) override;
};

class SeededRandom final : public Random {  // The same numbers for the same seed. Tests, samples.
  public:
    explicit SeededRandom(std::uint64_t seed);
    ~SeededRandom() override;
    void fill(std::span<std::uint8_t> bytes) override;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace rapport
