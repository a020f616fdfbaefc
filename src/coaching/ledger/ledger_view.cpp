// The ledger in words: how things stand, why, what to do, and how well that has held.
#include <cmath>

#include "coaching/kinds/kinds.hpp"
#include "coaching/ledger/interval.hpp"
#include "coaching/ledger/ledger_pages.hpp"

namespace rapport::ledger {

using locale::Speech;

namespace {

constexpr std::size_t entries_shown = 20, replied_shown = 10;

std::string say_of(std::string_view stem, std::string_view code, const Speech& speech,
                   std::initializer_list<Argument> with = {}) {
    const std::string key = std::string(stem) + std::string(code);
    return speech.say(Key::of(key), with);
}

std::int64_t percent(double share) { return std::llround(100 * share); }

std::string record_says(const Record& record, bool is_good, const Speech& speech) {
    const Interval sure = credible(record.accepted, record.answered);
    return speech.say(is_good ? Key{"ledger.record_good"} : Key{"ledger.record_other"},
                      {{"count", std::int64_t{record.answered}},
                       {"accepted", std::int64_t{record.accepted}},
                       {"low", percent(sure.low)},
                       {"high", percent(sure.high)}});
}

// First of such a moment as today's, then of the other kind; each from ten on.
std::vector<std::string> record_in_words(const std::vector<Invitation>& all, bool is_good,
                                         const Speech& speech) {
    std::vector<std::string> says;
    const Record now = record_of(all, is_good), other = record_of(all, !is_good);
    says.push_back(now.is_shown()
                       ? record_says(now, is_good, speech)
                       : speech.say("ledger.record_few", {{"count", std::int64_t{shown_from}}}));
    if (other.is_shown()) says.push_back(record_says(other, !is_good, speech));
    return says;
}

std::string share_says(Key key, const Share& share, const Speech& speech) {
    return speech.say(
        key, {{"small", std::int64_t{share.small}}, {"teaching", std::int64_t{share.teaching}}});
}

std::string_view shape_of(Advice advice) {
    if (advice == Advice::ask) return "done";
    return advice == Advice::waiting_long ? "due" : "waiting";
}

StretchRow row_of(const Invitation& one, const Speech& speech) {
    const std::string_view stands = one.reply ? code(*one.reply) : "open";
    const Day day = one.replied_on.value_or(one.asked_on);
    return {.id = one.id,
            .name = one.teacher_name,
            .words = one.words,
            .says = say_of("ledger.reply_", stands, speech, {{"day", speech.day(day)}}),
            .asked_on = one.asked_on,
            .reason = one.reason};
}

void split(const std::vector<Invitation>& all, const Speech& speech, StretchRows& open,
           std::vector<StretchRow>& replied) {
    for (const Invitation& one : all) {
        const bool may_become_a_yes = !one.reply || *one.reply == Reply::later;
        (may_become_a_yes ? open.rows : replied).push_back(row_of(one, speech));
    }
}

}  // namespace

std::string says_of(const Entry& entry, const Speech& speech) {
    if (entry.deed == Deed::small_help || entry.deed == Deed::teaching_help) {
        return kinds::told_to_doer({entry.kind_code, entry.kind_label}, speech);
    }
    return say_of("ledger.says_", code(entry.deed), speech, {{"words", entry.words}});
}

std::string meant_by(const Entry& entry, const Speech& speech) {
    return say_of(entry.heads > 1 && gives(entry.deed) ? "ledger.meant_shared_" : "ledger.meant_",
                  code(entry.deed), speech, {{"heads", entry.heads}});
}

CreditView credit_view(const Ledger& ledger, const Keeper& keeper, const Speech& speech) {
    const Day today = keeper.today();
    const double now = balance(ledger.entries, today, keeper.rule());
    const Advice advice = advise(ledger.entries, today, keeper.rule());
    const Share lately = share(ledger.entries, today);
    CreditView view;
    view.id = ledger.teacher;
    view.name = ledger.teacher_name;
    view.today = today;
    view.stands = ledger.entries.empty() ? speech.say("ledger.stands_none", {{"name", view.name}})
                                         : say_of("ledger.stands_", code(standing_of(now)), speech,
                                                  {{"name", view.name}});
    view.advice = say_of("ledger.advice_", code(advice), speech);
    view.because = say_of("ledger.because_", code(advice), speech, {{"name", view.name}});
    view.shape = shape_of(advice);
    view.record = record_in_words(ledger.all_invitations, is_good_moment(advice), speech);
    view.picture = picture_of(ledger, keeper, speech);
    view.share = share_says("ledger.share", lately, speech);
    view.overall = share_says("ledger.share_overall", ledger.overall, speech);
    view.is_light = lately.is_light();
    split(ledger.invitations, speech, view.open, view.replied);
    if (view.replied.size() > replied_shown) view.replied.resize(replied_shown);
    for (const Entry& entry : ledger.entries) {
        if (view.entries.size() == entries_shown) break;
        view.entries.push_back({entry.on, says_of(entry, speech), meant_by(entry, speech)});
    }
    return view;
}

StretchesView stretches_view(const std::vector<Invitation>& all, const Speech& speech) {
    StretchesView view;
    split(all, speech, view.open, view.replied);
    view.record = record_in_words(all, true, speech);
    view.is_empty = all.empty();
    return view;
}

StretchView stretch_view(const Invitation& one, const Speech& speech) {
    StretchView view{.id = one.id,
                     .teacher = one.teacher,
                     .name = one.teacher_name,
                     .words = one.words,
                     .reason = one.reason,
                     .asked_on = one.asked_on};
    for (const Reply reply : {Reply::accepted, Reply::later, Reply::declined}) {
        view.replies.push_back({std::string(code(reply)),
                                say_of("ledger.choice_", code(reply), speech), one.reply == reply});
    }
    return view;
}

}  // namespace rapport::ledger
