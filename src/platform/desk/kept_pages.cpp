#include "platform/desk/context.hpp"

namespace rapport::desk {

namespace {

constexpr std::size_t bytes_max = 8 * 1024 * 1024;
constexpr std::int64_t minute_ms = 60'000;

std::vector<std::size_t> places_of(std::string_view word, std::string_view page) {
    std::vector<std::size_t> places;
    if (word.empty()) return places;
    for (auto at = page.find(word); at != page.npos; at = page.find(word, at + word.size())) {
        places.push_back(at);
    }
    return places;
}

void put(std::string& page, const std::vector<std::size_t>& places, std::string_view word) {
    for (const std::size_t at : places) page.replace(at, word.size(), word);
}

}  // namespace

std::string KeptPages::look_of(const http::Request& request) {
    std::string look = request.target;
    for (const std::string_view name : {"cookie", "accept-language"}) {
        look += '\n';
        look += request.header(name);
    }
    return look;
}

std::optional<std::string> KeptPages::find(const std::string& look, Moment moment, Random& random,
                                           Fresh& fresh) {
    Kept kept;
    {
        const std::lock_guard lock(mutex_);
        if (version_ != moment.version) return std::nullopt;
        const auto at = kept_.find(look);
        if (at == kept_.end() || moment.now >= at->second.until) return std::nullopt;
        kept = at->second;
    }
    // Two pages with one key would be one act; one nonce or mask twice tells a listener something.
    fresh = {random.token(16), random.token(16), masked_csrf(random, kept.csrf_token)};
    put(kept.page, kept.nonces, fresh.nonce);
    put(kept.page, kept.keys, fresh.key);
    put(kept.page, kept.csrfs, fresh.csrf);
    return std::move(kept.page);
}

void KeptPages::keep(std::string look, Moment moment, const Guest& guest, const Fresh& fresh,
                     const std::string& page) {
    const Instant minute_ends{(moment.now.ms / minute_ms + 1) * minute_ms};
    Kept kept{.page = page,
              .csrf_token = guest.csrf_token,
              .until = std::min(minute_ends, guest.ends_at),
              .nonces = places_of(fresh.nonce, page),
              .keys = places_of(fresh.key, page),
              .csrfs = places_of(fresh.csrf, page)};
    const std::lock_guard lock(mutex_);
    if (version_ != moment.version || bytes_ > bytes_max) {
        kept_.clear();
        bytes_ = 0;
        version_ = moment.version;
    }
    bytes_ += look.size() + page.size();
    kept_.insert_or_assign(std::move(look), std::move(kept));
}

}  // namespace rapport::desk
