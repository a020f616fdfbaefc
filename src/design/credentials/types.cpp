// The types of credentials the program knows, from practice.md 8.4. How long one holds is said only
// where its issuer's own words were found; elsewhere the paper says it.
#include <algorithm>

#include "design/credentials/credentials.hpp"

namespace rapport::credentials {

const std::vector<Type>& types() {
    static const std::vector<Type> all{
        {"iste_certified", "ISTE", "https://iste.org/", {{"3 years", 36}}},
        {"iste_leader", "ISTE", "https://iste.org/", {{"2 years", 24}}},
        {"google_educator",
         "Google for Education",
         "https://edu.google.com/",
         {{"24 months", 24}, {"36 months", 36}}},
        {"google_trainer", "Google for Education", "https://edu.google.com/", {{"1 year", 12}}},
        {"google_coach", "Google for Education", "https://edu.google.com/", {{"2020"}}},
        {"apple_coach", "Apple", "https://www.apple.com/education/", {{"2022"}}},
        {"microsoft_expert",
         "Microsoft",
         "https://learn.microsoft.com/training/educator-center/",
         {{""}}},
        {"cetl", "CoSN", "https://www.cosn.org/", {{""}}},
        {"national_board",
         "National Board for Professional Teaching Standards",
         "https://www.nbpts.org/",
         {{""}}},
        {"leading_edge",
         "Leading Edge Certification",
         "https://leadingedgecertification.org/",
         {{""}}},
        {"maine_680",
         "Maine Department of Education",
         "https://www.maine.gov/doe/cert",
         {{"Chapter 115"}}},
        {"georgia_it",
         "Georgia Professional Standards Commission",
         "https://www.gapsc.com/",
         {{""}}},
        {"georgia_tsc",
         "Georgia Professional Standards Commission",
         "https://www.gapsc.com/",
         {{""}}},
        {"carolina_077",
         "North Carolina Department of Public Instruction",
         "https://www.dpi.nc.gov/",
         {{""}}},
        {"carolina_079",
         "North Carolina Department of Public Instruction",
         "https://www.dpi.nc.gov/",
         {{""}}},
    };
    return all;
}

const Type* find_type(std::string_view code) {
    const auto at = std::ranges::find(types(), code, &Type::code);
    return at == types().end() ? nullptr : &*at;
}

}  // namespace rapport::credentials
