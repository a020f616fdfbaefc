#include "platform/letters/letters.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "kernel/mail/mail.hpp"
#include "platform/letters/letters_store.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::letters {

namespace json = boost::json;

namespace {

std::string text_at(const json::object& object, std::string_view name) {
    return std::string(object.at(name).as_string());
}

std::string said(const json::object& letter, const locale::Speech& speech) {
    std::string text = speech.say(Key::of(text_at(letter, "says")));
    for (const json::value& one : letter.at("more").as_array()) {
        const json::object& sentence = one.as_object();
        const std::string key = text_at(sentence, "says"), names = text_at(sentence, "names");
        text += "\n\n" + (names.empty() ? speech.say(Key::of(key))
                                        : speech.say(Key::of(key), {{"names", names}}));
    }
    return text;
}

mail::Message written(const json::object& letter, const store::Reader& reader,
                      const locale::Speech& speech, std::string_view base_url) {
    return {.to_name = reader.name,
            .to_address = reader.address,
            .subject = speech.say(Key::of(text_at(letter, "subject"))),
            .text = speech.say("letters.hello", {{"name", reader.name}}) + "\n\n" +
                    said(letter, speech) + "\n\n" + std::string(base_url) +
                    text_at(letter, "path") + "\n\n" + speech.say("letters.why_so_short") + "\n",
            .language = std::string(tag(speech.language()))};
}

}  // namespace

std::string_view code(Reach reach) {
    return reach == Reach::who_is_here ? "who_is_here" : "who_has_left_too";
}

void leave(WriteTx& tx, Letter letter) {
    json::array to;
    std::ranges::sort(letter.to);
    letter.to.erase(std::unique(letter.to.begin(), letter.to.end()), letter.to.end());
    for (const PersonId person : letter.to) {
        if (person != tx.actor()) to.emplace_back(person.view());
    }
    if (to.empty()) return;
    // Twice at the same instant is the same.
    const std::string event =
        std::string(letter.event) + "/" + letter.thing + "/" + std::to_string(tx.now().ms);
    json::array more;
    for (const Sentence& one : letter.more) {
        more.push_back(json::object{{"says", one.says.name}, {"names", one.names}});
    }
    const json::object left{
        {"event", event},           {"path", letter.path},     {"subject", letter.subject.name},
        {"says", letter.says.name}, {"more", std::move(more)}, {"reach", code(letter.reach)},
        {"to", std::move(to)}};
    jobs::enqueue(tx, letter_job, event, json::serialize(left), tx.now());
}

void tell(WriteTx& tx, std::string_view left, std::string_view base_url) {
    const json::value value = json::parse(left);
    const json::object& letter = value.as_object();
    const auto settings = settings::load(tx);
    const Reach reach = text_at(letter, "reach") == code(Reach::who_is_here)
                            ? Reach::who_is_here
                            : Reach::who_has_left_too;
    for (const json::value& person : letter.at("to").as_array()) {
        const auto reader = store::reader(tx, std::string_view(person.as_string()), reach);
        if (!reader) continue;
        const auto language = locale::parse_language(reader->language);
        const Zone* zone = Zone::find(reader->zone);
        const locale::Speech speech(language, settings.words(language),
                                    zone != nullptr ? *zone : Zone::utc(), tx.now());
        mail::send(tx, written(letter, *reader, speech, base_url), text_at(letter, "event"));
    }
}

void mount_letters(jobs::Runner& runner, Db& db, std::string base_url) {
    runner.on(std::string(letter_job), [&db, base_url = std::move(base_url)](const jobs::Job& job) {
        db.write({.district = job.district, .actor = {}},
                 [&](WriteTx& tx) { tell(tx, job.payload, base_url); });
    });
}

}  // namespace rapport::letters
