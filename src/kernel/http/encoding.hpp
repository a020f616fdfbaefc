// gzip for those who ask. A page is compressed while it is answered, so the level is the cheapest;
// assets come compressed from the build.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace rapport::http {

// True when an Accept-Encoding header takes gzip ("gzip;q=0" does not).
bool accepts_gzip(std::string_view accept_encoding);

// True for kinds of content that shrink: text, JSON, JavaScript, SVG, calendars.
bool is_worth_compressing(std::string_view content_type);

// Keeps the compressors between uses; each takes about 200 kB. Safe to call from several threads.
class Gzip {
  public:
    Gzip();
    ~Gzip();
    // Empty when it cannot be done; the plain body then goes out.
    std::string compressed(std::string_view);

  private:
    struct Stream;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Stream>> spare_;
};

}  // namespace rapport::http
