#include "coaching/requests/requests_news.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <vector>

#include "coaching/requests/requests_store.hpp"
#include "kernel/mail/mail.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::requests {

namespace json = boost::json;

namespace {

constexpr std::array<std::string_view, 7> event_codes{
    "asked", "placed", "scheduled", "closed", "reopened", "withdrawn", "answered"};

enum class Side : std::uint8_t { teacher, branch };

struct Letter {
    store::Reader reader;
    Side side;
};

bool concerns_teacher(Event event) { return event != Event::withdrawn; }

bool concerns_holder(Event event) {
    return event == Event::placed || event == Event::closed || event == Event::reopened ||
           event == Event::withdrawn || event == Event::answered;
}

// A whole team is told only of what nobody has yet.
bool concerns_team(Event event) {
    return event == Event::asked || event == Event::placed || event == Event::reopened ||
           event == Event::answered;
}

// Collects whom it concerns; each person once, and never the one who acted.
class Round {
  public:
    Round(ReadTx& tx, const News& news, Day today) : tx_(tx), news_(news), today_(today) {}

    void add(const std::optional<PersonId>& person, Side side) {
        if (!person || is_out(*person)) return;
        if (auto reader = store::reader(tx_, *person, today_)) letters_.push_back({*reader, side});
    }
    void add(const store::Team& team) {
        for (auto& reader : store::team(tx_, team, today_)) {
            if (!is_out(reader.id)) letters_.push_back({std::move(reader), Side::branch});
        }
    }
    std::vector<Letter> take() { return std::move(letters_); }

  private:
    bool is_out(PersonId person) const {
        return person == news_.actor || std::ranges::any_of(letters_, [&](const Letter& letter) {
                   return letter.reader.id == person;
               });
    }
    ReadTx& tx_;
    const News& news_;
    Day today_;
    std::vector<Letter> letters_;
};

std::vector<Letter> letters(ReadTx& tx, const News& news, const store::Around& around) {
    Round round(tx, news, around.today);
    if (concerns_teacher(news.event)) round.add(around.teacher, Side::teacher);
    if (concerns_holder(news.event)) {
        round.add(around.holder, Side::branch);
        round.add(news.had_it, Side::branch);
    }
    if (concerns_team(news.event) && !around.holder) {
        round.add({.branch = around.branch.value_or(Branch::coach), .building = around.building});
    }
    return round.take();
}

Key what_happened(Event event, Side side) {
    if (side == Side::teacher) {
        return event == Event::asked ? Key("requests.mail_asked_for_you")
                                     : Key("requests.mail_yours_changed");
    }
    return event == Event::asked ? Key("requests.mail_somebody_asks")
                                 : Key("requests.mail_changed");
}

mail::Message written(const Letter& letter, const News& news, const locale::Speech& speech,
                      std::string_view base_url, const std::optional<std::string>& answer_at) {
    const std::string url = std::string(base_url) + "/requests/" + news.request.text();
    std::string answer;
    if (answer_at) answer = speech.say("requests.mail_answer") + "\n\n";
    const bool is_teacher = letter.side == Side::teacher;
    return {.to_name = letter.reader.name,
            .to_address = letter.reader.address,
            .subject = speech.say(is_teacher ? Key("requests.mail_subject_teacher")
                                             : Key("requests.mail_subject_branch")),
            .text = speech.say("requests.mail_hello", {{"name", letter.reader.name}}) + "\n\n" +
                    speech.say(what_happened(news.event, letter.side)) + "\n\n" + url + "\n\n" +
                    answer + speech.say("requests.mail_why_so_short") + "\n",
            .language = std::string(tag(speech.language())),
            .reply_to = answer_at.value_or("")};
}

}  // namespace

std::string_view code(Event event) { return event_codes[static_cast<std::size_t>(event)]; }

std::optional<Event> parse_event(std::string_view text) {
    const auto at = std::ranges::find(event_codes, text);
    if (at == event_codes.end()) return std::nullopt;
    return static_cast<Event>(at - event_codes.begin());
}

std::string to_json(const News& news) {
    json::object object{{"event", code(news.event)},
                        {"request", news.request.view()},
                        {"version", news.version},
                        {"actor", news.actor.view()}};
    if (news.had_it) object["had_it"] = news.had_it->view();
    return json::serialize(object);
}

std::optional<News> parse_news(std::string_view text) {
    boost::system::error_code error;
    const json::value value = json::parse(text, error);
    if (error || !value.is_object()) return std::nullopt;
    const auto at = [&](std::string_view name) -> std::string_view {
        const json::value* field = value.as_object().if_contains(name);
        return field != nullptr && field->is_string() ? std::string_view(field->as_string()) : "";
    };
    const auto event = parse_event(at("event"));
    const auto request = RequestId::parse(at("request"));
    const json::value* version = value.as_object().if_contains("version");
    if (!event || !request || version == nullptr || !version->is_int64()) return std::nullopt;
    return News{.event = *event,
                .request = *request,
                .version = version->as_int64(),
                .actor = PersonId::parse(at("actor")).value_or(PersonId()),
                .had_it = PersonId::parse(at("had_it"))};
}

void leave_news(WriteTx& tx, const News& news) {
    const std::string dedup = news.request.text() + "/" + std::to_string(news.version);
    jobs::enqueue(tx, news_job, dedup, to_json(news), tx.now());
}

void tell(WriteTx& tx, const News& news, const Outside& outside) {
    const auto around = store::around(tx, news.request);
    if (!around) return;
    const auto all = letters(tx, news, *around);
    if (all.empty()) return;
    const auto settings = settings::load(tx);
    const std::string event = "request." + std::string(code(news.event)) + "/" +
                              news.request.text() + "/" + std::to_string(news.version);
    for (const Letter& letter : all) {
        const auto language = locale::parse_language(letter.reader.language);
        const locale::Speech speech(language, settings.words(language), *around->zone, tx.now());
        const auto answer_at = outside.reply_address(tx, letter.reader.id, news.request);
        mail::send(tx, written(letter, news, speech, outside.base_url, answer_at), event);
    }
}

void mount_news(jobs::Runner& runner, Db& db, Outside outside) {
    runner.on(std::string(news_job), [&db, outside = std::move(outside)](const jobs::Job& job) {
        const auto news = parse_news(job.payload);
        must(news.has_value(), "a piece of news that cannot be read");
        db.write({.district = job.district, .actor = {}},
                 [&](WriteTx& tx) { tell(tx, *news, outside); });
    });
}

}  // namespace rapport::requests
