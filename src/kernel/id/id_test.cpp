#include "kernel/id/id.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <thread>
#include <vector>

#include "kernel/id/random.hpp"

namespace rapport {
namespace {

TEST(Ids, a_text_that_is_no_id_is_refused) {
    EXPECT_FALSE(PersonId::parse(""));
    EXPECT_FALSE(PersonId::parse("0123456789abcdefghjkmnpqr"));    // One letter short.
    EXPECT_FALSE(PersonId::parse("0123456789abcdefghjkmnpqrst"));  // One too many.
    EXPECT_FALSE(PersonId::parse("0123456789abcdefghjkmnpqrI"));
    EXPECT_FALSE(PersonId::parse("0123456789abcdefghjkmnpqr'"));
    EXPECT_TRUE(PersonId::parse("0123456789abcdefghjkmnpqrs"));
}

TEST(Ids, an_empty_id_names_nobody) {
    EXPECT_TRUE(PersonId().is_none());
    EXPECT_EQ(PersonId().text(), std::string(26, '0'));
    EXPECT_EQ(PersonId::parse(PersonId().view()), PersonId());
}

TEST(Ids, bytes_keep_their_order_as_letters) {
    std::array<std::uint8_t, 16> low{};
    std::array<std::uint8_t, 16> high{};
    high[15] = 1;
    EXPECT_LT(id_text(low), id_text(high));
    high.fill(0xff);
    const auto last = id_text(high);
    EXPECT_EQ(std::string(last.begin(), last.end()), "7" + std::string(25, 'z'));
}

TEST(Ids, no_two_are_alike) {
    SystemRandom random;
    std::set<PersonId> seen;
    for (int i = 0; i < 10'000; ++i) seen.insert(random.id<PersonId>());
    EXPECT_EQ(seen.size(), 10'000u);
    EXPECT_FALSE(seen.begin()->is_none());
}

// 32 bits in common keep rows together in an index; all others differ.
TEST(Ids, a_thousand_made_one_after_another_begin_alike) {
    constexpr std::size_t in_common = 6;  // Letters: two zero bits, and 28 of the 32.
    SeededRandom random(3);
    std::map<std::string, int> beginnings;
    std::set<std::string> endings;
    for (int i = 0; i < 5'000; ++i) {
        const std::string id = random.id<PersonId>().text();
        ++beginnings[id.substr(0, in_common)];
        endings.insert(id.substr(in_common + 1));
    }
    EXPECT_EQ(beginnings.size(), 5u);
    for (const auto& [beginning, ids] : beginnings) EXPECT_EQ(ids, 1'000) << beginning;
    EXPECT_EQ(endings.size(), 5'000u);
}

TEST(Randomness, a_seed_tells_the_same_story_twice) {
    SeededRandom first(7);
    SeededRandom again(7);
    SeededRandom other(8);
    const auto id = first.id<PersonId>();
    EXPECT_EQ(id, again.id<PersonId>());
    EXPECT_NE(id, other.id<PersonId>());
    EXPECT_EQ(first.number(), again.number());
}

TEST(Randomness, threads_share_a_seed_without_a_doubled_number) {
    SeededRandom random(1);
    std::vector<std::vector<std::uint64_t>> found(4);
    std::vector<std::thread> threads;
    for (auto& mine : found) {
        threads.emplace_back([&] {
            for (int i = 0; i < 1'000; ++i) mine.push_back(random.number());
        });
    }
    for (auto& thread : threads) thread.join();
    std::set<std::uint64_t> all;
    for (const auto& mine : found) all.insert(mine.begin(), mine.end());
    EXPECT_EQ(all.size(), 4'000u);
}

TEST(Randomness, a_token_fits_in_a_link) {
    SystemRandom random;
    const std::string token = random.token(32);
    EXPECT_EQ(token.size(), 43u);
    EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                      "0123456789-_"),
              std::string::npos);
    EXPECT_NE(token, random.token(32));
}

}  // namespace
}  // namespace rapport
