#include "kernel/http/encoding.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <deque>
#include <vector>

#include "kernel/http/escape.hpp"

namespace rapport::http {

namespace {

constexpr int level = 1;
constexpr int window_of_16k_with_gzip_head = 14 + 16;
constexpr int memory_level = 7;
constexpr std::size_t spare_max = 8;

// "q=0", "q=0.000": by RFC 9110 the one way to say no.
bool is_refusal(std::string_view weight) {
    weight = without_blanks(weight);
    if (weight.size() < 3 || !is_same_word(weight.substr(0, 2), "q=")) return false;
    return std::all_of(weight.begin() + 2, weight.end(),
                       [](char c) { return c == '0' || c == '.'; });
}

}  // namespace

bool accepts_gzip(std::string_view header) {
    while (!header.empty()) {
        auto weight = cut(header, ',');
        const auto name = without_blanks(cut(weight, ';'));
        if (is_same_word(name, "gzip") || is_same_word(name, "x-gzip")) return !is_refusal(weight);
    }
    return false;
}

bool is_worth_compressing(std::string_view content_type) {
    constexpr std::array kinds{"text/", "application/json", "application/problem+json",
                               "application/javascript", "image/svg+xml"};
    return std::any_of(kinds.begin(), kinds.end(), [&](std::string_view kind) {
        return content_type.substr(0, kind.size()) == kind;
    });
}

// What zlib works in. It is zeroed after every page: a page may hold what somebody wrote in
// confidence, and a stream waits for the next page for hours.
class ZlibRooms {
  public:
    static void* room(void* rooms, unsigned count, unsigned size) {
        auto& all = static_cast<ZlibRooms*>(rooms)->rooms_;
        all.emplace_back(std::size_t{count} * size, '\0');
        return all.back().data();
    }
    static void keep(void*, void*) {}  // They go together, with the stream.
    // All but the first, which is the stream's own state.
    void wipe() {
        for (std::size_t i = 1; i < rooms_.size(); ++i) {
            std::fill(rooms_[i].begin(), rooms_[i].end(), '\0');
        }
    }

  private:
    std::deque<std::vector<char>> rooms_;
};

struct Gzip::Stream {
    ZlibRooms rooms;
    z_stream z = {};
    bool is_good = false;
    Stream() {
        z.zalloc = ZlibRooms::room;
        z.zfree = ZlibRooms::keep;
        z.opaque = &rooms;
        is_good = deflateInit2(&z, level, Z_DEFLATED, window_of_16k_with_gzip_head, memory_level,
                               Z_DEFAULT_STRATEGY) == Z_OK;
    }
    ~Stream() { deflateEnd(&z); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
};

Gzip::Gzip() = default;
Gzip::~Gzip() = default;

std::string Gzip::compressed(std::string_view plain) {
    std::unique_ptr<Stream> stream;
    {
        const std::lock_guard lock(mutex_);
        if (!spare_.empty()) {
            stream = std::move(spare_.back());
            spare_.pop_back();
        }
    }
    if (!stream) stream = std::make_unique<Stream>();
    auto& z = stream->z;
    if (!stream->is_good || deflateReset(&z) != Z_OK) return "";
    std::string out(deflateBound(&z, plain.size()), '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    z.avail_in = static_cast<uInt>(plain.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    if (deflate(&z, Z_FINISH) != Z_STREAM_END) return "";
    out.resize(z.total_out);
    stream->rooms.wipe();
    const std::lock_guard lock(mutex_);
    if (spare_.size() < spare_max) spare_.push_back(std::move(stream));
    return out;
}

}  // namespace rapport::http
