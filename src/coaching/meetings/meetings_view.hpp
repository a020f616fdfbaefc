// From a meeting to what its pages show. Private to the slice.
#pragma once

#include "coaching/meetings/meetings_pages.hpp"

namespace rapport::meetings {

std::int64_t number_in(std::string_view typed);  // 0 for what is none.
std::string title_of(Part, const locale::Speech&);
std::string help_of(Part, const locale::Speech&);
std::string path_of(const cycles::Hand&, MeetingId);
MeetingView meeting_view(ReadTx&, const cycles::Hand&, const Meeting&, const locale::Speech&);

}  // namespace rapport::meetings
