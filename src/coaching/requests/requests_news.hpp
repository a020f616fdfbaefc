// What people are told by mail when a request changes: that something did, and where to read it.
// Never a word of the request, never a name but the reader's own. An act leaves one piece of news
// in its own transaction; the runner finds out afterwards whom it concerns and writes in the
// language of each. The one who acted is not told, nor anybody who has left.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "coaching/requests/requests_rules.hpp"
#include "kernel/jobs/jobs.hpp"

namespace rapport::requests {

enum class Event : std::uint8_t {
    asked,      // To the coaches of the building; to the teacher when a coach entered it.
    placed,     // Triage or hand-over: to the teacher, and to who has it now or their team.
    scheduled,  // To the teacher.
    closed,     // Done, declined or a duplicate: to the teacher, and to who had it.
    reopened,   // To who has it, and the teacher.
    withdrawn,  // To who had it.
    answered,   // Somebody added words by mail: to the others it concerns.
};
std::string_view code(Event);
std::optional<Event> parse_event(std::string_view code);

struct News {
    Event event = Event::asked;
    RequestId request;
    std::int64_t version = 0;  // Which change: a change is told once. Of an answer, its instant.
    PersonId actor;
    std::optional<PersonId> had_it;  // Before the change, if that is somebody else now.
};
std::string to_json(const News&);
std::optional<News> parse_news(std::string_view json);

inline constexpr std::string_view news_job = "request.news";

// Leaves the news for the runner. A second piece for the same change is dropped.
void leave_news(WriteTx&, const News&);

// The address at which one person answers about one request by mail; none where the district takes
// no mail. The letters that come in know it, which stand above this slice.
using ReplyAddress = std::function<std::optional<std::string>(WriteTx&, PersonId, RequestId)>;

struct Outside {
    std::string base_url;  // How the program is reached.
    ReplyAddress reply_address;
};

// Writes the mails of one piece of news.
void tell(WriteTx&, const News&, const Outside&);

// Tells the runner how to do it. Called once by main.
void mount_news(jobs::Runner&, Db&, Outside);

// Takes the promises of every open request anew, by the calendar as it is now; how many moved.
int promise_anew(WriteTx&);
// … whenever a calendar changes. Called once by main.
void mount_promises(jobs::Runner&, Db&);

}  // namespace rapport::requests
