// What was read of a bundle, as text that waits in the database until somebody brings it in. Pieces
// of about 256 KiB, each a JSON array of rows, so that a big district is never in memory twice.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "platform/roster/incoming.hpp"

namespace rapport::roster {

void stage(const Incoming&, const std::function<void(const std::string& body)>& put);

class Unstager {
  public:
    void take(std::string_view body);  // In the order they were put.
    Incoming finish() { return std::move(incoming_); }

  private:
    Incoming incoming_;
};

}  // namespace rapport::roster
