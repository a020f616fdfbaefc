// A count for programs: null where it is withheld. Inside programme only.
#pragma once

#include <boost/json.hpp>

#include "insight/programme/programme.hpp"

namespace rapport::programme {

inline boost::json::value value_of(const Shown& shown) {
    return shown ? boost::json::value(*shown) : nullptr;
}

}  // namespace rapport::programme
