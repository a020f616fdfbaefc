// Reads the files of sentences, <slice>.<language>.txt, for both build tools.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace catalogue {

struct Entry {
    std::string key, sentence;
    std::string file;  // As error messages name it.
    std::size_t line = 0;
};

// All entries of a language ("en"), sorted by key. What is wrong is added to `mistakes` as
// "file:line:1: error: sentence", one a line.
std::vector<Entry> read_all(const std::string& root, std::string_view language,
                            std::string& mistakes);

}  // namespace catalogue
