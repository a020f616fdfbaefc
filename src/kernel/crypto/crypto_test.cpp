#include "kernel/crypto/crypto.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "kernel/db/db.hpp"

namespace rapport::crypto {

TEST(Crypto, digests_are_the_published_ones) {
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(blake2b_hex(""), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    EXPECT_EQ(blake2b_hex("abc"),
              "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(Crypto, bytes_are_written_as_letters) {
    EXPECT_EQ(hex({"\x00\xff\x10", 3}), "00ff10");
    EXPECT_EQ(hex(""), "");
    EXPECT_EQ(base64url("\xfb\xff"), "-_8");
    EXPECT_EQ(base64url(""), "");
}

TEST(Crypto, both_readings_of_base64url_agree_on_everything) {
    std::string bytes;
    for (int length = 0; length < 400; ++length) {
        const std::string letters = base64url(bytes);
        EXPECT_EQ(from_open_base64url(letters), bytes);
        for (std::size_t at = 0; at < letters.size(); at += 7) {
            for (const char c : {'=', ' ', '\n', '+', '/', '\0', 'A', '_'}) {
                std::string other = letters;
                other[at] = c;
                EXPECT_EQ(from_open_base64url(other), from_base64url(other)) << other;
                EXPECT_EQ(from_open_base64url(letters.substr(0, at)),
                          from_base64url(letters.substr(0, at)));
            }
        }
        bytes += static_cast<char>(length * 37 + 11);
    }
}

TEST(Crypto, secrets_are_equal_only_when_all_of_them_is) {
    EXPECT_TRUE(equal("secret", "secret") && equal("", ""));
    EXPECT_FALSE(equal("secret", "secreT") || equal("secret", "secre") || equal("", "s"));
}

TEST(Password, a_wrong_password_opens_nothing) {
    const auto hash = hash_password("correct horse battery");
    EXPECT_FALSE(check_password(hash, "correct horse batterY"));
    EXPECT_FALSE(check_password(hash, ""));
    EXPECT_FALSE(check_password("", "correct horse battery"));
    EXPECT_FALSE(check_password("$argon2id$nonsense", "correct horse battery"));
    EXPECT_TRUE(check_password(hash, "correct horse battery"));
}

TEST(Password, a_hash_says_how_it_was_made_and_is_never_twice_the_same) {
    const auto hash = hash_password("correct horse battery");
    EXPECT_EQ(hash.find("$argon2id$v=19$m=19456,t=2,p=1$"), 0u);
    EXPECT_NE(hash, hash_password("correct horse battery"));
    EXPECT_FALSE(needs_rehash(hash));
    EXPECT_TRUE(
        needs_rehash("$argon2id$v=19$m=4096,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$"
                     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
    EXPECT_TRUE(needs_rehash("nonsense"));
}

TEST(Password, a_flood_waits_its_turn_or_is_turned_away) {
    std::atomic<int> done = 0, refused = 0;
    std::vector<std::thread> teachers;
    for (int i = 0; i < 80; ++i) {
        teachers.emplace_back([&] {
            try {
                pretend_to_check_password("correct horse battery");
                ++done;
            } catch (const db::Busy&) {
                ++refused;
            }
        });
    }
    for (auto& teacher : teachers) teacher.join();
    EXPECT_EQ(done + refused, 80);
    EXPECT_GE(done, 50);
    EXPECT_TRUE(check_password(hash_password("x"), "x"));  // The gate is open again.
}

// RFC 6238, appendix B, for SHA-1: eight digits there, of which six are ours.
TEST(Totp, codes_are_the_published_ones) {
    const std::string secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";  // "12345678901234567890"
    const std::pair<std::int64_t, const char*> published[] = {
        {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
        {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
    for (const auto& [second, code] : published) EXPECT_EQ(totp_code(secret, second / 30), code);
}

// RFC 4226, appendix D.
TEST(Totp, the_first_ten_counts_are_the_published_ones) {
    const char* published[] = {"755224", "287082", "359152", "969429", "338314",
                               "254676", "287922", "162583", "399871", "520489"};
    for (int count = 0; count < 10; ++count) {
        EXPECT_EQ(totp_code("gezd gnbv gy3t qojq gezd gnbv gy3t qojq", count), published[count]);
    }
}

TEST(Totp, a_code_counts_half_a_minute_before_and_after_its_time) {
    SeededRandom random(1);
    const auto secret = new_totp_secret(random);
    EXPECT_EQ(secret.size(), 32u);
    const Instant now{1'700'000'015'000};
    const auto step = now.ms / 30'000;
    for (const auto near : {step - 1, step, step + 1}) {
        EXPECT_EQ(check_totp(secret, totp_code(secret, near), now), near);
    }
    for (const auto far : {step - 2, step + 2}) {
        EXPECT_FALSE(check_totp(secret, totp_code(secret, far), now));
    }
    const auto code = totp_code(secret, step);
    EXPECT_EQ(check_totp(secret, code.substr(0, 3) + " " + code.substr(3), now), step);
    for (const auto& bad : {std::string(), code.substr(1), code + "0", std::string("abcdef")}) {
        EXPECT_FALSE(check_totp(secret, bad, now));
    }
}

TEST(Totp, an_app_is_told_whose_code_it_is) {
    EXPECT_EQ(totp_uri("ABC", "amina@school.example", "Rapport à l'école"),
              "otpauth://totp/Rapport%20%C3%A0%20l%27%C3%A9cole:amina%40school.example"
              "?secret=ABC&issuer=Rapport%20%C3%A0%20l%27%C3%A9cole"
              "&algorithm=SHA1&digits=6&period=30");
}

}  // namespace rapport::crypto
