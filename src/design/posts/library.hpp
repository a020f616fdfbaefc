// The library: duties of technology coaches in our own words, to be taken into a job description
// with one tap, and templates of whole posts made of them. Their words stand in the catalogue, in
// each language; what is taken becomes the district's own and is reworded as it likes.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "design/posts/posts.hpp"

namespace rapport::posts::library {

struct Entry {
    std::string_view code;  // Its words: the sentence "duty." + code.
    Place place = Place::building;
    std::string_view heading;
    bool is_essential = false;
    std::string_view kinds;      // Shipped codes of kinds of help: "1c,1d".
    std::string_view standards;  // Codes of the coaches' standards of 2024: "4.3.d,4.4.a".
};
std::span<const Entry> all();
const Entry* find(std::string_view code);

// As a duty in the reader's language; the district's own kinds of help stand for the shipped codes.
TypedDuty duty_of(const Entry&, const std::vector<kinds::Kind>&, const locale::Speech&);

// Best first; all of them while nothing is typed. Forgives a slip, cares for no accents, and knows
// the words of both languages.
std::vector<const Entry*> search(std::string_view typed, const locale::Speech&);

// A template of a post: duties with their shares, which come to 100.
struct Part {
    std::string_view duty;
    int share = 0;
};
struct Model {
    std::string_view code;  // "model." + code, "model_purpose." + code.
    std::span<const Part> parts;
};
std::span<const Model> models();
const Model* find_model(std::string_view code);

}  // namespace rapport::posts::library
