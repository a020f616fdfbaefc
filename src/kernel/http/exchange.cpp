#include "kernel/http/exchange.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "kernel/http/escape.hpp"

namespace rapport::http {

namespace {

// Large enough that a hop to a worker is nothing beside the disk, small enough to stand in memory.
constexpr std::size_t spool_bytes = 256 * 1024;

// All bodies in memory together: two thousand strangers with a megabyte each must not be taken in.
constexpr std::size_t body_bytes_max = 64 * 1024 * 1024;

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool is_form(std::string_view content_type) {
    const auto kind = without_blanks(content_type.substr(0, content_type.find(';')));
    return is_same_word(kind, "application/x-www-form-urlencoded");
}

std::string sentence_of(int status, const std::string& id) {
    std::string text = std::to_string(status) + " " + std::string(reason(status)) + "\n";
    return id.empty() ? text : text + id + "\n";
}

}  // namespace

Exchange::Step Exchange::take(std::string_view& bytes) {
    if (stage_ == Stage::body) return take_body(bytes);
    // What does not begin like a request (TLS on the wrong port) need not be waited for.
    if (bytes.empty()) return Step::read_on;
    if (!is_letter(bytes.front())) return refuse(400);
    const auto head_max = site_.limits.head_max;
    const auto end = bytes.find("\r\n\r\n", scanned_ < 3 ? 0 : scanned_ - 3);
    if (end == bytes.npos) {
        scanned_ = bytes.size();
        return scanned_ < head_max ? Step::read_on : refuse(431);
    }
    if (end + 4 > head_max) return refuse(431);
    if (const int status = parse_head(bytes.substr(0, end + 4), request_, framing_)) {
        return refuse(status);
    }
    bytes.remove_prefix(end + 4);
    if (const int status = begin_body()) return refuse(status);
    is_continue_due_ = framing_.is_waiting_for_continue && framing_.has_body() &&
                       !framing_.is_version_10 && bytes.empty();
    return take_body(bytes);
}

int Exchange::begin_body() {
    stage_ = Stage::body;
    if (!framing_.has_body()) return 0;
    auto boundary = boundary_of(request_.header("content-type"));
    const std::size_t upload_max =
        boundary.empty() || !site_.upload_max ? 0 : site_.upload_max(request_.path);
    is_upload_ = upload_max > 0;
    const auto size_max =
        is_upload_ ? std::min(upload_max, site_.limits.upload_max) : site_.limits.body_max;
    body_ = Body(framing_, size_max);
    if (!boundary.empty()) {
        MultipartLimits limits;
        limits.text_max = site_.limits.body_max;
        if (!is_upload_) limits.files_max = 0;
        multipart_.emplace(std::move(boundary), limits, site_.upload_folder);
    }
    return framing_.length > size_max ? 413 : 0;
}

Exchange::Step Exchange::take_body(std::string_view& bytes) {
    const auto state = body_.take(bytes, request_.body);
    count_memory();
    if (state == Body::State::whole) return Step::respond;
    if (state == Body::State::too_large) return refuse(413);
    if (state == Body::State::broken) return refuse(400);
    if (site_.body_bytes > body_bytes_max) return refuse(503);
    return is_upload_ && request_.body.size() >= spool_bytes ? Step::spool : Step::read_on;
}

void Exchange::count_memory() {
    site_.body_bytes += request_.body.size() - counted_;  // Modulo arithmetic: may go down too.
    counted_ = request_.body.size();
}

void Exchange::give_back_memory() {
    if (counted_ > 0) site_.body_bytes -= std::exchange(counted_, 0);
}

bool Exchange::take_continue() { return std::exchange(is_continue_due_, false); }

Exchange::Step Exchange::refuse(int status) {
    answer_.begin(plain(status, sentence_of(status, "")), request_.method, After::close);
    return Step::refuse;
}

void Exchange::refuse_as_busy() {
    auto response = plain(503, sentence_of(503, ""));
    response.header("Retry-After", "1");
    answer_.begin(std::move(response), request_.method,
                  framing_.is_kept_alive && stage_ == Stage::body && !is_upload_ ? After::keep_open
                                                                                 : After::close);
}

bool Exchange::spool() {
    const int status = feed_multipart();
    if (status != 0) refuse(status);
    return status == 0;
}

void Exchange::respond(const std::string& peer) {
    request_.id = next_id();
    request_.peer = peer;
    auto response = produce();
    const auto after = framing_.is_kept_alive && !site_.is_draining.load(std::memory_order_relaxed)
                           ? After::keep_open
                           : After::close;
    try {
        encode(response, request_, site_.gzip);
        answer_.begin(std::move(response), request_.method, after);
    } catch (const std::exception& fault) {
        spdlog::error("request {}: {}", request_.id, fault.what());
        answer_.begin(plain(500, sentence_of(500, request_.id)), request_.method, after);
    }
    remove_uploads(request_.uploads);
}

// The last net. Whoever is above the server answers faults with a page of its own.
Response Exchange::produce() {
    try {
        if (const int status = fill_form()) return plain(status, sentence_of(status, request_.id));
        return site_.handler(request_);
    } catch (const std::exception& fault) {
        spdlog::error("request {}: {}", request_.id, fault.what());
    } catch (...) {
        spdlog::error("request {}: a fault without a name", request_.id);
    }
    return plain(500, sentence_of(500, request_.id));
}

int Exchange::fill_form() {
    if (multipart_) {
        if (const int status = feed_multipart()) return status;
        if (multipart_->feed("") != Multipart::State::whole) return 400;  // Cut off.
        multipart_->hand_over(request_);
    } else if (framing_.has_body() && is_form(request_.header("content-type"))) {
        auto form = Fields::parse_form(request_.body);
        if (!form) return 400;
        request_.form = std::move(*form);
    }
    return 0;
}

int Exchange::feed_multipart() {
    int status = 0;
    try {
        switch (multipart_->feed(request_.body)) {
            case Multipart::State::reading:
            case Multipart::State::whole:
                break;
            case Multipart::State::broken:
                status = 400;
                break;
            case Multipart::State::too_much:
                status = 413;
                break;
            case Multipart::State::file_not_taken:
                status = 415;
                break;
        }
    } catch (const std::exception& fault) {
        spdlog::error("upload: {}", fault.what());
        status = 507;
    }
    request_.body.clear();
    return status;
}

std::string Exchange::next_id() {
    static constexpr char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
    std::string id;
    for (auto number = site_.next_id.fetch_add(1, std::memory_order_relaxed); number != 0;
         number /= 32) {
        id += letters[number % 32];
    }
    std::reverse(id.begin(), id.end());
    return site_.id_prefix + "-" + id;
}

void Exchange::end() {
    give_back_memory();
    stage_ = Stage::head;
    scanned_ = 0;
    { const Request gone = std::exchange(request_, {}); }  // Assigning alone would keep its body.
    framing_ = {};
    body_ = {};
    multipart_.reset();
    is_upload_ = false;
    is_continue_due_ = false;
    answer_.clear();
}

}  // namespace rapport::http
