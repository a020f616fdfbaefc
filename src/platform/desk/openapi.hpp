// The OpenAPI 3.1 document, from the same table that serves the routes.
#pragma once

#include <string>
#include <vector>

#include "platform/desk/desk.hpp"

namespace rapport::desk {

boost::json::object openapi_document(const std::vector<Route>& routes);
std::string openapi(const std::vector<Route>& routes);  // The same as text.

}  // namespace rapport::desk
