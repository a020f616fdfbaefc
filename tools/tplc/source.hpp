// The text of a template, places in it, and what is wrong with it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tplc {

inline bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

struct Place {
    std::size_t line = 1, column = 1;  // Columns count characters, not bytes.
};

class Source {
  public:
    Source() = default;
    Source(std::string path, std::string text);
    const std::string& path() const { return path_; }
    const std::string& text() const { return text_; }
    Place place(std::size_t offset) const;
    std::size_t line_count() const { return line_starts_.size(); }
    std::size_t line_start(std::size_t line) const { return line_starts_[line]; }  // From 0.

  private:
    std::string path_, text_;
    std::vector<std::size_t> line_starts_;
};

// Everything that is wrong, each as "file:line:column: error: sentence".
class Complaints {
  public:
    explicit Complaints(const Source& source) : source_(source) {}
    void at(std::size_t offset, std::string_view sentence);
    bool is_empty() const { return text_.empty(); }
    const std::string& text() const { return text_; }

  private:
    const Source& source_;
    std::string text_;
    std::vector<std::string> said_;
};

std::optional<std::string> read_file(const std::string& path);
// Leaves the file alone when it already holds this, so that nothing is compiled again in vain.
bool write_if_changed(const std::string& path, std::string_view text);

}  // namespace tplc
