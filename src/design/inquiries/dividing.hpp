// Which words of a letter answer which question: people answer below each question, with its
// number, or all at once. What is found is a suggestion, and a person looks it over. Inside
// inquiries only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "design/inquiries/inquiries.hpp"

namespace rapport::inquiries {

// By question; "" where nothing was found, for each of them where nothing tells what belongs to
// what.
std::vector<std::string> divided(const std::vector<Question>&, std::string_view letter);

}  // namespace rapport::inquiries
