#include "design/search/titles.hpp"

namespace rapport::search {

namespace {
constexpr Title all[] = {
    {"coach", "technology coach"},
    {"coach", "tech coach"},
    {"coach", "instructional technology coach"},
    {"coach", "itc"},
    {"coach", "technology integrator"},
    {"coach", "technology integration specialist"},
    {"coach", "technology integration coach"},
    {"coach", "technology integration facilitator"},
    {"coach", "tis"},
    {"coach", "instructional technology facilitator"},
    {"coach", "itf"},
    {"coach", "instructional technology resource teacher"},
    {"coach", "itrt"},
    {"coach", "instructional technologist"},
    {"coach", "instructional technology coordinator"},
    {"coach", "instructional technology specialist"},
    {"coach", "digital learning coach"},
    {"coach", "digital learning facilitator"},
    {"coach", "dlf"},
    {"coach", "e coach"},
    {"coach", "ecoach"},
    {"coach", "learning technology coach"},
    {"coach", "academic it coordinator"},
    {"coach", "innovation coach"},
    {"coach", "technology helping teacher"},
    {"coach", "technology and learning coordinator"},
    {"coach", "technology learning coordinator"},
    {"coach", "21st century literacy specialist"},
    {"coach", "teacher on special assignment"},
    {"coach", "tosa"},
    {"lead", "instructional technology lead teacher"},
    {"lead", "itlt"},
    {"lead", "site technologist"},
    {"lead", "technology champion"},
    {"lead", "technology ambassador"},
    {"librarian", "library media specialist"},
    {"librarian", "teacher librarian"},
    {"librarian", "school librarian"},
};
}  // namespace

std::span<const Title> titles() { return all; }

}  // namespace rapport::search
