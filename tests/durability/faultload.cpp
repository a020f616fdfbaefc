// Says operations to a server over a bad network (faultproxy), each with an idempotency key, each
// one to five times at once, again and again until it is acknowledged; then counts over a good
// connection what has really happened. Every acknowledged operation must have happened once.
//
//   faultload --via 9000 --direct 8080 --post /api/v1/contacts --list /api/v1/contacts
//             --body '{"note":"operation {n}"}' [--type application/json]
//             --header 'Authorization: Bearer …' --header 'Idempotency-Key: {key}'
//             [--operations 10000] [--lanes 16] [--seed 1] [--items contacts] [--next next]
//             [--id id] [--keys same|fresh]
//
// {n} is the operation's number, {key} its key; both may stand in the body and in the headers. An
// acknowledgement is a 2xx or 303. --list gives JSON with an array `items` of things that each have
// an `id`, and in `next` the cursor of the next page; an acknowledgement whose Location ends in
// such an id is matched with it. With --keys fresh every try has a key of its own: the control,
// which must show doubles. Prints one line of JSON; the exit code is 0 when nothing is lost,
// doubled, answered in two ways or never acknowledged.
#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <atomic>
#include <boost/json.hpp>
#include <charconv>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/durability/caller.hpp"

namespace {

namespace json = boost::json;
using rapport::durability::Answer;
using rapport::durability::ask;
using rapport::durability::bytes_of;
using rapport::durability::Call;
using rapport::durability::key_of;
using rapport::durability::number_of;
using rapport::durability::Question;

constexpr int tries_max = 60;

struct Settings {
    std::uint64_t via = 0, direct = 0, operations = 10'000, lanes = 16, seed = 1;
    std::string post, list, body, type = "application/json", items = "items", next = "next",
                                  id = "id", keys = "same";
    std::vector<std::string> headers;
};

std::uint16_t port(std::uint64_t number) { return static_cast<std::uint16_t>(number); }

std::string filled(std::string text, std::uint64_t n, const std::string& key) {
    for (const auto& [hole, value] :
         {std::pair<std::string_view, std::string>{"{n}", std::to_string(n)},
          std::pair<std::string_view, std::string>{"{key}", key}}) {
        for (auto at = text.find(hole); at != text.npos; at = text.find(hole, at + value.size())) {
            text.replace(at, hole.size(), value);
        }
    }
    return text;
}

Question question(const Settings& settings, std::string_view method, const std::string& path,
                  std::uint64_t n, const std::string& key) {
    Question made{.method = std::string(method), .path = path, .type = settings.type};
    for (const auto& header : settings.headers) made.headers.push_back(filled(header, n, key));
    if (method == "POST") made.body = filled(settings.body, n, key);
    return made;
}

struct Tally {
    std::mutex mutex;
    std::map<int, int> statuses;
    std::multiset<std::string> locations;  // One for each acknowledged operation.
    int acknowledged = 0, unheard = 0, in_two_ways = 0;
    std::int64_t sent = 0;
};

void operate(const Settings& settings, std::uint64_t n, Tally& tally) {
    std::set<std::pair<std::string, std::string>> answers;
    std::uint64_t salt = 0;
    for (int attempt = 0; attempt < tries_max && answers.empty(); ++attempt) {
        const auto copies =
            1 + number_of(settings.seed, n * 1000 + static_cast<std::uint64_t>(attempt)) % 5;
        std::vector<std::unique_ptr<Call>> calls;
        for (std::uint64_t copy = 0; copy < copies; ++copy) {
            if (settings.keys == "fresh") ++salt;
            const auto key = key_of(settings.seed, n * 1000 + salt);
            const auto asked = question(settings, "POST", settings.post, n, key);
            calls.push_back(
                std::make_unique<Call>(port(settings.via), bytes_of(asked, port(settings.direct))));
        }
        for (auto& call : calls) {
            const auto answer = call->hear();
            const std::lock_guard lock(tally.mutex);
            ++tally.sent;
            ++tally.statuses[answer.status];
            if (answer.is_acknowledgement()) answers.emplace(answer.location, answer.body);
        }
        // What is refused for now (409, 503) or lost is tried again a little later.
        if (answers.empty()) ::poll(nullptr, 0, 20 * attempt);
    }
    const std::lock_guard lock(tally.mutex);
    tally.acknowledged += answers.empty() ? 0 : 1;
    tally.unheard += answers.empty() ? 1 : 0;
    tally.in_two_ways += answers.size() > 1 ? 1 : 0;
    if (!answers.empty()) tally.locations.insert(answers.begin()->first);
}

// A server that has just been killed is given half a minute to be back.
Answer listed_page(const Settings& settings, const std::string& path) {
    Answer answer;
    for (int tries = 0; tries < 300; ++tries) {
        answer = ask(port(settings.direct), question(settings, "GET", path, 0, ""));
        if (answer.status == 200) return answer;
        ::poll(nullptr, 0, 100);
    }
    throw std::runtime_error(fmt::format("{} answered {}", path, answer.status));
}

// The ids of all that is there, over the good connection.
std::vector<std::string> listed(const Settings& settings) {
    std::vector<std::string> ids;
    std::string cursor;
    do {
        const auto mark = settings.list.find('?') == std::string::npos ? "?" : "&";
        const auto path =
            cursor.empty() ? settings.list : settings.list + mark + "cursor=" + cursor;
        const auto answer = listed_page(settings, path);
        const auto page = json::parse(answer.body).as_object();
        for (const auto& item : page.at(settings.items).as_array()) {
            ids.emplace_back(item.as_object().at(settings.id).as_string());
        }
        const auto* next = page.if_contains(settings.next);
        cursor = next != nullptr && next->is_string() ? std::string(next->as_string()) : "";
    } while (!cursor.empty());
    return ids;
}

int judge(const Settings& settings, const std::vector<std::string>& before, const Tally& tally) {
    auto after = listed(settings);
    const std::set<std::string> old(before.begin(), before.end());
    std::multiset<std::string> made;
    for (const auto& id : after) {
        if (old.count(id) == 0) made.insert(id);
    }
    int lost = 0;
    for (const auto& location : tally.locations) {
        const auto id = location.substr(location.rfind('/') + 1);
        if (!location.empty() && made.count(id) == 0) ++lost;
    }
    const auto acknowledged = tally.acknowledged;
    const auto doubled = std::max(0, static_cast<int>(made.size()) - acknowledged - tally.unheard);
    lost = std::max(lost, acknowledged - static_cast<int>(made.size()));
    json::object statuses;
    for (const auto& [status, count] : tally.statuses) statuses[std::to_string(status)] = count;
    const json::object said{{"operations", settings.operations},
                            {"sent", tally.sent},
                            {"answers", statuses},
                            {"acknowledged", acknowledged},
                            {"never_acknowledged", tally.unheard},
                            {"effects", made.size()},
                            {"lost", lost},
                            {"doubled", doubled},
                            {"answered_in_two_ways", tally.in_two_ways}};
    fmt::print("{}\n", json::serialize(said));
    return lost + doubled + tally.in_two_ways + tally.unheard == 0 ? 0 : 1;
}

bool read_settings(int count, char** words, Settings& settings) {
    const std::map<std::string_view, std::string*> texts = {
        {"--post", &settings.post}, {"--list", &settings.list},   {"--body", &settings.body},
        {"--type", &settings.type}, {"--items", &settings.items}, {"--next", &settings.next},
        {"--id", &settings.id},     {"--keys", &settings.keys}};
    const std::map<std::string_view, std::uint64_t*> numbers = {
        {"--via", &settings.via},
        {"--direct", &settings.direct},
        {"--seed", &settings.seed},
        {"--lanes", &settings.lanes},
        {"--operations", &settings.operations}};
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string_view name = words[i], value = words[i + 1];
        if (name == "--header") {
            settings.headers.emplace_back(value);
        } else if (const auto text = texts.find(name); text != texts.end()) {
            *text->second = value;
        } else if (const auto found = numbers.find(name); found != numbers.end()) {
            std::from_chars(value.data(), value.data() + value.size(), *found->second);
        } else {
            return false;
        }
    }
    return settings.via != 0 && settings.direct != 0 && !settings.post.empty() &&
           !settings.list.empty();
}

}  // namespace

int main(int count, char** words) {
    Settings settings;
    if (!read_settings(count, words, settings)) {
        fmt::print(stderr,
                   "faultload --via <port> --direct <port> --post <path> --list <path> …\n");
        return 2;
    }
    try {
        const auto before = listed(settings);
        Tally tally;
        std::atomic<std::uint64_t> next = 0;
        std::vector<std::thread> lanes;
        for (std::uint64_t lane = 0; lane < settings.lanes; ++lane) {
            lanes.emplace_back([&] {
                for (auto n = next++; n < settings.operations; n = next++)
                    operate(settings, n, tally);
            });
        }
        for (auto& lane : lanes) lane.join();
        return judge(settings, before, tally);
    } catch (const std::exception& fault) {
        fmt::print(stderr, "faultload: {}\n", fault.what());
        return 2;
    }
}
