// A look as JSON: for programs, and for `rapport import timetable --report json`.
#pragma once

#include <boost/json/fwd.hpp>

#include "platform/timetables/import.hpp"

namespace rapport::timetables {

boost::json::object look_json(const Look&, const locale::Speech&);

}  // namespace rapport::timetables
