// Search over a made directory and made documents, beside the same query straight on the full text
// of the database, in turn, in one run. Nothing here is a school or a text of anybody: names,
// places and words are made from a seed.
//   search_bench DATABASE [schools=100000] [documents=20000] [rounds=3]
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iterator>
#include <string>
#include <vector>

#include "design/search/search.hpp"
#include "design/search/words.hpp"
#include "kernel/crypto/crypto.hpp"
#include "kernel/db/migrate.hpp"
#include "kernel/db/text_index.hpp"
#include "kernel/locale/words.hpp"
#include "platform/districts/districts.hpp"

namespace rapport {
namespace {

using Steady = std::chrono::steady_clock;

namespace sql {
constexpr Sql on_sqlite{"bench.on_sqlite", R"(
    SELECT rowid FROM search_text WHERE search_text MATCH $1 ORDER BY rank LIMIT 20)"};
constexpr Sql on_postgres{"bench.on_postgres", R"(
    SELECT number FROM search_text WHERE words @@ CAST($1 AS tsquery)
     ORDER BY ts_rank('{0.05, 0.1, 0.2, 1.0}', words, CAST($1 AS tsquery), 1) DESC
     LIMIT 20)"};
}  // namespace sql

// The same sequence everywhere (SplitMix64).
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::size_t below(std::size_t count) {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ull);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
        return static_cast<std::size_t>((z ^ (z >> 31)) % count);
    }
    // Few are frequent, most are rare.
    std::size_t rare(std::size_t count) { return below(below(count) + 1); }

  private:
    std::uint64_t state_;
};

constexpr const char* syllables[] = {"ka",  "lo", "mir", "ten", "sa",  "bru", "del", "an",
                                     "gor", "pe", "rin", "vu",  "hal", "wes", "ti",  "om"};
constexpr const char* kinds[] = {"Elementary School", "Middle School",  "High School",
                                 "Academy",           "Charter School", "Center"};
constexpr const char* titles[] = {"ITRT",
                                  "Technology integrator",
                                  "E-coach",
                                  "Instructional technology facilitator",
                                  "Digital learning coach",
                                  "Teacher librarian"};

std::string word(std::size_t number) {
    std::string made;
    for (std::size_t rest = number + 16; rest > 0; rest /= 16) made += syllables[rest % 16];
    return made;
}

std::string name(std::size_t number) {
    std::string made = word(number);
    made.front() = static_cast<char>(made.front() - 'a' + 'A');
    return made;
}

search::Document school(std::size_t i) {
    Dice dice(i * 7919 + 1);
    const std::string id = fmt::format("{:012}", i);
    return {id, "/directory/nces/" + id,
            name(dice.rare(4000)) + " " + kinds[dice.below(std::size(kinds))],
            name(dice.rare(8000)) + ", " + name(dice.below(50)) + " · " + id};
}

search::Document document(std::size_t i) {
    Dice dice(i * 104729 + 2);
    search::Document made{
        fmt::format("made/{}", i), fmt::format("/made/{}", i),
        std::string(titles[dice.below(std::size(titles))]) + " " + name(dice.rare(4000)), ""};
    const std::size_t length = 60 + dice.below(180);
    for (std::size_t k = 0; k < length; ++k) made.words += word(dice.rare(6000)) + " ";
    return made;
}

std::vector<std::string> queries() {
    std::vector<std::string> made;
    Dice dice(20261129);
    for (std::size_t i = 0; i < 40; ++i) {
        const search::Document one = school(dice.below(100'000));
        made.push_back(one.title);
        made.push_back(one.title.substr(0, one.title.find(' ')) + " " +
                       one.words.substr(0, one.words.find(',')));
        made.push_back(one.thing);
        made.push_back(one.title.substr(0, 4));
        made.push_back(i % 2 == 0 ? titles[dice.below(std::size(titles))]
                                  : word(dice.rare(6000)) + " " + word(dice.rare(6000)));
    }
    return made;
}

double microseconds(Steady::time_point begin) {
    return std::chrono::duration<double, std::micro>(Steady::now() - begin).count();
}

void fill(Db& db, const DistrictId& district, std::size_t schools, std::size_t documents) {
    constexpr std::size_t chunk = 2'000;
    const Scope scope{.district = district, .actor = {}};
    search::open_space(db, district);
    const auto put = [&](search::Kind kind, auto&& make, std::size_t count) {
        const auto begin = Steady::now();
        for (std::size_t first = 0; first < count; first += chunk) {
            std::vector<search::Document> made;
            for (std::size_t i = first; i < std::min(first + chunk, count); ++i) {
                made.push_back(make(i));
            }
            db.write(scope, [&](WriteTx& tx) { search::put(tx, kind, made); });
        }
        fmt::print("{} {}: {:.1f} s\n", count, search::code(kind), microseconds(begin) / 1e6);
    };
    put(search::Kind::school, school, schools);
    put(search::Kind::post, document, documents);
}

double part(std::vector<double> times, double share) {
    std::ranges::sort(times);
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
}

struct Times {
    std::vector<double> ours, straight;
    std::size_t found = 0;
};

void ask(Db& db, const Scope& scope, const std::string& typed, Times& times) {
    const locale::Speech plain(locale::Language::english,
                               locale::default_words(locale::Language::english), Zone::utc(),
                               db.clock().now());
    const auto query = search::read_query(typed).text;
    const std::string text =
        db.is_sqlite() ? db::sqlite_text_query(query) : db::postgres_text_query(query);
    auto begin = Steady::now();
    db.read(scope, [&](ReadTx& tx) {
        std::size_t count = 0;
        tx.each(
            db.is_sqlite() ? sql::on_sqlite : sql::on_postgres, [&](const db::Row&) { ++count; },
            text);
    });
    times.straight.push_back(microseconds(begin));
    begin = Steady::now();
    const auto found = db.read(scope, [&](ReadTx& tx) {
        return search::find(tx, {typed, std::nullopt, 0}, plain);
    });
    times.ours.push_back(microseconds(begin));
    times.found += found.hits.empty() ? 0 : 1;
}

int run(const std::string& url, std::size_t schools, std::size_t documents, int rounds) {
    crypto::start();
    SystemClock clock;
    SeededRandom random(1);
    const auto db = Db::open({.url = url, .is_test = true}, clock, random);
    db::migrate(*db, db::shipped_migrations());
    const auto make = [&](const char* named) {
        return db->write(Scope::whole(), [&](WriteTx& tx) {
            return districts::add_district(
                tx, {.name = named, .zone = "UTC", .language = "en", .network = std::nullopt});
        });
    };
    const DistrictId district = make("Made"), other = make("Made beside it");
    const auto begin = Steady::now();
    fill(*db, district, schools, documents);
    fill(*db, other, schools / 50, documents / 50);
    if (!db->is_sqlite()) db->script("ANALYZE");
    fmt::print("{}: {} made schools, {} made documents in {:.1f} s\n",
               db->is_sqlite() ? "SQLite" : "PostgreSQL", schools, documents,
               microseconds(begin) / 1e6);
    const auto asked = queries();
    const Scope scope{.district = district, .actor = {}};
    std::vector<double> ratios;
    for (int round = 0; round <= rounds; ++round) {  // The first warms up.
        Times times;
        for (const std::string& one : asked) ask(*db, scope, one, times);
        if (round == 0) continue;
        ratios.push_back(part(times.ours, 0.99) / part(times.straight, 0.99));
        fmt::print(
            "round {}: {} queries, {} find something; p50 {:.0f} us beside {:.0f}, "
            "p99 {:.0f} us beside {:.0f}: {:.2f} x\n",
            round, asked.size(), times.found, part(times.ours, 0.5), part(times.straight, 0.5),
            part(times.ours, 0.99), part(times.straight, 0.99), ratios.back());
    }
    fmt::print("p99 {:.2f} x that of the full text alone (at most 2)\n", part(ratios, 0.5));
    return part(ratios, 0.5) <= 2 ? 0 : 1;
}

}  // namespace
}  // namespace rapport

int main(int count, char** words) {
    const auto number = [&](int at, std::size_t otherwise) {
        return count > at ? static_cast<std::size_t>(std::atoll(words[at])) : otherwise;
    };
    if (count < 2) return 2;
    return rapport::run(words[1], number(2, 100'000), number(3, 20'000),
                        static_cast<int>(number(4, 3)));
}
