// Reminders of a job description: left when their cause is, looked at again when their day has
// come.
#pragma once

#include <string_view>

#include "design/posts/posts.hpp"

namespace rapport::posts {

inline constexpr std::string_view reminder_job = "post_reminder";

enum class Reminder : std::uint8_t {
    consult_ends,   // To those asked who have said nothing yet.
    consult_ended,  // To the authors.
    review,         // To the authors.
};

// Due on the morning of that day, once; nothing is said when things have changed by then.
void remind_on(WriteTx&, const Description&, Reminder, Day);
// Does what one left. For the runner.
void remind(WriteTx&, std::string_view left);

}  // namespace rapport::posts
