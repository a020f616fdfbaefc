// The founding five: what a coach asked first of many others, to begin with.
#include <array>

#include "design/inquiries/inquiries_pages.hpp"

namespace rapport::inquiries {

namespace {

struct Founding {
    Key words, why;
};
// The five a coach asked first (practice.md 10): is there one, what is the job, which certificate,
// leader or teacher, influence or service.
constexpr std::array<Founding, 5> founding{{
    {"inquiries.five_1", "inquiries.five_why_1"},
    {"inquiries.five_2", "inquiries.five_why_2"},
    {"inquiries.five_3", "inquiries.five_why_3"},
    {"inquiries.five_4", "inquiries.five_why_4"},
    {"inquiries.five_5", "inquiries.five_why_5"},
}};

}  // namespace

Inquiry founding_five(const locale::Speech& speech) {
    Inquiry one;
    one.title = speech.say("inquiries.five_title");
    one.about = speech.say("inquiries.five_about");
    for (const Founding& each : founding) {
        one.questions.push_back({speech.say(each.words), speech.say(each.why)});
    }
    return one;
}

}  // namespace rapport::inquiries
