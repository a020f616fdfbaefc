// A request as it came and a response as it goes. No session, no rights: those are platform's.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/html/html.hpp"

namespace rapport::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, other };
std::string_view text(Method);

// Fields of a form or query, in order; a name may occur often.
class Fields final : public Typed {
  public:
    Fields() = default;
    // application/x-www-form-urlencoded. At most 1,000 fields; bad UTF-8 or bad escapes give
    // nullopt.
    static std::optional<Fields> parse(std::string_view encoded);
    // The body of a form: the same, but a value may hold a NUL byte, so that a page can say so.
    static std::optional<Fields> parse_form(std::string_view encoded);

    bool is_empty() const override { return entries_.empty(); }
    std::string_view first(std::string_view name) const override;
    bool has(std::string_view name, std::string_view value) const override;
    bool has(std::string_view name) const;
    std::vector<std::string_view> all(std::string_view name) const;
    void add(std::string name, std::string value);
    const std::vector<std::pair<std::string, std::string>>& entries() const { return entries_; }

  private:
    std::vector<std::pair<std::string, std::string>> entries_;
};

struct Upload {  // One file of a multipart form.
    std::string field, file_name, content_type;
    std::string path;  // Where it lies; removed with the request.
    std::uint64_t size = 0;
};

struct Request {
    Method method = Method::get;
    std::string target;  // As sent.
    std::string path;    // Decoded, without query; always begins with '/'.
    Fields query;
    std::vector<std::pair<std::string, std::string>> headers;  // Names in lower case.
    std::string body;
    Fields form;  // Filled for form posts (urlencoded and multipart).
    std::vector<Upload> uploads;
    std::string peer;  // Address of the client, or of the proxy.
    std::string id;    // Request number for logs and error pages.

    std::string_view header(std::string_view lower_case_name) const;  // "" when absent.
    std::string_view cookie(std::string_view name) const;
};

struct Response {
    int status = 200;
    std::string content_type = "text/html; charset=utf-8";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    // Bytes that live as long as the program (what the build embeds), sent instead of `body` and
    // without a copy; `asset_gzip`, the same compressed, for those who take it.
    std::string_view asset = {};
    std::string_view asset_gzip = {};

    Response& header(std::string name, std::string value);
    Response& cookie(std::string line) { return header("Set-Cookie", std::move(line)); }
};

Response see_other(std::string location);  // 303.
Response plain(int status, std::string text);

}  // namespace rapport::http
