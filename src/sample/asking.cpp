#include "sample/asking.hpp"

#include "design/inquiries/inquiries.hpp"

namespace rapport::sample {

namespace {

using inquiries::Channel;
using inquiries::School;
using inquiries::TypedResponse;

const inquiries::Typed questions{
    .title = "Who helps your teachers with technology?",
    .about =
        "We are three coaches in Lakeside and would like to know how others do it. What we "
        "learn goes back to everybody who answers.",
    .questions = {{"Does somebody at your school help teachers with technology, and how much of "
                   "the week?",
                   "We would like to know how common such a post is."},
                  {"What do teachers ask for most?", "The same title means very different work."},
                  {"What would you do differently?", "So that we need not try everything twice."}},
    .version = 0};

TypedResponse said(School school, std::string name, std::vector<std::string> answers) {
    return {.channel = Channel::page,
            .school = school,
            .name = std::move(name),
            .source = "",
            .may_quote = !answers.back().empty(),
            .answers = std::move(answers)};
}

std::vector<TypedResponse> answers() {
    return {
        said(School::middle, "Kofi",
             {"Yes, one person for two schools, half a week in each.",
              "Help in the lesson itself, the first time they try something.",
              "Begin with three teachers who want to, and leave the rest for later."}),
        said(School::elementary, "",
             {"The librarian does, as well as she can.", "Tablets that do not start.", ""}),
        said(School::high, "Linh Pham",
             {"Two, full time.", "Somebody to plan a unit with.",
              "Say from the first day that coaching is no evaluation."}),
        said(School::middle, "",
             {"No. We ask the colleague next door.", "Passwords, and what to do with them.", ""}),
        said(School::several, "Rosalía",
             {"Yes, I do, for five buildings.", "Ideas for a lesson tomorrow.",
              "Fewer buildings. I spend a day a week on the road."}),
        said(School::high, "", {"A teacher with two free periods.", "The board in room 12.", ""}),
    };
}

}  // namespace

void ask_peers(Db& db, DistrictId district, const Staff& staff) {
    const Scope coach{.district = district, .actor = staff.coaches.front()};
    const auto id = db.write(coach, [](WriteTx& tx) {
        const auto made = inquiries::begin(tx, questions, locale::Language::english);
        must(made.has_value(), "the sample's inquiry is refused");
        const auto opened = inquiries::open(tx, *inquiries::find(tx, *made));
        must(opened.has_value(), "the sample's inquiry cannot be opened");
        return *made;
    });
    for (const TypedResponse& one : answers()) {
        db.write({.district = district, .actor = {}}, [&](WriteTx& tx) {
            const auto sent = inquiries::answer(tx, *inquiries::asked(tx, id), one);
            must(sent.has_value(), "an answer of the sample is refused");
        });
    }
    db.write(coach, [&](WriteTx& tx) {
        const auto pasted = inquiries::answer(
            tx, *inquiries::find(tx, id),
            {.channel = Channel::post,
             .school = School::elementary,
             .name = "",
             .source = "A thread of the state's network",
             .answers = {},
             .whole = "1. Not any more, the grant ended in June.\n2. Everything, all at once.\n"
                      "3. Write the post into the budget before the grant ends."});
        must(pasted.has_value(), "a post of the sample is refused");
    });
}

}  // namespace rapport::sample
