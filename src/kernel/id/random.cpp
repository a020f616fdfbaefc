#include "kernel/id/random.hpp"

#include <sodium.h>

#include <algorithm>
#include <vector>

#include "kernel/check.hpp"

namespace rapport {

std::uint64_t Random::number() {
    std::array<std::uint8_t, 8> bytes;
    fill(bytes);
    std::uint64_t number = 0;
    for (const std::uint8_t byte : bytes) number = (number << 8) | byte;
    return number;
}

// Four bytes that a thousand ids have in common, and twelve of their own.
std::array<std::uint8_t, 16> Random::id_bytes() {
    constexpr int ids_in_area = 1'000;
    std::array<std::uint8_t, 16> bytes;
    fill(bytes);
    const std::lock_guard lock(mutex_);
    if (left_in_area_ == 0) {
        fill(area_);
        left_in_area_ = ids_in_area;
    }
    --left_in_area_;
    std::ranges::copy(area_, bytes.begin());
    return bytes;
}

std::string Random::token(int bytes) {
    must(bytes > 0, "a token of no bytes");
    std::vector<std::uint8_t> raw(static_cast<std::size_t>(bytes));
    fill(raw);
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(raw.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), raw.data(), raw.size(), variant);
    text.pop_back();  // The terminating zero that libsodium counts.
    return text;
}

SystemRandom::SystemRandom() { must(sodium_init() >= 0, "libsodium did not start"); }

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
    randombytes_buf(bytes.data(), bytes.size());
}

// SplitMix64 (Steele, Lea, Flood 2014): one word of state, every seed is a good one.
struct SeededRandom::State {
    explicit State(std::uint64_t seed) : word(seed) {}
    std::uint64_t next() {
        word += 0x9e3779b97f4a7c15u;
        std::uint64_t mixed = word;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
        return mixed ^ (mixed >> 31);
    }
    std::mutex mutex;
    std::uint64_t word;
};

SeededRandom::SeededRandom(std::uint64_t seed) : state_(std::make_unique<State>(seed)) {}

SeededRandom::~SeededRandom() = default;

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
    const std::lock_guard lock(state_->mutex);
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i % 8 == 0) word = state_->next();
        bytes[i] = static_cast<std::uint8_t>(word);
        word >>= 8;
    }
}

}  // namespace rapport
