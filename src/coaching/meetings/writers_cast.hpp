// For tests: somebody who types into a text whatever comes, each time a word nobody has typed
// before, and takes nothing out.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "kernel/id/random.hpp"

namespace rapport::meetings::cast {

class Typist {
  public:
    explicit Typist(Random& random) : random_(random) {}

    std::string typed_into(const std::string& text) {
        const std::string word = "<w" + std::to_string(words_.size()) + ">";
        words_.push_back(word);
        std::vector<std::string> lines = lines_of(text);
        const std::size_t at = lines.empty() ? 0 : random_.number() % (lines.size() + 1);
        const std::size_t way = random_.number() % 3;
        if (way == 0 || at >= lines.size()) {
            lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), word);
        } else {  // Into a line that is there, at its beginning or its end.
            lines[at] = way == 1 ? word + " " + lines[at] : lines[at] + " " + word;
        }
        std::string whole;
        for (const std::string& line : lines) whole += line + "\n";
        return whole;
    }
    const std::vector<std::string>& words() const { return words_; }

  private:
    static std::vector<std::string> lines_of(const std::string& text) {
        std::vector<std::string> lines;
        for (std::size_t begin = 0; begin < text.size();) {
            const auto end = std::min(text.find('\n', begin), text.size());
            lines.push_back(text.substr(begin, end - begin));
            begin = end + 1;
        }
        return lines;
    }
    Random& random_;
    std::vector<std::string> words_;
};

}  // namespace rapport::meetings::cast
