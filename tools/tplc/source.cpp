#include "source.hpp"

#include <algorithm>
#include <cstdio>

namespace tplc {

Source::Source(std::string path, std::string text)
    : path_(std::move(path)), text_(std::move(text)), line_starts_{0} {
    for (std::size_t at = 0; at < text_.size(); ++at) {
        if (text_[at] == '\n') line_starts_.push_back(at + 1);
    }
}

Place Source::place(std::size_t offset) const {
    const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
    const std::size_t start = *std::prev(after);
    Place place{.line = static_cast<std::size_t>(after - line_starts_.begin()), .column = 1};
    for (std::size_t at = start; at < offset && at < text_.size(); ++at) {
        if ((static_cast<unsigned char>(text_[at]) & 0xc0) != 0x80) ++place.column;
    }
    return place;
}

void Complaints::at(std::size_t offset, std::string_view sentence) {
    const Place place = source_.place(offset);
    std::string line = source_.path() + ":" + std::to_string(place.line) + ":" +
                       std::to_string(place.column) + ": error: " + std::string(sentence) + "\n";
    if (std::find(said_.begin(), said_.end(), line) != said_.end()) return;
    text_ += line;
    said_.push_back(std::move(line));
}

std::optional<std::string> read_file(const std::string& path) {
    std::FILE* const file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) return std::nullopt;
    std::string text;
    char buffer[16384];
    std::size_t got = 0;
    while ((got = std::fread(buffer, 1, sizeof buffer, file)) > 0) text.append(buffer, got);
    const bool is_bad = std::ferror(file) != 0;
    std::fclose(file);
    if (is_bad) return std::nullopt;
    return text;
}

bool write_if_changed(const std::string& path, std::string_view text) {
    const auto before = read_file(path);
    if (before && *before == text) return true;
    std::FILE* const file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) return false;
    const bool is_written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    return std::fclose(file) == 0 && is_written;
}

}  // namespace tplc
