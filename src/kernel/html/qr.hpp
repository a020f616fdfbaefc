// A QR code as inline SVG, for a phone's camera.
#pragma once

#include <string_view>

#include "kernel/html/html.hpp"

namespace rapport::html {

// At most 300 bytes of text; a Bug beyond. Black modules on the paper colour, with a quiet zone.
SafeHtml qr_picture(std::string_view text);

}  // namespace rapport::html
