#include "design/posts/posts_jobs.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "design/posts/posts_store.hpp"
#include "kernel/jobs/jobs.hpp"
#include "platform/districts/districts.hpp"
#include "platform/letters/letters.hpp"

namespace rapport::posts {

namespace json = boost::json;

namespace {

constexpr int morning = 8;  // O'clock.
constexpr std::array<std::string_view, 3> codes{"consult_ends", "consult_ended", "review"};

std::string text_at(const json::object& object, std::string_view name) {
    return std::string(object.at(name).as_string());
}

std::string said_of(const Description& one, std::string_view what, Day on) {
    return one.post.text() + "/" + std::to_string(one.number) + "/" + std::string(what) + "/" +
           on.iso();
}

void leave(WriteTx& tx, const Description& one, std::string_view what, Key says,
           std::vector<PersonId> to) {
    letters::leave(tx, {.event = what,
                        .thing = one.post.text() + "/" + std::to_string(one.number),
                        .path = "/job-descriptions/" + one.post.text() + "/versions/" +
                                std::to_string(one.number),
                        .says = says,
                        .to = std::move(to)});
}

std::vector<PersonId> all_authors(ReadTx& tx) {
    std::vector<PersonId> to;
    for (const auto& one : store::authors(tx)) to.push_back(one.id);
    return to;
}

std::vector<PersonId> silent(ReadTx& tx, const Description& one) {
    std::vector<PersonId> to;
    for (const Consulted& person : store::consulted(tx, one)) {
        if (!person.has_commented) to.push_back(person.id);
    }
    return to;
}

}  // namespace

void remind_on(WriteTx& tx, const Description& one, Reminder what, Day on) {
    const std::string_view name = codes[static_cast<std::size_t>(what)];
    const json::object left{{"post", one.post.view()},
                            {"number", one.number},
                            {"what", name},
                            {"until", one.consult_until ? one.consult_until->iso() : ""},
                            {"on", on.iso()}};
    jobs::enqueue(tx, reminder_job, said_of(one, name, on), json::serialize(left),
                  districts::zone(tx).instant({on, morning, 0}));
}

void remind(WriteTx& tx, std::string_view left) {
    const json::value value = json::parse(left);
    const json::object& about = value.as_object();
    const auto post = PostId::parse(text_at(about, "post"));
    must(post.has_value(), "a reminder names no post");
    const auto found = store::descriptions(tx, *post);
    const auto at = std::ranges::find(found, about.at("number").as_int64(), &Description::number);
    if (at == found.end()) return;
    const std::string what = text_at(about, "what");
    if (what == "review") {
        const bool is_so = at->state == State::in_force && at->review_on &&
                           at->review_on->iso() == text_at(about, "on");
        if (is_so) leave(tx, *at, "post.review_due", "posts.mail_review", all_authors(tx));
        return;
    }
    const bool is_so = at->state == State::consultation && at->consult_until &&
                       at->consult_until->iso() == text_at(about, "until");
    if (!is_so) return;
    if (what == "consult_ends") {
        leave(tx, *at, "post.consult_ends", "posts.mail_ends", silent(tx, *at));
    } else {
        leave(tx, *at, "post.consult_ended", "posts.mail_ended", all_authors(tx));
    }
}

void mount_reminders(jobs::Runner& runner, Db& db) {
    runner.on(std::string(reminder_job), [&db](const jobs::Job& job) {
        db.write({.district = job.district, .actor = {}},
                 [&](WriteTx& tx) { remind(tx, job.payload); });
    });
}

}  // namespace rapport::posts
