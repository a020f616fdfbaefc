// What a vacancy says, as its page, its advertisement and its document say it.
#include <algorithm>

#include "design/vacancies/vacancies_pages.hpp"
#include "kernel/text/text.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::vacancies {

using document::Block;
using document::Kind;
using locale::Speech;

namespace {

std::string requirement_said(const Requirement& one, const Speech& speech) {
    return one.credential.empty() ? one.words : said("credential.", one.credential, speech);
}

std::vector<Group> groups_of(const Vacancy& one, const Speech& speech) {
    std::vector<Group> groups;
    for (const Wording wording : all_wordings) {
        Group group{.code = std::string(code(wording)),
                    .heading = said("vacancies.heading_", code(wording), speech),
                    .lines = {}};
        for (const Requirement& each : one.requirements) {
            if (each.wording == wording) group.lines.push_back(requirement_said(each, speech));
        }
        if (!group.lines.empty()) groups.push_back(std::move(group));
    }
    return groups;
}

// Of the version in force when it was posted, or now.
std::vector<std::string> duties_of(ReadTx& tx, const Vacancy& one) {
    std::vector<std::string> duties;
    if (!one.post) return duties;
    const auto hand = posts::in_hand(tx, *one.post, one.post_number);
    if (!hand) return duties;
    for (const posts::Duty& duty : hand->duties) duties.push_back(duty.words);
    return duties;
}

std::string shown(const credentials::Shown& number, const Speech& speech) {
    return number ? speech.number(*number) : speech.say("vacancies.few");
}

std::vector<PoolRow> pools_of(const Vacancy& one, const std::vector<Application>& applications,
                              const credentials::Figures& figures, const Speech& speech) {
    std::vector<PoolRow> rows;
    for (const Requirement& each : one.requirements) {
        if (each.credential.empty()) continue;
        const Pool pool = pool_of(applications, each.credential);
        rows.push_back({.name = requirement_said(each, speech),
                        .wording = said("vacancies.wording_", code(each.wording), speech),
                        .required = shown(figures.holders(each.credential), speech),
                        .preferred = shown(figures.integrators, speech),
                        .willing = shown(figures.willing(each.credential), speech),
                        .among_required = pool.required,
                        .among_preferred = pool.preferred,
                        .among_willing = pool.willing});
    }
    return rows;
}

std::string size_said(std::int64_t bytes, const Speech& speech) {
    return speech.say("vacancies.kilobytes", {{"count", (bytes + 1023) / 1024}});
}

ApplicationView application_view(const Application& one, const Speech& speech) {
    ApplicationView view{.id = one.id.text(),
                         .name = one.name,
                         .email = one.email,
                         .mail_to = "mailto:" + one.email,
                         .words = one.words,
                         .at = one.made_at,
                         .answers = {},
                         .documents = {}};
    for (const CredentialAnswer& each : one.answers) {
        view.answers.push_back(said("credential.", each.credential, speech) + ": " +
                               said("vacancies.answer_", code(each.holding), speech));
    }
    for (const DocumentLine& each : one.documents) {
        view.documents.push_back(
            {"/applications/" + view.id + "/documents/" + std::to_string(each.position), each.name,
             size_said(each.bytes, speech)});
    }
    return view;
}

void put_fact(std::vector<Block>& out, Key label, const std::string& words, const Speech& speech) {
    if (!words.empty()) out.push_back({Kind::fact, words, speech.say(label) + ":"});
}

}  // namespace

std::string path_of(std::string_view address, std::int64_t number) {
    return "/jobs/" + std::string(address) + "/" + std::to_string(number);
}

WordsView words_view(ReadTx& tx, const Vacancy& one, const desk::Reading& request) {
    const Speech& speech = request.speech();
    WordsView view{.title = one.title,
                   .district = districts::name(tx),
                   .language = one.language,
                   .place = one.place,
                   .summary = one.summary,
                   .begins = one.begins,
                   .hours = one.hours,
                   .pay = one.pay,
                   .apply_by = one.apply_by ? speech.long_day(*one.apply_by) : "",
                   .apply_how = one.apply_how,
                   .posted_on = one.posted_on ? one.posted_on->iso() : "",
                   .apply_until = one.apply_by ? one.apply_by->iso() : "",
                   .identifier = std::to_string(one.number),
                   .link = "",
                   .is_direct = one.takes_applications ? "true" : "false",
                   .duties = duties_of(tx, one),
                   .groups = groups_of(one, speech)};
    if (const auto at = address(tx)) view.link = path_of(*at, one.number);
    return view;
}

std::vector<Block> blocks_of(const WordsView& words, const Speech& speech) {
    std::vector<Block> out{{Kind::title, words.title}, {Kind::text, words.district}};
    out.push_back({Kind::text, words.summary});
    put_fact(out, "vacancies.place", words.place, speech);
    put_fact(out, "vacancies.begins", words.begins, speech);
    put_fact(out, "vacancies.hours", words.hours, speech);
    put_fact(out, "vacancies.pay", words.pay, speech);
    put_fact(out, "vacancies.apply_by", words.apply_by, speech);
    if (!words.duties.empty()) out.push_back({Kind::heading, speech.say("vacancies.duties")});
    for (const std::string& duty : words.duties) out.push_back({Kind::item, duty});
    for (const Group& group : words.groups) {
        out.push_back({Kind::heading, group.heading});
        for (const std::string& line : group.lines) out.push_back({Kind::item, line});
    }
    out.push_back({Kind::heading, speech.say("vacancies.how")});
    if (!words.apply_how.empty()) out.push_back({Kind::text, words.apply_how});
    if (words.is_direct == "true" && !words.link.empty()) {
        out.push_back({Kind::text, speech.say("vacancies.how_here", {{"link", words.link}})});
    }
    return out;
}

VacancyView vacancy_view(ReadTx& tx, const Vacancy& one, desk::Reading& request) {
    const Speech& speech = request.speech();
    const VacancyRow row = row_of(one, speech);
    const auto found = applications(tx, one.id);
    const auto figures = credentials::figures(tx);
    VacancyView view;
    view.id = one.id.text();
    view.title = one.title;
    view.shape = row.shape;
    view.signal = row.signal;
    view.words = words_view(tx, one, request);
    view.is_public = is_public(one.state);
    view.link = view.is_public ? view.words.link : "";
    view.is_over = is_over(one.state);
    view.may_write = !against(Act::write, one);
    view.may_post = !against(Act::post, one);
    view.may_fill = !against(Act::fill, one);
    view.may_close = !against(Act::close, one);
    view.erase_on = one.erase_on ? speech.long_day(*one.erase_on) : "";
    view.has_register = figures.as_of.has_value();
    view.pools = pools_of(one, found, figures, speech);
    for (const Application& each : found) {
        view.applications.push_back(application_view(each, speech));
    }
    for (const Event& each : events(tx, one.id)) {
        const std::string key = "vacancies.event_" + each.act;
        view.events.push_back({speech.day(speech.zone().day(each.at)),
                               speech.say(Key::of(key), {{"name", each.actor_name}})});
    }
    return view;
}

}  // namespace rapport::vacancies
