// A fourth district that means no good: whatever it serves, it costs little memory and time, each
// thing is named on its page, and the others are read as before.
#include <gtest/gtest.h>
#include <zlib.h>

#include <chrono>
#include <fstream>
#include <map>

#include "design/exchange/document.hpp"
#include "design/exchange/exchange_cast.hpp"
#include "design/posts/posts_cast.hpp"
#include "tests/hostile/reading.hpp"

namespace rapport::exchange {
namespace {

using cast::District;
using cast::http_answer;
using cast::Wild;
using test::Reply;

// The most memory this process held since `begin_watching`, in KiB.
std::int64_t peak_kib() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (!line.starts_with("VmHWM:")) continue;
        const auto digits = text::trimmed(std::string_view(line).substr(6));
        return text::number<std::int64_t>(digits.substr(0, digits.find(' '))).value_or(0);
    }
    return 0;
}
void begin_watching() { std::ofstream("/proc/self/clear_refs") << "5"; }

std::string gzipped(const std::string& text) {
    z_stream stream = {};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
    std::string out(text.size() / 100 + 1000, '\0'), in = text;
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string an_id(char last) { return std::string(25, '1') + last; }

Item an_item(char last = '1') {
    Item item;
    item.id = an_id(last);
    item.title = "A post";
    item.language = "en";
    item.licence = "cc-by-4.0";
    item.author = "Wild district";
    item.contact = "Nobody";
    item.sections = {{"purpose", "To help", 0}};
    return item;
}

// What a district of one key publishes.
struct Made {
    sealing::Secret key = sealing::Secret::random();
    Index index{.author = "Wild district", .address = "x", .sequence = 1, .published_at = {}};
    std::map<std::string, std::string> documents;

    void add(const Item& item) {
        const std::string document = written(item, key);
        documents[item.id] = document;
        index.entries.push_back(
            {item.id, item.kind, item.title, digest_of(document), item.number, false});
    }
    std::string answer(const std::string& path) const {
        if (path.ends_with("index.json")) return http_answer(written(index, key));
        const auto at = documents.find(path.substr(path.rfind('/') + 1, 26));
        return http_answer(at == documents.end() ? "{}" : at->second);
    }
};

class ExchangeHostile : public testing::Test {
  protected:
    // What the peer's page says when all is answered so.
    std::string says_of(const Wild::Says& says, bool drips = false) {
        Wild wild(says);
        wild.drips = drips;
        const std::string peer = us.reads(wild.url());
        const Reply page = us.school.admin.get(peer);
        EXPECT_EQ(us.school.admin.del(peer).status, 303);
        return page.body;
    }
    std::string says_of_index(const std::string& bytes) {
        return says_of([&](const std::string&) { return bytes; });
    }
    static bool has(const std::string& page, std::string_view words) {
        return page.find(words) != page.npos;
    }
    District us;
};

TEST_F(ExchangeHostile, each_bad_index_is_refused_with_its_reason) {
    const Made made;
    const std::string good = written(made.index, made.key);
    std::string changed = good;
    changed.replace(changed.find("Wild"), 4, "Mild");
    std::string schema = good;
    schema.replace(schema.find("index/1"), 7, "index/9");
    const std::vector<std::pair<std::string, std::string>> table{
        {http_answer(std::string(3 * 1024 * 1024, ' ')), "larger than such a thing may be"},
        {http_answer(std::string(100'000, '[')), "nested too deeply"},
        {http_answer(R"({"a":)" + std::string(11, '[') + std::string(11, ']') + "}"),
         "nested too deeply"},
        {http_answer("{\"schema\":\"\xff\xfe\"}"), "signs that are no text"},
        {http_answer(good.substr(0, good.size() / 2)), "breaks off"},
        {http_answer(good + "{}"), "is no JSON"},
        {http_answer(changed), "changed after it was signed"},
        {http_answer(schema), "does not know"},
        {http_answer(good, "text/html"), "is no JSON document"},
        {"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:22/\r\nContent-Length: 0\r\n\r\n",
         "sends us elsewhere"},
        {"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "nothing at this address"},
        {"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", "did not give it"},
        {"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort", "does not answer"},
        {http_answer(gzipped(std::string(200 * 1024 * 1024, '[')), "application/json",
                     "Content-Encoding: gzip\r\n"),
         "larger than such a thing may be"},
    };
    begin_watching();
    const auto before = peak_kib();
    for (const auto& [bytes, reason] : table) {
        EXPECT_TRUE(has(says_of_index(bytes), reason)) << reason;
    }
    const auto grown = peak_kib() - before;
    RecordProperty("peak_kib", static_cast<int>(grown));
    EXPECT_LT(grown, 48 * 1024) << "KiB, while 200 MiB were offered";
}

TEST_F(ExchangeHostile, a_tag_that_is_no_text_is_not_kept) {
    const Made made;
    const std::string page = says_of_index(
        http_answer(written(made.index, made.key), "application/json", "ETag: \"\xff\xfe\"\r\n"));
    EXPECT_TRUE(has(page, "0 things are here"));
}

TEST_F(ExchangeHostile, a_slow_drip_is_left_after_ten_seconds) {
    const auto begun = std::chrono::steady_clock::now();
    const std::string page =
        says_of([](const std::string&) { return http_answer(std::string(5000, ' ')); }, true);
    const auto took = std::chrono::steady_clock::now() - begun;
    EXPECT_TRUE(has(page, "It came too slowly."));
    EXPECT_LT(took, std::chrono::seconds(15));
}

TEST_F(ExchangeHostile, each_bad_item_is_refused_and_the_good_one_beside_it_is_read) {
    Made made, other;
    for (const char last : {'1', '2', '3', '4', '5', '6', '7'}) made.add(an_item(last));
    for (const char last : {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'}) made.add(an_item(last));
    made.documents[an_id('2')] = written(an_item('2'), other.key);  // Signed by another.
    made.index.entries[1].digest = digest_of(made.documents[an_id('2')]);
    made.documents[an_id('3')] = made.documents[an_id('1')];  // Another in its place …
    made.documents[an_id('4')] = made.documents[an_id('1')];
    made.index.entries[3].digest = digest_of(made.documents[an_id('4')]);  // … as announced.
    made.documents[an_id('5')] = std::string(1024 * 1024, ' ');
    Item bad = an_item('6');
    bad.licence = "mine";
    made.documents[bad.id] = written(bad, made.key);
    made.index.entries[5].digest = digest_of(made.documents[bad.id]);
    Item long_one = an_item('7');
    long_one.sections = {{"purpose", std::string(5000, 'x'), 0}};
    made.documents[long_one.id] = written(long_one, made.key);
    made.index.entries[6].digest = digest_of(made.documents[long_one.id]);
    Wild wild([&](const std::string& path) { return made.answer(path); });
    const std::string peer = us.reads(wild.url());
    const Reply page = us.school.admin.get(peer);
    for (const char* reason : {"signed by somebody else", "not what their index announces",
                               "another thing than their index", "larger than such a thing",
                               "too long or of the wrong kind"}) {
        EXPECT_TRUE(page.shows(reason)) << reason;
    }
    EXPECT_EQ(us.copies().size(), 9U);
    us.school.admin.del(peer);
}

TEST_F(ExchangeHostile, whoever_sends_mostly_wrong_things_is_set_aside_until_somebody_says_so) {
    Made made;
    for (const char last : {'1', '2', '3', '4'}) made.add(an_item(last));
    for (auto& [id, document] : made.documents) document = "{}";
    Wild wild([&](const std::string& path) { return made.answer(path); });
    const std::string peer = us.reads(wild.url());
    EXPECT_TRUE(us.school.admin.get(peer).shows("Too much of what came was wrong."));
    const int visits = wild.visits;
    test::clock().advance_seconds(30 * 24 * 3600);
    cast::look();
    EXPECT_EQ(wild.visits, visits);
    us.look_again(peer);
    EXPECT_GT(wild.visits, visits);
    us.school.admin.del(peer);
}

TEST_F(ExchangeHostile, an_older_index_is_not_taken_for_news) {
    Made made;
    made.index.sequence = 7;
    made.add(an_item());
    Wild wild([&](const std::string& path) { return made.answer(path); });
    const std::string peer = us.reads(wild.url());
    EXPECT_EQ(us.copies().size(), 1U);
    made.index.sequence = 6;
    made.index.entries.clear();
    us.look_again(peer);
    EXPECT_TRUE(us.school.admin.get(peer).shows("older than what was seen before"));
    made.index.sequence = 7;  // The same number, with another content.
    us.look_again(peer);
    EXPECT_TRUE(us.school.admin.get(peer).shows("older than what was seen before"));
    EXPECT_EQ(us.copies().size(), 1U) << "what was read stays";
    us.school.admin.del(peer);
}

TEST_F(ExchangeHostile, another_key_is_not_believed_before_a_person_has_asked) {
    Made made, thief;
    made.add(an_item());
    thief.add(an_item('2'));
    thief.index.sequence = 9;
    bool is_stolen = false;
    Wild wild([&](const std::string& path) {
        return is_stolen ? thief.answer(path) : made.answer(path);
    });
    const std::string peer = us.reads(wild.url());
    is_stolen = true;
    us.look_again(peer);
    const Reply page = us.school.admin.get(peer);
    EXPECT_TRUE(page.shows("They sign with another key than before."));
    EXPECT_TRUE(page.shows(fingerprint_of(sealing::signing_key_of(thief.key))));
    EXPECT_EQ(us.copies().front().item, an_id('1'));
    EXPECT_EQ(us.school.admin.post(peer + "/look").status, 422);
    EXPECT_EQ(us.school.admin.post(peer + "/key").status, 303);
    cast::look();
    ASSERT_EQ(us.copies().size(), 1U);
    EXPECT_EQ(us.copies().front().item, an_id('2'));
    us.school.admin.del(peer);
}

TEST_F(ExchangeHostile, two_that_name_each_other_as_their_source_are_read_like_any_other) {
    Made made;
    Item one = an_item('1'), two = an_item('2');
    one.lineage = {{"x", two.id, "", two.title, two.author, "cc-by-4.0", 1},
                   {"x", one.id, "", one.title, one.author, "cc-by-4.0", 1}};
    two.lineage = {{"x", one.id, "", one.title, one.author, "cc-by-4.0", 1}};
    made.add(one);
    made.add(two);
    Wild wild([&](const std::string& path) { return made.answer(path); });
    const std::string peer = us.reads(wild.url());
    EXPECT_EQ(wild.visits, 3) << "an index and two items: nothing else is followed";
    ASSERT_EQ(us.copies().size(), 2U);
    for (const Copy& copy : us.copies()) {
        EXPECT_EQ(us.school.admin.get("/exchange/items/" + copy.id.text()).status, 200);
        EXPECT_EQ(us.school.admin.post("/exchange/items/" + copy.id.text() + "/adoption").status,
                  303);
    }
    us.school.admin.del(peer);
}

TEST_F(ExchangeHostile, hostile_words_are_words) {
    Made made;
    Item item = an_item();
    item.title = "<script>alert(1)</script>\u202etxt.exe";
    item.author = "<img src=x onerror=alert(1)>";
    item.sections = {{"purpose", "</p><script>alert(2)</script>\u2066", 0},
                     {"week_hours", "many", 0}};
    posts::Duty duty;
    duty.id = duty.origin = posts::DutyId::parse(an_id('8')).value();
    duty.heading = "<b>";
    duty.words = "{{csrf}} & <b>bold</b>";
    duty.share = 100;
    item.duties = {duty, duty};
    made.add(item);
    Wild wild([&](const std::string& path) { return made.answer(path); });
    const std::string peer = us.reads(wild.url());
    ASSERT_EQ(us.copies().size(), 1U);
    const std::string page = "/exchange/items/" + us.copies().front().id.text();
    const Reply adopted = us.school.admin.post(page + "/adoption");
    EXPECT_EQ(adopted.status, 303) << adopted.body;
    for (const std::string& at :
         {std::string("/exchange"), page, peer, adopted.location + "/versions/1",
          "/exchange/comparison?with=" + page.substr(page.size() - 26)}) {
        const Reply reply = us.school.admin.get(at);
        EXPECT_EQ(reply.status, 200) << at;
        EXPECT_FALSE(reply.shows("<script>alert")) << at;
        EXPECT_FALSE(reply.shows("<img src=x")) << at;
        EXPECT_FALSE(reply.shows("\u202e")) << at;
        EXPECT_FALSE(reply.shows("\u2066")) << at;
        for (const auto& mistake : test::read_page(reply.body).mistakes) {
            ADD_FAILURE() << mistake << " at " << at;
        }
    }
    us.school.admin.del(peer);
}

TEST_F(ExchangeHostile, the_real_fetcher_goes_to_no_neighbour) {
    const fetch::Fetcher guarded(fetch::Reach::public_web);
    for (const char* address :
         {"http://127.0.0.1/x/index.json", "https://127.0.0.1/x/index.json",
          "https://169.254.169.254/latest/index.json", "https://[::1]/x/index.json"}) {
        const Reply added = us.school.admin.post("/exchange/peers", {{"address", address}});
        ASSERT_EQ(added.status, 303) << address;
        read_due(test::database(), guarded, 1000);
        EXPECT_TRUE(us.school.admin.get(added.location)
                        .shows("Only https addresses of the public internet are read."))
            << address;
        us.school.admin.del(added.location);
    }
    for (const char* address : {"", "lakes", "ftp://x.example/index.json", "https://x.example/",
                                "https://u:p@x.example/index.json",
                                "https://x.example/\u202e/index.json", "javascript:/index.json"}) {
        EXPECT_EQ(us.school.admin.post("/exchange/peers", {{"address", address}}).status, 422)
            << address;
    }
}

TEST_F(ExchangeHostile, the_others_are_read_beside_it) {
    District lakes;
    const std::string post = posts::cast::in_force(lakes.school);
    lakes.publish({cast::value_of(post)});
    Wild wild([](const std::string&) { return http_answer(std::string(100'000, '[')); });
    const std::string bad = us.reads(wild.url());
    us.reads(lakes.url());
    EXPECT_EQ(us.copies().size(), 1U);
    EXPECT_TRUE(us.school.admin.get("/exchange/peers").shows("nested too deeply"));
    for (int i = 0; i < 10; ++i) {
        test::clock().advance_seconds(5 * 24 * 3600);
        cast::look();
    }
    EXPECT_TRUE(us.school.admin.get(bad).shows("could not be read many times in a row"));
    EXPECT_EQ(wild.visits, 8) << "then it is left alone";
    EXPECT_EQ(us.copies().size(), 1U);
    us.school.admin.del(bad);
}

}  // namespace
}  // namespace rapport::exchange
