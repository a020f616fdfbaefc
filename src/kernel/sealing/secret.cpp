// Where secrets live. Locking and fencing pages asks the kernel six times for each, which a page of
// two hundred keys would feel; so a hundred and twenty-eight share one fenced page.
#include <sodium.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "kernel/check.hpp"
#include "kernel/sealing/sealing.hpp"

namespace rapport::sealing {

namespace {

constexpr std::size_t secrets_a_page = 128;

// Rooms of 32 bytes in locked pages. A page is kept for the next secrets, empty and zeroed.
class Rooms {
  public:
    std::uint8_t* take() {
        const std::lock_guard lock(mutex_);
        if (free_.empty()) add_page();
        std::uint8_t* room = free_.back();
        free_.pop_back();
        return room;
    }
    void give_back(std::uint8_t* room) {
        sodium_memzero(room, secret_bytes);
        const std::lock_guard lock(mutex_);
        free_.push_back(room);
    }

  private:
    void add_page() {
        must(sodium_init() >= 0, "libsodium did not start");  // Whoever comes first.
        auto* page = static_cast<std::uint8_t*>(sodium_allocarray(secrets_a_page, secret_bytes));
        if (page == nullptr) throw std::runtime_error("no locked memory for a secret");
        rooms_ += secrets_a_page;
        free_.reserve(rooms_);  // So that giving back never needs memory.
        for (std::size_t i = 0; i < secrets_a_page; ++i) free_.push_back(page + i * secret_bytes);
    }

    std::mutex mutex_;
    std::vector<std::uint8_t*> free_;
    std::size_t rooms_ = 0;
};

// Never destroyed: secrets of the whole program's life are given back after everything else.
Rooms& rooms() {
    static Rooms* const all = std::make_unique<Rooms>().release();
    return *all;
}

}  // namespace

void Secret::Wipe::operator()(std::uint8_t* room) const { rooms().give_back(room); }

Secret::Secret() : bytes_(rooms().take()) {}

Secret Secret::filled(const std::function<void(std::uint8_t*)>& fill) {
    Secret made;
    fill(made.bytes_.get());
    return made;
}

Secret Secret::random() {
    return filled([](std::uint8_t* room) { randombytes_buf(room, secret_bytes); });
}

Secret Secret::of(std::span<const std::uint8_t, secret_bytes> bytes) {
    return filled([&](std::uint8_t* room) { std::copy(bytes.begin(), bytes.end(), room); });
}

std::span<const std::uint8_t, secret_bytes> Secret::bytes() const {
    return std::span<const std::uint8_t, secret_bytes>(bytes_.get(), secret_bytes);
}

}  // namespace rapport::sealing
