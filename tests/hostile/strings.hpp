// Text that broke something somewhere: ours, and the public list of naughty strings where the
// folder with shared data is there.
#pragma once

#include <string>
#include <vector>

namespace rapport::test {

// Marks, scripts, formulas, headers, placeholders, invisible letters, very long words.
const std::vector<std::string>& own_strings();
// Markup that runs a script where one text is not escaped.
const std::vector<std::string>& probes();
// The public list; empty where it is absent, which is printed once.
const std::vector<std::string>& naughty_strings();
// All of them, one after another.
std::vector<std::string> hostile_strings();

}  // namespace rapport::test
