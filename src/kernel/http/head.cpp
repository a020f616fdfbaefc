#include "kernel/http/head.hpp"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/field.hpp>
#include <charconv>

#include "kernel/http/escape.hpp"
#include "kernel/text/ascii.hpp"

namespace rapport::http {

namespace {

namespace beast = boost::beast;
using beast::error_code;
using beast::http::field;

constexpr std::size_t target_max = 8 * 1024;
constexpr std::size_t headers_max = 128;

Method method_of(std::string_view name) {
    for (const auto method :
         {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::del}) {
        if (text(method) == name) return method;
    }
    return Method::other;
}

std::string_view view_of(beast::string_view text) { return {text.data(), text.size()}; }

// Takes what Beast finds straight into our Request, without a copy in Beast's own containers.
class Reader final : public beast::http::basic_parser<true> {
  public:
    Reader(Request& request, Framing& framing) : request_(request), framing_(framing) {
        skip(true);  // The body is framed by body.cpp.
    }

    int read(std::string_view head) {
        header_limit(static_cast<std::uint32_t>(head.size()));
        error_code ec;
        put({head.data(), head.size()}, ec);
        if (status_ != 0) return status_;
        if (ec == beast::http::error::bad_version) return 505;
        if (ec || !is_header_done()) return 400;
        framing_.is_kept_alive = keep_alive();
        return verdict();
    }

  private:
    void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target,
                         int version, error_code& ec) override {
        request_.method = method_of(view_of(method));
        framing_.is_version_10 = version < 11;
        if (target.size() > target_max) return refuse(414, ec);
        auto parsed = http::parse_target(view_of(target));
        if (!parsed) return refuse(400, ec);
        request_.target = view_of(target);
        request_.path = std::move(parsed->path);
        request_.query = std::move(parsed->query);
    }

    void on_field_impl(field name, beast::string_view name_text, beast::string_view value_text,
                       error_code& ec) override {
        const auto value = view_of(value_text);
        if (request_.headers.size() == headers_max) return refuse(431, ec);
        if (name == field::host) ++hosts_;
        if (name == field::content_length && !take_length(value)) return refuse(400, ec);
        if (name == field::transfer_encoding) {
            if (framing_.is_chunked || lengths_ > 0) return refuse(400, ec);
            if (!is_same_word(value, "chunked")) return refuse(501, ec);
            framing_.is_chunked = true;
        }
        if (name == field::expect) {
            if (!is_same_word(value, "100-continue")) return refuse(417, ec);
            framing_.is_waiting_for_continue = true;
        }
        request_.headers.emplace_back(text::lower_ascii(view_of(name_text)), value);
    }

    bool take_length(std::string_view value) {
        const auto end = value.data() + value.size();
        const auto [stop, failure] = std::from_chars(value.data(), end, framing_.length);
        return ++lengths_ == 1 && stop == end && failure == std::errc();
    }

    int verdict() const {
        if (lengths_ > 0 && framing_.is_chunked) return 400;
        if (framing_.is_version_10) return framing_.is_chunked || hosts_ > 1 ? 400 : 0;
        return hosts_ == 1 ? 0 : 400;
    }

    void refuse(int status, error_code& ec) {
        status_ = status;
        ec = beast::http::error::bad_value;
    }

    // Nothing below happens to a request whose body is skipped.
    void on_response_impl(int, beast::string_view, int, error_code&) override {}
    void on_header_impl(error_code& ec) override { ec = {}; }
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    std::size_t on_body_impl(beast::string_view, error_code&) override { return 0; }
    void on_chunk_header_impl(std::uint64_t, beast::string_view, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view, error_code&) override {
        return 0;
    }
    void on_finish_impl(error_code& ec) override { ec = {}; }

    Request& request_;
    Framing& framing_;
    int status_ = 0;
    int hosts_ = 0;
    int lengths_ = 0;
};

// Beast joins a folded line to the one before it; other servers do not.
bool has_folded_line(std::string_view head) {
    return head.find("\n ") != head.npos || head.find("\n\t") != head.npos;
}

}  // namespace

int parse_head(std::string_view head, Request& request, Framing& framing) {
    if (has_folded_line(head)) return 400;
    return Reader(request, framing).read(head);
}

}  // namespace rapport::http
