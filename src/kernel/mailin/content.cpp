#include "kernel/mailin/content.hpp"

#include <algorithm>
#include <string_view>

#include "kernel/text/text.hpp"

namespace rapport::mailin {

namespace {

// What `write` puts into a stream.
template <class Write>
std::string bytes_of(Write write) {
    const Owned<GMimeStream> into(g_mime_stream_mem_new());
    write(into.get());
    const GByteArray* const bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(into.get()));
    if (bytes->len == 0) return {};
    return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

// Some say "base64" of what is none: its first line has a letter that base64 has not.
bool is_base64(std::string_view encoded) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
    encoded.remove_prefix(std::min(encoded.find_first_not_of("\r\n \t"), encoded.size()));
    const auto line = text::trimmed(encoded.substr(0, encoded.find_first_of("\r\n")));
    const auto other = line.find_first_not_of(letters);
    return other == line.npos || line.substr(0, other).ends_with('=');  // Something after its end.
}

// Reads on behind a padding: some send a text as several pieces, each padded.
std::string from_base64(const std::string& encoded) {
    gsize size = 0;
    const std::unique_ptr<guchar, decltype(&g_free)> bytes(g_base64_decode(encoded.c_str(), &size),
                                                           &g_free);
    return {reinterpret_cast<const char*>(bytes.get()), size};
}

}  // namespace

Content content_of(GMimePart* part) {
    GMimeDataWrapper* const content = g_mime_part_get_content(part);
    if (content == nullptr) return {};
    if (g_mime_data_wrapper_get_encoding(content) == GMIME_CONTENT_ENCODING_BASE64) {
        GMimeStream* const encoded = g_mime_data_wrapper_get_stream(content);
        g_mime_stream_reset(encoded);
        std::string whole =
            bytes_of([&](GMimeStream* into) { g_mime_stream_write_to_stream(encoded, into); });
        if (!is_base64(whole)) return {.bytes = std::move(whole), .is_whole = false};
        return {.bytes = from_base64(whole)};
    }
    return {.bytes = bytes_of(
                [&](GMimeStream* into) { g_mime_data_wrapper_write_to_stream(content, into); })};
}

std::string written(GMimeObject* object) {
    return bytes_of(
        [&](GMimeStream* into) { g_mime_object_write_to_stream(object, nullptr, into); });
}

}  // namespace rapport::mailin
