// multipart/form-data, as browsers send it: text fields into the form, files into the upload
// folder under random names. Fed piece by piece, so that a file never stands in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/http/message.hpp"

namespace rapport::http {

struct MultipartLimits {
    std::size_t fields_max = 1000;
    std::size_t text_max = 1024 * 1024;  // All text fields together, in bytes.
    std::size_t files_max = 20;          // 0 where files are not taken.
    std::size_t part_head_max = 4 * 1024;
};

// The boundary of a Content-Type, "" when it is not multipart/form-data with a lawful one.
std::string boundary_of(std::string_view content_type);

class Multipart {
  public:
    enum class State { reading, whole, broken, too_much, file_not_taken };

    Multipart(std::string boundary, const MultipartLimits&, std::string folder);
    ~Multipart();  // Removes files that were not handed over.
    Multipart(const Multipart&) = delete;
    Multipart& operator=(const Multipart&) = delete;

    // Once not `reading` it stays so; bytes after the end are ignored, as RFC 2046 wants. Throws
    // std::runtime_error when the disk does not take a file.
    State feed(std::string_view bytes);
    // After the last feed: adds what was found to the request; its uploads are then the caller's.
    void hand_over(Request&);

  private:
    enum class Part { preamble, head, text, file };
    bool step();
    bool end_part();
    bool take_part_head();
    bool open_part(std::string_view head);
    bool take_content(std::string_view);
    void open_file(std::string_view file_name, std::string_view content_type);
    void close_file();
    bool stop(State);

    const std::string delimiter_;  // "\r\n--boundary"
    const MultipartLimits limits_;
    const std::string folder_;
    State state_ = State::reading;
    Part part_ = Part::preamble;
    std::string pending_;  // Bytes not decided about yet.
    std::string name_, text_;
    bool is_file_chosen_ = false;
    std::size_t text_total_ = 0;
    Fields form_;
    std::vector<Upload> uploads_;
    int file_ = -1;
};

void remove_uploads(const std::vector<Upload>&);  // Those still there.

}  // namespace rapport::http
