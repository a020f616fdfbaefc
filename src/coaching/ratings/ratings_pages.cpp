#include "coaching/ratings/ratings_pages.hpp"

#include <charconv>

namespace rapport::ratings {

using cycles::CycleId;
using cycles::Hand;
using cycles::hand_of_member;
using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

std::string say(const std::string& key, const Speech& speech) { return speech.say(Key::of(key)); }

std::string stem(const Framework& framework) { return "ratings." + std::string(framework.code); }

RatingRow row_of(const Rating& one, const Speech& speech) {
    const Framework& framework = *find_framework(one.framework);
    RatingRow row{
        .on = one.on,
        .framework = called(framework, speech),
        .by = speech.say(one.is_by_coach ? Key{"ratings.by_coach"} : Key{"ratings.by_teacher"},
                         {{"name", one.rater_name}}),
        .words = one.words,
        .answers = {}};
    for (std::size_t i = 0; i < one.levels.size(); ++i) {
        const int question = static_cast<int>(i) + 1;
        row.answers.push_back({asked(framework, question, speech),
                               level_said(framework, question, one.levels[i], speech)});
    }
    return row;
}

Response show_ratings(Reading& request) {
    RatingsView view;
    const Speech& speech = request.speech();
    request.read([&](ReadTx& tx) {
        const Hand hand = hand_of_member(tx, request);
        view.cycle = hand.cycle.id;
        view.topic = hand.cycle.goal.topic;
        view.can_rate = !cycles::against(cycles::Act::rate, hand);
        for (const Rating& one : of(tx, hand)) view.rows.push_back(row_of(one, speech));
    });
    for (const Framework& one : frameworks()) {
        view.frameworks.push_back(
            {std::string(one.code), called(one, speech), say(stem(one) + "_says", speech)});
    }
    return request.page(Key{"ratings.title"}, view);
}

Response show_rate(Reading& request) {
    RateView view;
    const Speech& speech = request.speech();
    std::string code(request.query("framework"));
    if (code.empty()) code = request.typed().first("framework");
    const Framework* framework = find_framework(code);
    if (framework == nullptr) framework = &frameworks().front();
    request.read([&](ReadTx& tx) { view.cycle = hand_of_member(tx, request).cycle.id; });
    view.code = framework->code;
    view.name = called(*framework, speech);
    view.says = say(stem(*framework) + "_says", speech);
    view.address = framework->address;
    view.on = speech.today();
    const Refusal* refusal = request.refusal();
    for (int i = 1; i <= framework->questions; ++i) {
        const std::string field = "level_" + std::to_string(i);
        Question question{
            .field = field, .asks = asked(*framework, i, speech), .levels = {}, .why = ""};
        if (refusal != nullptr && refusal->field == field) question.why = speech.say(refusal->key);
        for (int level = 1; level <= framework->levels; ++level) {
            question.levels.push_back({level, level_said(*framework, i, level, speech), ""});
        }
        view.questions.push_back(std::move(question));
    }
    return request.page(view.name, view);
}

Response rate_one(Writing& request) {
    const auto id = request.path<CycleId>("cycle");
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Hand hand = hand_of_member(tx, request);
            const auto typed = rating_in(tx, request.form());
            if (!typed) return typed.refusal();
            const auto done = rate(tx, hand, *typed);
            if (!done) return done.refusal();
            return Answer::go("/cycles/" + id.text() + "/ratings", "ratings.did_rate");
        },
        show_rate);
}

}  // namespace

std::string called(const Framework& framework, const Speech& speech) {
    return say(stem(framework), speech);
}

std::string asked(const Framework& framework, int question, const Speech& speech) {
    return say(stem(framework) + "_" + std::to_string(question), speech);
}

std::string level_said(const Framework& framework, int question, int level, const Speech& speech) {
    std::string key = stem(framework);
    if (framework.has_levels_of_its_own) key += "_" + std::to_string(question);
    return say(key + "_level_" + std::to_string(level), speech);
}

Result<Rating> rating_in(ReadTx& tx, const http::Fields& fields) {
    Rating one;
    one.framework = fields.first("framework");
    one.words = fields.first("words");
    const auto typed = fields.first("on");
    const auto on = typed.empty() ? std::optional(agreements::today(tx)) : Day::parse(typed);
    if (!on) return Refusal{"cycles.no_day", "on"};
    one.on = *on;
    const Framework* framework = find_framework(one.framework);
    if (framework == nullptr) return Refusal{"ratings.no_framework", "framework"};
    for (int i = 1; i <= framework->questions; ++i) {
        const auto level = fields.first("level_" + std::to_string(i));
        int number = 0;
        const auto read = std::from_chars(level.data(), level.data() + level.size(), number);
        const bool is_whole = read.ec == std::errc() && read.ptr == level.data() + level.size();
        one.levels.push_back(is_whole ? number : 0);
    }
    return one;
}

void mount_ratings(desk::Routes& on) {
    const Right right = Right::join_cycles;
    on.get("/cycles/{cycle}/ratings", right, show_ratings);
    on.get("/cycles/{cycle}/ratings/new", right, show_rate);
    on.post("/cycles/{cycle}/ratings", right, rate_one);
    mount_ratings_api(on);
}

}  // namespace rapport::ratings
