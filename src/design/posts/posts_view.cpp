// A job description as it is read.
#include <algorithm>

#include "design/posts/posts_pages.hpp"
#include "kernel/text/text.hpp"

namespace rapport::posts {

using desk::Reading;
using locale::Speech;

namespace {

std::vector<std::string> lines_of(std::string_view words) {
    std::vector<std::string> lines;
    for (const std::string_view line : text::split(words, '\n')) {
        const std::string one(text::trimmed(line));
        if (!one.empty()) lines.push_back(one);
    }
    return lines;
}

PieceView piece_of(const Hand& hand, std::string_view piece, const Speech& speech) {
    PieceView view;
    view.id = std::string(piece) + "-head";
    view.heading = said("posts.piece_", piece, speech);
    if (hand.may(Act::write)) {
        view.href = path_of(hand.description) + "/sections/" + std::string(piece);
    }
    for (const SectionKind& kind : section_kinds()) {
        const std::string& words = hand.words(kind.code);
        const bool is_fact = kind.form == Form::line || kind.form == Form::hours;
        if (kind.piece != piece || is_fact || words.empty()) continue;
        SectionView section{std::string(kind.code), heading_of(kind.code, speech), "", {}};
        if (kind.form == Form::list) {
            section.lines = lines_of(words);
        } else {
            section.words = words;
        }
        view.sections.push_back(std::move(section));
    }
    return view;
}

std::vector<Fact> facts_of(const Hand& hand, std::string_view piece, const Speech& speech) {
    std::vector<Fact> facts;
    for (const SectionKind& kind : section_kinds()) {
        const std::string& words = hand.words(kind.code);
        const bool is_fact = kind.form == Form::line || kind.form == Form::hours;
        const bool is_title = kind.code == "title" || kind.code == "working_title";
        if (kind.piece != piece || !is_fact || is_title || words.empty()) continue;
        const bool is_hours = kind.form == Form::hours;
        facts.push_back(
            {heading_of(kind.code, speech), is_hours ? hours_of(hand, whole_week, speech) : words});
    }
    return facts;
}

// Where a refused form's words belong: which comment or answer, and why it came back.
struct Refused {
    std::string field, why;
    const http::Fields* typed = nullptr;

    explicit Refused(const Reading& request) : typed(&request.typed()) {
        if (request.refusal() == nullptr) return;
        field = request.refusal()->field;
        why = request.speech().say(request.refusal()->key, request.refusal()->with);
    }
    std::string at(const std::string& wanted) const { return wanted == field ? why : ""; }
};

CommentView comment_view(const Comment& one, const Hand& hand, const Speech& speech,
                         const Refused& refused) {
    CommentView view{
        .id = one.id.text(),
        .name = one.author_name,
        .when = speech.when(one.made_at),
        .words = one.words,
        .about = one.about,
        .answer = one.answer,
        .answered_by = one.answered_by,
        .answer_href = path_of(hand.description) + "/comments/" + one.id.text() + "/answer"};
    view.is_taken_up = one.is_taken_up;
    view.can_answer = hand.may(Act::answer);
    view.refused = refused.at("answer-" + view.id);
    view.typed = view.refused.empty() ? one.answer : std::string(refused.typed->first("words"));
    return view;
}

CommentsView talk_about(const Hand& hand, const std::vector<Comment>& all, const Duty* duty,
                        const Speech& speech, const Refused& refused) {
    CommentsView view;
    view.duty = duty == nullptr ? "" : duty->id.text();
    view.of = duty == nullptr ? "whole" : view.duty;
    view.action = path_of(hand.description) + "/comments";
    view.can_comment = hand.may(Act::comment);
    view.refused = refused.at("words-" + view.of);
    if (!view.refused.empty()) view.typed = refused.typed->first("words");
    for (const Comment& one : all) {
        const bool is_here =
            duty == nullptr ? !one.duty && one.about.empty() : one.duty == duty->id;
        if (!is_here) continue;
        view.comments.push_back(comment_view(one, hand, speech, refused));
        // Said only where the duty reads otherwise by now.
        if (duty != nullptr && one.about == duty->words) view.comments.back().about.clear();
    }
    return view;
}

std::string names_of(const Duty& duty, const std::vector<kinds::Kind>& known,
                     const Speech& speech) {
    std::string names;
    for (const kinds::Kind& kind : known) {
        if (std::ranges::find(duty.kinds, kind.id) == duty.kinds.end()) continue;
        names += (names.empty() ? "" : ", ") + kind.name.in(speech);
    }
    return names;
}

struct Seen {
    frameworks::Names& names;
    const Hand& hand;
    const std::vector<kinds::Kind>& kinds;
    const std::vector<Comment>& comments;
    const Speech& speech;
    const Refused& refused;
};

// What was typed as the share of a duty, when the shares came back refused.
std::string typed_share(const Refused& refused, const Duty& duty) {
    const auto duties = refused.typed->all("duty");
    const auto shares = refused.typed->all("share");
    const auto at = std::ranges::find(duties, duty.id.view());
    const auto place = static_cast<std::size_t>(at - duties.begin());
    if (place >= shares.size()) return std::to_string(duty.share);
    return std::string(shares[place]);
}

DutyRow row_of(const Duty& duty, const Seen& seen) {
    DutyRow row;
    row.id = duty.id.text();
    row.words = duty.words;
    row.heading = said("heading.", duty.heading, seen.speech);
    row.share = duty.share;
    if (seen.hand.week_minutes() > 0) {
        row.hours = seen.speech.minutes(seen.hand.minutes_of(duty.share));
    }
    row.kinds = names_of(duty, seen.kinds, seen.speech);
    row.is_essential = duty.is_essential;
    row.can_write = seen.hand.may(Act::write);
    row.href = path_of(seen.hand.description) + "/duties/" + row.id;
    row.typed = typed_share(seen.refused, duty);
    row.why = seen.refused.at("share-" + row.id);
    row.standards = cited_by(seen.names, duty);
    row.talk = talk_about(seen.hand, seen.comments, &duty, seen.speech, seen.refused);
    return row;
}

void fill_script_words(const Speech& speech, DutiesView& view) {
    const std::string here = "{}";
    view.says_left = speech.say("posts.left", {{"count", here}});
    view.says_over = speech.say("posts.too_much", {{"count", here}});
}

DutiesView duties_view(const Seen& seen) {
    const Hand& hand = seen.hand;
    DutiesView view;
    const std::string path = path_of(hand.description);
    view.can_write = hand.may(Act::write);
    view.action = path + "/shares";
    view.library_href = path + "/library";
    view.new_href = path + "/duties/new";
    view.total = hand.share();
    view.week_minutes = hand.week_minutes();
    for (const Place place : {Place::district, Place::building}) {
        DutyGroup group{.id = "duties-" + std::string(code(place)),
                        .title = said("posts.duties_", code(place), seen.speech),
                        .rows = {},
                        .hours = ""};
        for (const Duty& duty : hand.duties) {
            if (duty.place != place) continue;
            group.rows.push_back(row_of(duty, seen));
            group.share += duty.share;
        }
        group.hours = hours_of(hand, group.share, seen.speech);
        if (!group.rows.empty()) view.groups.push_back(std::move(group));
    }
    fill_script_words(seen.speech, view);
    const std::string hours = hours_of(hand, view.total, seen.speech);
    view.sum = hours.empty()
                   ? seen.speech.say("posts.sum", {{"sum", view.total}})
                   : seen.speech.say("posts.sum_hours", {{"sum", view.total}, {"hours", hours}});
    if (view.total < whole_week) {
        view.left = seen.speech.say("posts.left", {{"count", whole_week - view.total}});
    } else if (view.total > whole_week) {
        view.left = seen.speech.say("posts.too_much", {{"count", view.total - whole_week}});
    }
    return view;
}

void fill_acts(const Hand& hand, const Speech& speech, DescriptionView& view) {
    const std::string path = path_of(hand.description);
    if (hand.may(Act::consult)) {
        const bool is_on = hand.description.state == State::consultation;
        view.acts.push_back({path + "/consultation",
                             speech.say(is_on ? Key{"posts.ask_more"} : Key{"posts.ask"}), true,
                             !is_on && hand.share() == whole_week});
    }
    for (const Deed& deed : deeds()) {
        if (!hand.may(deed.act)) continue;
        const bool is_on_the_way =
            deed.act == Act::send || deed.act == Act::endorse || deed.act == Act::approve ||
            (deed.act == Act::revise && hand.description.state == State::review_due);
        view.acts.push_back({path + "/" + std::string(deed.noun),
                             said("posts.do_", code(deed.act), speech), deed.has_word,
                             is_on_the_way, deed.act == Act::retire || deed.act == Act::set_aside});
    }
}

std::string joined(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
    return all;
}

void fill_readers(ReadTx& tx, const Hand& hand, const Speech& speech, DescriptionView& view) {
    for (const Consulted& one : consulted(tx, hand)) view.asked.push_back(one.name);
    if (hand.description.in_force_on) {
        view.seen_by = speech.say("posts.seen_by_all");
        return;
    }
    const std::string names = joined(authors(tx));
    view.seen_by =
        speech.say("posts.seen_by", {{"authors", names}, {"maker", hand.description.made_by_name}});
    if (hand.description.state != State::consultation) return;
    const bool is_over = speech.today() > *hand.description.consult_until;
    view.consult = speech.say(is_over ? Key{"posts.consult_over"} : Key{"posts.consult_until"},
                              {{"day", speech.day(*hand.description.consult_until)}});
}

std::string stands_of(const Description& one, const Speech& speech) {
    if (one.state == State::in_force || one.state == State::review_due) {
        return speech.say(
            one.state == State::in_force ? Key{"posts.stands_in_force"} : Key{"posts.stands_due"},
            {{"day", speech.day(*one.in_force_on)}, {"review", speech.day(*one.review_on)}});
    }
    if (one.state == State::retired && !one.in_force_on) return speech.say("posts.stands_aside");
    if (one.state == State::revised || one.state == State::retired) {
        return speech.say("posts.stands_over",
                          {{"day", speech.day(*one.in_force_on)},
                           {"end", speech.day(one.ended_on.value_or(*one.in_force_on))}});
    }
    return said("posts.stands_", code(one.state), speech);
}

std::string shape_of(State state) {
    switch (state) {
        case State::in_force:
            return "done";
        case State::review_due:
            return "due";
        case State::consultation:
            return "going";
        default:
            return "waiting";
    }
}

void fill_versions(ReadTx& tx, const Hand& hand, const Speech& speech, DescriptionView& view) {
    const Description* before = nullptr;
    const auto versions = versions_of(tx, hand.description.post);
    for (const Description& one : versions) {
        if (one.number < hand.description.number && before == nullptr) before = &one;
        view.versions.push_back(
            {path_of(one), speech.say("posts.version", {{"number", one.number}}),
             said("posts.is_", code(one.state), speech), one.number == hand.description.number});
    }
    if (before == nullptr) return;
    view.redline_href =
        path_of(hand.description) + "/redline?against=" + std::to_string(before->number);
}

}  // namespace

std::vector<Cited> cited_by(frameworks::Names& names, const Duty& duty) {
    std::vector<Cited> all;
    for (const standards::Ref& ref : duty.standards) {
        frameworks::Cited one = names.of(ref);
        if (all.empty() || all.back().name != one.framework) {
            all.push_back({std::move(one.framework), std::move(one.code)});
        } else {
            all.back().codes += ", " + one.code;
        }
    }
    return all;
}

std::string path_of(const Description& one) {
    return "/job-descriptions/" + one.post.text() + "/versions/" + std::to_string(one.number);
}

std::string said(std::string_view stem, std::string_view code, const Speech& speech) {
    const std::string key = std::string(stem) + std::string(code);
    return speech.say(Key::of(key));
}

std::string heading_of(std::string_view section, const Speech& speech) {
    return said("posts.section_", section, speech);
}

std::string hours_of(const Hand& hand, std::int64_t share, const Speech& speech) {
    if (hand.week_minutes() == 0) return "";
    return speech.say("posts.a_week", {{"time", speech.minutes(hand.minutes_of(share))}});
}

std::string event_said(const Event& event, const Speech& speech) {
    const std::string day = event.day ? speech.day(*event.day) : speech.day(speech.today());
    const std::string key = "posts.event_" + event.act;
    std::string says = speech.say(Key::of(key), {{"name", event.actor_name}, {"day", day}});
    if (!event.words.empty()) says += " “" + event.words + "”";
    return says;
}

DescriptionView description_view(ReadTx& tx, const Hand& hand, const Reading& request) {
    const Speech& speech = request.speech();
    const Description& one = hand.description;
    DescriptionView view;
    view.post = one.post;
    view.number = one.number;
    view.title = one.title;
    view.working_title = hand.words("working_title");
    view.stands = stands_of(one, speech);
    view.shape = shape_of(one.state);
    view.signal = said("posts.is_", code(one.state), speech);
    view.is_open = is_open(one.state);
    view.can_write = hand.may(Act::write);
    view.markdown_href = path_of(one) + "/markdown";
    view.document_href = path_of(one) + "/document";
    view.pdf_href = path_of(one) + "/pdf";
    view.about = piece_of(hand, "post", speech);
    view.facts = facts_of(hand, "post", speech);
    view.purpose = piece_of(hand, "purpose", speech);
    view.qualifications = piece_of(hand, "qualifications", speech);
    view.pay = piece_of(hand, "pay", speech);
    view.pay_facts = facts_of(hand, "pay", speech);
    view.terms = piece_of(hand, "terms", speech);
    const Refused refused(request);
    const auto all_comments = comments(tx, hand);
    const auto known = kinds::all(tx);
    frameworks::Names names(tx);
    view.duties = duties_view({names, hand, known, all_comments, speech, refused});
    view.talk = talk_about(hand, all_comments, nullptr, speech, refused);
    for (const Comment& comment : all_comments) {
        if (comment.duty || comment.about.empty()) continue;
        view.others.push_back(comment_view(comment, hand, speech, refused));
    }
    fill_acts(hand, speech, view);
    fill_readers(tx, hand, speech, view);
    fill_versions(tx, hand, speech, view);
    for (const Event& event : events(tx, hand)) {
        view.events.push_back({speech.when(event.at), event_said(event, speech)});
    }
    return view;
}

}  // namespace rapport::posts
