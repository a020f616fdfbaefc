// Where everybody arrives, and how the program says that it is well.
#pragma once

#include "platform/desk/desk.hpp"

namespace rapport::home {

void mount_home(desk::Routes&);

}  // namespace rapport::home
