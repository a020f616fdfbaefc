// Requests as the API says them.
#pragma once

#include <boost/json/object.hpp>

#include "coaching/requests/requests_store.hpp"

namespace rapport::requests {

boost::json::object to_json(const RequestLine&, const locale::Speech&);
boost::json::object to_json(const store::Step&, const RequestLine&, const locale::Speech&);

}  // namespace rapport::requests
