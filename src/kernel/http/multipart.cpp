#include "kernel/http/multipart.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <utility>

#include "kernel/http/escape.hpp"
#include "kernel/id/random.hpp"
#include "kernel/text/text.hpp"

namespace rapport::http {

namespace {

constexpr std::size_t boundary_max = 70;  // RFC 2046.
constexpr std::size_t file_name_max = 255;

bool starts_with_word(std::string_view text, std::string_view word) {
    return text.size() >= word.size() && is_same_word(text.substr(0, word.size()), word);
}

// The value of `name` among the parameters "; a=b; c=\"d\"". Browsers write a quote inside as %22,
// so a quoted value ends at the next quote.
std::optional<std::string_view> parameter(std::string_view text, std::string_view name) {
    for (auto at = text.find(';'); at != text.npos; at = text.find(';', at)) {
        text = without_blanks(text.substr(at + 1));
        at = 0;
        const auto equals = text.find('=');
        if (equals == text.npos) return std::nullopt;
        const bool is_wanted = is_same_word(without_blanks(text.substr(0, equals)), name);
        text.remove_prefix(equals + 1);
        const bool is_quoted = !text.empty() && text.front() == '"';
        if (is_quoted) text.remove_prefix(1);
        const auto end = std::min(text.find(is_quoted ? '"' : ';'), text.size());
        const auto value = text.substr(0, end);
        if (is_wanted) return value;
        text.remove_prefix(std::min(end + (is_quoted ? 1u : 0u), text.size()));
    }
    return std::nullopt;
}

// What browsers escape inside a name or file name (the HTML standard, "multipart/form-data").
std::string unescaped_name(std::string_view raw) {
    std::string out;
    for (std::size_t at = 0; at < raw.size(); ++at) {
        const auto three = raw.substr(at, 3);
        if (three == "%22" || three == "%0D" || three == "%0A") {
            out += three == "%22" ? '"' : three == "%0D" ? '\r' : '\n';
            at += 2;
        } else {
            out += raw[at];
        }
    }
    return out;
}

// The last part of what may be a path of either kind of system, without control characters.
std::string bare_file_name(std::string_view raw) {
    std::string name = unescaped_name(raw);
    const auto slash = name.find_last_of("/\\");
    if (slash != name.npos) name.erase(0, slash + 1);
    name.erase(std::remove_if(name.begin(), name.end(),
                              [](char c) { return static_cast<unsigned char>(c) < 0x20; }),
               name.end());
    if (name.size() <= file_name_max) return name;
    name.erase(0, name.size() - file_name_max);  // The ending says what it is.
    while (!name.empty() && (name.front() & 0xc0) == 0x80) name.erase(0, 1);
    return name;
}

bool is_clean_text(std::string_view text) {
    return text.find('\0') == text.npos && text::is_utf8(text);
}

[[noreturn]] void disk_says_no() {
    throw std::runtime_error(std::string("an upload could not be written: ") +
                             std::strerror(errno));
}

}  // namespace

std::string boundary_of(std::string_view content_type) {
    constexpr std::string_view kind = "multipart/form-data";
    if (!starts_with_word(content_type, kind)) return "";
    const auto rest = content_type.substr(kind.size());
    if (without_blanks(rest).substr(0, 1) != ";") return "";
    const auto boundary = without_blanks(parameter(rest, "boundary").value_or(""));
    const bool is_lawful =
        std::all_of(boundary.begin(), boundary.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
    return is_lawful && boundary.size() <= boundary_max ? std::string(boundary) : "";
}

Multipart::Multipart(std::string boundary, const MultipartLimits& limits, std::string folder)
    : delimiter_("\r\n--" + std::move(boundary)),
      limits_(limits),
      folder_(std::move(folder)),
      pending_("\r\n") {}  // So that the first delimiter looks like the others.

Multipart::~Multipart() {
    close_file();
    remove_uploads(uploads_);
}

bool Multipart::stop(State state) {
    state_ = state;
    close_file();
    return false;
}

Multipart::State Multipart::feed(std::string_view bytes) {
    if (state_ != State::reading) return state_;
    pending_ += bytes;
    while (step()) {
    }
    return state_;
}

// One thing decided about pending_; false when more bytes are needed or all is said.
bool Multipart::step() {
    if (part_ == Part::head) return take_part_head();
    const auto at = pending_.find(delimiter_);
    if (at == pending_.npos) {
        if (part_ == Part::preamble && pending_.size() > delimiter_.size()) {
            return stop(State::broken);
        }
        // All but what could be the beginning of a delimiter.
        const auto sure = pending_.size() - std::min(pending_.size(), delimiter_.size() - 1);
        if (part_ != Part::preamble && take_content(std::string_view(pending_).substr(0, sure))) {
            pending_.erase(0, sure);
        }
        return false;
    }
    if (part_ == Part::preamble && at != 0) return stop(State::broken);
    const auto after = at + delimiter_.size();
    if (pending_.size() < after + 2) return false;
    const auto mark = std::string_view(pending_).substr(after, 2);
    if (mark != "\r\n" && mark != "--") return stop(State::broken);
    if (!take_content(std::string_view(pending_).substr(0, at)) || !end_part()) return false;
    if (mark == "--") return stop(State::whole);
    pending_.erase(0, after + 2);
    part_ = Part::head;
    return true;
}

bool Multipart::take_part_head() {
    if (pending_.compare(0, 2, "\r\n") == 0) return stop(State::broken);  // No head at all.
    const auto end = pending_.find("\r\n\r\n");
    if (end == pending_.npos || end > limits_.part_head_max) {
        return pending_.size() > limits_.part_head_max ? stop(State::broken) : false;
    }
    if (!open_part(std::string_view(pending_).substr(0, end))) return false;
    pending_.erase(0, end + 4);
    return true;
}

bool Multipart::open_part(std::string_view head) {
    std::optional<std::string_view> name, file_name;
    std::string_view content_type = "application/octet-stream";
    while (!head.empty()) {
        const auto end = std::min(head.find("\r\n"), head.size());
        const auto line = head.substr(0, end);
        head.remove_prefix(std::min(end + 2, head.size()));
        const auto colon = std::min(line.find(':'), line.size());
        const auto value = without_blanks(line.substr(std::min(colon + 1, line.size())));
        if (is_same_word(line.substr(0, colon), "content-type")) content_type = value;
        if (!is_same_word(line.substr(0, colon), "content-disposition")) continue;
        if (!starts_with_word(value, "form-data")) return stop(State::broken);
        name = parameter(value, "name");
        file_name = parameter(value, "filename");
    }
    if (!name || !is_clean_text(*name) || !is_clean_text(file_name.value_or("")) ||
        !is_clean_text(content_type)) {
        return stop(State::broken);
    }
    name_ = unescaped_name(*name);
    text_.clear();
    part_ = file_name ? Part::file : Part::text;
    // A file input left empty is sent as a part without a file name and without bytes.
    is_file_chosen_ = file_name && !file_name->empty();
    if (form_.entries().size() + uploads_.size() >= limits_.fields_max) {
        return stop(State::too_much);
    }
    if (!is_file_chosen_) return true;
    if (limits_.files_max == 0) return stop(State::file_not_taken);
    if (uploads_.size() == limits_.files_max) return stop(State::too_much);
    open_file(*file_name, content_type);
    return true;
}

void Multipart::open_file(std::string_view file_name, std::string_view content_type) {
    Upload upload{name_, bare_file_name(file_name), std::string(content_type),
                  folder_ + "/" + SystemRandom().token(18), 0};
    file_ = ::open(upload.path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file_ < 0) disk_says_no();
    uploads_.push_back(std::move(upload));
}

bool Multipart::take_content(std::string_view bytes) {
    if (part_ == Part::preamble || bytes.empty()) return true;
    if (part_ == Part::text) {
        text_total_ += bytes.size();
        if (text_total_ > limits_.text_max) return stop(State::too_much);
        text_ += bytes;
        return true;
    }
    if (!is_file_chosen_) return stop(State::broken);
    uploads_.back().size += bytes.size();
    while (!bytes.empty()) {
        const auto written = ::write(file_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) disk_says_no();
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

bool Multipart::end_part() {
    if (part_ == Part::text) {
        if (!text::is_utf8(text_)) return stop(State::broken);
        form_.add(std::exchange(name_, {}), std::exchange(text_, {}));
    }
    close_file();
    return true;
}

void Multipart::close_file() {
    if (file_ >= 0) ::close(std::exchange(file_, -1));
}

void Multipart::hand_over(Request& request) {
    for (const auto& [name, value] : form_.entries()) request.form.add(name, value);
    request.uploads = std::exchange(uploads_, {});
}

void remove_uploads(const std::vector<Upload>& uploads) {
    for (const Upload& upload : uploads) ::unlink(upload.path.c_str());
}

}  // namespace rapport::http
