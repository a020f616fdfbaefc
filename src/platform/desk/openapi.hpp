// The OpenAPI 3.1 document, from the same table that serves the routes.
#pragma once

#include <string>
#include <vector>

#include "platform/desk/desk.hpp"

namespace rapport::desk {

std::string openapi(const std::vector<Route>& routes);

}  // namespace rapport::desk
