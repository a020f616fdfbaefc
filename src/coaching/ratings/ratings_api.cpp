// Ratings for programs of those in the cycle.
#include <boost/json.hpp>

#include "coaching/ratings/ratings_pages.hpp"

namespace rapport::ratings {

using cycles::Hand;
using cycles::hand_of_member;
using desk::Answer;
using desk::Field;
using desk::Reading;
using http::Response;
namespace json = boost::json;

namespace {

json::object rating_json(const Rating& one) {
    json::array levels;
    for (const int level : one.levels) levels.emplace_back(std::to_string(level));
    return {{"id", one.id.text()},
            {"rater", one.rater_name},
            {"role", one.is_by_coach ? "coach" : "teacher"},
            {"framework", one.framework},
            {"edition", one.edition},
            {"on", one.on.iso()},
            {"levels", std::move(levels)},
            {"words", one.words},
            {"rated_at", one.rated_at.rfc3339()}};
}

Response list_ratings(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        for (const Rating& one : of(tx, hand_of_member(tx, request)))
            list.emplace_back(rating_json(one));
    });
    return request.json(json::object{{"ratings", std::move(list)}, {"next", nullptr}});
}

Response post_rating(desk::Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Hand hand = hand_of_member(tx, request);
        const auto typed = rating_in(tx, request.form());
        if (!typed) return typed.refusal();
        const auto made = rate(tx, hand, *typed);
        if (!made) return made.refusal();
        for (const Rating& one : of(tx, hand)) {
            if (one.id != *made) continue;
            return Answer::json(201, json::serialize(rating_json(one)),
                                "/api/v1/cycles/" + hand.cycle.id.text() + "/ratings");
        }
        bug("a rating is not there after it was kept", __FILE__, __LINE__);
    });
}

}  // namespace

void mount_ratings_api(desk::Routes& on) {
    using K = Field::Kind;
    const std::vector<Field> fields{
        {"id", K::id, true},
        {"rater", K::text, true},
        {"role", K::choice, true, "", "coach|teacher"},
        {"framework", K::choice, true, "", "samr|tim|picrat|triple_e|itu"},
        {"edition", K::text, true},
        {"on", K::day, true},
        {"levels", K::texts, true, "A number from 1 for each question."},
        {"words", K::text, true},
        {"rated_at", K::instant, true}};
    std::vector<Field> input{{"framework", K::choice, true, "", "samr|tim|picrat|triple_e|itu"},
                             {"on", K::day, false, "Today, when left out."},
                             {"words", K::text}};
    static constexpr std::string_view names[] = {"level_1", "level_2", "level_3",
                                                 "level_4", "level_5", "level_6",
                                                 "level_7", "level_8", "level_9"};
    for (const std::string_view name : names) input.push_back({name, K::number});
    const std::string path = "/api/v1/cycles/{cycle}/ratings";
    on.api_get(path, Right::join_cycles, list_ratings,
               {.summary = "Where lessons of a cycle stand, as those in it see it.",
                .output = fields,
                .output_list = "ratings"});
    on.api_post(path, Right::join_cycles, post_rating,
                {.summary = "Places a lesson on a published scale; stays as it is.",
                 .input = input,
                 .output = fields,
                 .answers = desk::Answers::created});
}

}  // namespace rapport::ratings
