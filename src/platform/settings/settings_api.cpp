// Words, numbers and rights for programs.
#include <boost/json.hpp>

#include "platform/settings/choices.hpp"
#include "platform/settings/settings_pages.hpp"

namespace rapport::settings {

using desk::Answer;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;

namespace {

json::object words_json(ReadTx& tx) {
    json::array words;
    for (const WordChoice& choice : word_choices(load(tx))) {
        json::array choices;
        for (const std::string& one : choice.choices) choices.push_back(json::value(one));
        words.push_back(json::object{{"name", choice.name},
                                     {"word", choice.word},
                                     {"language", locale::tag(choice.language)},
                                     {"chosen", choice.chosen},
                                     {"choices", std::move(choices)}});
    }
    return {{"words", std::move(words)}, {"next", nullptr}};
}

json::object numbers_json(ReadTx& tx, const locale::Speech& speech) {
    json::array numbers;
    for (const NumberRule& rule : number_rules()) {
        numbers.push_back(json::object{{"name", rule.name},
                                       {"value", number(tx, rule.name, rule.otherwise)},
                                       {"least", rule.least},
                                       {"most", rule.most},
                                       {"says", speech.say(rule.label)}});
    }
    return {{"numbers", std::move(numbers)}, {"next", nullptr}};
}

Response get_words(Reading& request) { return request.json(request.read(words_json)); }

Response get_numbers(Reading& request) {
    return request.json(
        request.read([&](ReadTx& tx) { return numbers_json(tx, request.speech()); }));
}

Response post_words(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto done = choose_words(tx, request.form(), Missing::left_as_it_is);
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(words_json(tx)));
    });
}

Response post_numbers(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto done = set_numbers(tx, request.form(), Missing::left_as_it_is);
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(numbers_json(tx, request.speech())));
    });
}

Response get_rights(Reading& request) {
    json::array roles;
    for (int r = 0; r < role_count; ++r) {
        const Role role = static_cast<Role>(r);
        json::array rights;
        for (int i = 0; i < right_count; ++i) {
            if (rights_of(role).test(static_cast<std::size_t>(i))) {
                rights.push_back(json::value(code(static_cast<Right>(i))));
            }
        }
        roles.push_back(json::object{{"role", code(role)},
                                     {"name", request.speech().say(label(role))},
                                     {"rights", std::move(rights)}});
    }
    return request.json(json::object{{"roles", std::move(roles)}, {"next", nullptr}});
}

using K = Field::Kind;

// The names of the words live as long as the program, since a route's document points at them.
std::vector<Field> word_inputs() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const WordChoice& choice : word_choices({})) all.push_back(choice.name);
        return all;
    }();
    std::vector<Field> fields;
    for (const std::string& name : names) fields.push_back({name, K::text});
    return fields;
}

std::vector<Field> number_inputs() {
    std::vector<Field> fields;
    for (const NumberRule& rule : number_rules()) fields.push_back({rule.name, K::number});
    return fields;
}

std::vector<Field> word_fields() {
    return {{"name", K::text, true},
            {"word", K::text, true},
            {"language", K::choice, true, "", "en|fr"},
            {"chosen", K::text, true},
            {"choices", K::texts, true}};
}

std::vector<Field> number_fields() {
    return {{"name", K::text, true},
            {"value", K::number, true},
            {"least", K::number, true},
            {"most", K::number, true},
            {"says", K::text, true}};
}

}  // namespace

void mount_settings_api(desk::Routes& on) {
    const Right right = Right::change_settings;
    on.api_get(
        "/api/v1/settings/words", right, get_words,
        {.summary = "The district's own words.", .output = word_fields(), .output_list = "words"});
    on.api_post("/api/v1/settings/words", right, post_words,
                {.summary = "Chooses words; those not named stay.",
                 .input = word_inputs(),
                 .output = word_fields(),
                 .output_list = "words"});
    on.api_get("/api/v1/settings/numbers", right, get_numbers,
               {.summary = "Numbers a district sets.",
                .output = number_fields(),
                .output_list = "numbers"});
    on.api_post("/api/v1/settings/numbers", right, post_numbers,
                {.summary = "Sets numbers; those not named stay.",
                 .input = number_inputs(),
                 .output = number_fields(),
                 .output_list = "numbers"});
    on.api_get(
        "/api/v1/rights", Right::signed_in, get_rights,
        {.summary = "Which role may do what.",
         .output = {{"role", K::text, true}, {"name", K::text, true}, {"rights", K::texts, true}},
         .output_list = "roles"});
}

}  // namespace rapport::settings
