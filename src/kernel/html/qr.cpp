#include "kernel/html/qr.hpp"

#include <qrencode.h>

#include <memory>

namespace rapport {

SafeHtml make_safe_html(std::string);

namespace html {

SafeHtml qr_picture(std::string_view text) {
    const std::string copy(text);
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(copy.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
    must(code != nullptr, "a text too long for a QR code");
    const int width = code->width;
    const std::string size = std::to_string(width + 8);
    std::string svg = "<svg class=\"qr\" role=\"img\" aria-label=\"QR\" viewBox=\"0 0 " + size +
                      " " + size + "\"><rect width=\"" + size + "\" height=\"" + size +
                      "\" fill=\"#fff\"/><path fill=\"#000\" d=\"";
    for (int y = 0; y < width; ++y) {
        for (int x = 0; x < width; ++x) {
            if ((code->data[y * width + x] & 1) == 0) continue;
            svg += "M" + std::to_string(x + 4) + " " + std::to_string(y + 4) + "h1v1h-1z";
        }
    }
    return make_safe_html(svg + "\"/></svg>");
}

}  // namespace html
}  // namespace rapport
