// The way of a job description: those affected are asked, the superintendent and the board agree,
// it is in force, looked at again, revised or retired.
#include <algorithm>

#include "design/posts/posts_jobs.hpp"
#include "design/posts/posts_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/letters/letters.hpp"

namespace rapport::posts {

namespace {

constexpr int years_back_max = 20;  // A board's day may be entered late.

std::string page_of(const Description& one) {
    return "/job-descriptions/" + one.post.text() + "/versions/" + std::to_string(one.number);
}

void note_down(WriteTx& tx, const Description& one, std::string_view act) {
    audit::record(tx, "post." + std::string(act), "post/" + one.post.text(),
                  R"({"number":)" + std::to_string(one.number) + "}");
}

void happened(WriteTx& tx, const Description& one, Act act, const Word& word) {
    store::append_event(tx, one, code(act), word);
    note_down(tx, one, code(act));
}

void tell(WriteTx& tx, const Description& one, std::string_view event, Key says,
          std::vector<PersonId> to) {
    letters::leave(tx, {.event = event,
                        .thing = one.post.text() + "/" + std::to_string(one.number),
                        .path = page_of(one),
                        .says = says,
                        .to = std::move(to)});
}

Result<Done> whole(const Hand& hand) {
    const std::int64_t sum = hand.share();
    if (sum == whole_week) return Done{};
    return Refusal{
        sum < whole_week ? Key{"posts.sum_short"} : Key{"posts.sum_over"},
        "",
        {{"sum", sum}, {"count", sum < whole_week ? whole_week - sum : sum - whole_week}}};
}

Result<Word> checked(ReadTx& tx, const Word& typed) {
    Word word{typed.day, std::string(text::trimmed(typed.words))};
    const Day now = today(tx);
    if (!word.day) word.day = now;
    if (*word.day > now) return Refusal{"posts.no_future", "day"};
    if (word.day->year < now.year - years_back_max) return Refusal{"posts.no_day", "day"};
    if (text::length(word.words) > line_max) {
        return Refusal{"posts.words_long", "words", {{"count", std::int64_t{line_max}}}};
    }
    return word;
}

Day years_after(Day day, int years) {
    day.year += years;
    if (day.month == 2 && day.day == 29) day.day = 28;
    return day;
}

Result<Day> last_day(ReadTx& tx, const Hand& hand, const Asking& asking) {
    const Day now = today(tx);
    const auto before = hand.description.consult_until;
    const bool holds = before && *before > now;
    const Day until = asking.until.value_or(holds ? *before : now.plus(consult_days));
    if (until <= now || until > now.plus(consult_days_max)) {
        return Refusal{"posts.no_until", "until", {{"count", consult_days_max}}};
    }
    return until;
}

std::vector<PersonId> asked_in(ReadTx& tx, const Asking& asking) {
    auto people = asking.people;
    const auto add = [&](std::string_view role) {
        for (const PersonId one : store::holders(tx, role)) people.push_back(one);
    };
    if (asking.is_to_coaches) add("coach");
    if (asking.is_to_principals) add("principal");
    std::ranges::sort(people);
    people.erase(std::unique(people.begin(), people.end()), people.end());
    std::erase(people, tx.actor());
    return people;
}

Result<Done> step(WriteTx& tx, const Hand& hand, Act act, State to, const Word& typed) {
    if (const auto reason = against(act, hand)) return *reason;
    const auto word = checked(tx, typed);
    if (!word) return word.refusal();
    Description now = hand.description;
    now.state = to;
    if (to == State::retired) now.ended_on = word->day;
    store::put(tx, now);
    happened(tx, now, act, *word);
    return Done{};
}

// The one that was in force until now.
void end_before(WriteTx& tx, const Description& fresh, Day day) {
    for (Description one : store::descriptions(tx, fresh.post)) {
        if (one.state != State::in_force) continue;
        one.state = State::revised;
        one.ended_on = day;
        store::put(tx, one);
    }
}

}  // namespace

std::vector<Consulted> consulted(ReadTx& tx, const Hand& hand) {
    const Standing& who = hand.standing;
    if (!who.is_author && !who.is_maker && !who.is_consulted) return {};
    return store::consulted(tx, hand.description);
}

std::vector<Comment> comments(ReadTx& tx, const Hand& hand) {
    const Standing& who = hand.standing;
    if (!who.is_author && !who.is_maker && !who.is_consulted) return {};
    return store::comments(tx, hand.description);
}

std::vector<Event> events(ReadTx& tx, const Hand& hand) {
    return store::events(tx, hand.description);
}

Result<Done> consult(WriteTx& tx, const Hand& hand, const Asking& asking) {
    if (const auto reason = against(Act::consult, hand)) return *reason;
    if (auto good = whole(hand); !good) return good.refusal();
    const auto until = last_day(tx, hand, asking);
    if (!until) return until.refusal();
    std::vector<PersonId> fresh;
    for (const PersonId person : asked_in(tx, asking)) {
        if (!store::is_here(tx, person)) return Refusal{"posts.no_person", "person"};
        if (store::ask(tx, hand.description, person)) fresh.push_back(person);
    }
    if (store::consulted(tx, hand.description).empty()) return Refusal{"posts.ask_whom", "person"};
    Description now = hand.description;
    now.state = State::consultation;
    now.consult_until = *until;
    store::put(tx, now);
    happened(tx, now, Act::consult, {.day = *until, .words = ""});
    tell(tx, now, "post.consulted", "posts.mail_asked", fresh);
    const Day warning = until->plus(-consult_warning_days);
    if (warning > today(tx)) remind_on(tx, now, Reminder::consult_ends, warning);
    remind_on(tx, now, Reminder::consult_ended, until->plus(1));
    return Done{};
}

Result<CommentId> comment(WriteTx& tx, const Hand& hand, std::optional<DutyId> id,
                          std::string_view typed) {
    if (const auto reason = against(Act::comment, hand)) return *reason;
    if (hand.description.consult_until && today(tx) > *hand.description.consult_until) {
        return Refusal{"posts.no_closed"};
    }
    const Duty* duty = id ? hand.duty(*id) : nullptr;
    if (id && duty == nullptr) return Refusal{"posts.duty_is_gone"};
    const std::string words = kept(typed);
    if (words.empty()) return Refusal{"posts.no_comment", "words"};
    if (text::length(words) > words_max) {
        return Refusal{"posts.words_long", "words", {{"count", std::int64_t{words_max}}}};
    }
    Comment fresh{.id = tx.new_id<CommentId>(), .duty = id};
    fresh.about = duty == nullptr ? "" : duty->words;
    fresh.words = words;
    store::insert_comment(tx, hand.description, fresh);
    note_down(tx, hand.description, "comment");
    return fresh.id;
}

Result<Done> answer(WriteTx& tx, const Hand& hand, CommentId id, const TypedAnswer& typed) {
    if (const auto reason = against(Act::answer, hand)) return *reason;
    const auto found = store::comments(tx, hand.description);
    const auto at = std::ranges::find(found, id, &Comment::id);
    if (at == found.end()) return Refusal{"posts.comment_is_gone"};
    const TypedAnswer answer{kept(typed.words), typed.is_taken_up};
    if (answer.words.empty() && !answer.is_taken_up) return Refusal{"posts.no_answer", "words"};
    if (text::length(answer.words) > words_max) {
        return Refusal{"posts.words_long", "words", {{"count", std::int64_t{words_max}}}};
    }
    store::put_answer(tx, id, answer);
    note_down(tx, hand.description, "answer");
    tell(tx, hand.description, "post.answered", "posts.mail_answered", {at->author});
    return Done{};
}

Result<Done> send(WriteTx& tx, const Hand& hand) {
    if (const auto reason = against(Act::send, hand)) return *reason;
    if (auto good = whole(hand); !good) return good.refusal();
    return step(tx, hand, Act::send, State::superintendent, {});
}

Result<Done> endorse(WriteTx& tx, const Hand& hand, const Word& word) {
    return step(tx, hand, Act::endorse, State::board, word);
}

Result<Done> approve(WriteTx& tx, const Hand& hand, const Word& typed) {
    if (const auto reason = against(Act::approve, hand)) return *reason;
    const auto word = checked(tx, typed);
    if (!word) return word.refusal();
    end_before(tx, hand.description, *word->day);
    Description now = hand.description;
    now.state = State::in_force;
    now.in_force_on = word->day;
    now.review_on = years_after(*word->day, review_years);
    store::put(tx, now);
    happened(tx, now, Act::approve, *word);
    remind_on(tx, now, Reminder::review, *now.review_on);
    std::vector<PersonId> to{now.made_by};
    for (const Consulted& one : store::consulted(tx, now)) to.push_back(one.id);
    tell(tx, now, "post.in_force", "posts.mail_in_force", to);
    return Done{};
}

Result<Done> give_back(WriteTx& tx, const Hand& hand, const Word& word) {
    auto done = step(tx, hand, Act::give_back, State::draft, word);
    if (done) {
        tell(tx, hand.description, "post.given_back", "posts.mail_back",
             {hand.description.made_by});
    }
    return done;
}

Result<Done> set_aside(WriteTx& tx, const Hand& hand) {
    return step(tx, hand, Act::set_aside, State::retired, {});
}

Result<std::int64_t> revise(WriteTx& tx, const Hand& hand) {
    if (const auto reason = against(Act::revise, hand)) return *reason;
    const auto versions = store::descriptions(tx, hand.description.post);
    for (const Description& one : versions) {
        if (is_open(one.state)) return Refusal{"posts.revised_already"};
    }
    Description fresh = hand.description;
    fresh.number = versions.front().number + 1;
    store::insert(tx, fresh);
    for (const Section& one : hand.sections) store::put_section(tx, fresh, one);
    std::int64_t position = 0;
    for (Duty one : hand.duties) {
        one.id = tx.new_id<DutyId>();
        store::insert_duty(tx, fresh, one, ++position);
    }
    happened(tx, fresh, Act::revise, {});
    return fresh.number;
}

Result<Done> review(WriteTx& tx, const Hand& hand, const Word& typed) {
    if (const auto reason = against(Act::review, hand)) return *reason;
    const auto word = checked(tx, typed);
    if (!word) return word.refusal();
    Description now = hand.description;
    now.state = State::in_force;
    now.review_on = years_after(*word->day, review_years);
    store::put(tx, now);
    happened(tx, now, Act::review, *word);
    remind_on(tx, now, Reminder::review, *now.review_on);
    return Done{};
}

Result<Done> retire(WriteTx& tx, const Hand& hand, const Word& word) {
    return step(tx, hand, Act::retire, State::retired, word);
}

}  // namespace rapport::posts
