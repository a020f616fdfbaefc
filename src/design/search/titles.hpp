// What the same work is called elsewhere (practice.md 1.1; kimcofino.com 2009/08/16,
// talktechwithme.com 2021/11/30, donnatheteacher.blogspot.com 2011). Whoever looks for one title of
// a group finds the others as well. "Ed tech" is none of them: in Maine that is an educational
// technician, who is no coach.
#pragma once

#include <span>
#include <string_view>

namespace rapport::search {

struct Title {
    std::string_view group;   // Whose work it is.
    std::string_view folded;  // As text::folded writes it, in the singular.
};
std::span<const Title> titles();

}  // namespace rapport::search
