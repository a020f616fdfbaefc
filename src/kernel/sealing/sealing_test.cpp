#include "kernel/sealing/sealing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <set>
#include <vector>

#include "kernel/crypto/crypto.hpp"
#include "tests/support/stretching.hpp"

namespace rapport::sealing {
namespace {

Secret counted() {  // 00 01 02 … 1f
    std::array<std::uint8_t, secret_bytes> bytes;
    std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
    return Secret::of(bytes);
}

// tests/sealed/witness.py made these without libsodium.
constexpr std::string_view known_text = "Amina tried the timer. Ça marche.";
constexpr std::string_view known_sealed =
    "AWRlZmdoaWprbG1ub3BxcnN0dXZ3eHl6e3In-lZVzGMq6Zm5s69RK-"
    "qtHRdnzxUWQZohr8QDSgKa5uaysMMscE15iDVcDDL8"
    "epd0iU1vuU8KuI58XnFUVyRze3gL0sbZUcchRCDu9jMg4NabXGmeDPdhhDIDjifF_"
    "aVb9Qtpc07DKytsW4A2daZ3uRID2aE2"
    "Fn_3JLDn8bHvr8qbqDxmwOYyZ_b_7f3jWcySTQxXOHOv-0vf5Ux2q0_UFXSocYeu9fUjVQN-wlvdf5Ynv_"
    "JTEQbPRfcnHMLs"
    "tJON7fgW4R1_"
    "CfsWABmkgUHwxxTJqd49K57Ul5j56Zz7k3oHAeog8UinnBDb2EeOSW1xBK1dFVg9tnMWqAE55TyFJu4bKlam"
    "pgU0gmssiHbg";

Place known_place() {
    return {.district = "district-1",
            .circle = "circle-1",
            .thing = "note-1",
            .epoch = 3,
            .version = 2};
}

TEST(Sealing, a_text_sealed_elsewhere_by_the_same_rules_opens) {
    const auto opened = open(counted(), known_place(), known_sealed);
    ASSERT_TRUE(opened.text.has_value());
    EXPECT_EQ(*opened.text, known_text);
}

TEST(Sealing, keys_are_those_that_others_compute) {
    const testing::FullStretch full;
    EXPECT_EQ(public_key_of(counted()), "j0DFrbaPJWJK5bIU6nZ6bslNgp09e14a0bpvPiE4KF8");
    EXPECT_EQ(letters_of(drawn(counted(), "rapport pepper 1")),
              "1T67CsSbod4YgwCN4eHIZme4YqGi6-r6nacx4ORj6NE");
    EXPECT_EQ(letters_of(from_words("four quiet words here", "AAECAwQFBgcICQoLDA0ODw", counted())),
              "LU0I6k1n1WpHJSNK_mhsHaY6FKJ6m6xi8WpmJd_vuqY");
}

TEST(Sealing, a_text_comes_back_byte_for_byte_and_its_length_is_hidden_in_steps) {
    const auto key = Secret::random();
    for (const std::size_t length : {0u, 1u, 255u, 256u, 257u, 4000u}) {
        const std::string text(length, '\x80');
        const std::string sealed = seal(key, known_place(), text);
        EXPECT_EQ(open(key, known_place(), sealed).text, text);
        EXPECT_EQ(crypto::from_base64url(sealed)->size(), 1 + 24 + (length / 256 + 1) * 256 + 16);
    }
}

TEST(Sealing, the_wrong_key_opens_nothing) {
    const auto opened = open(Secret::random(), known_place(), known_sealed);
    EXPECT_FALSE(opened.text.has_value());
    EXPECT_EQ(opened.flaw, Flaw::not_this);
}

TEST(Sealing, a_text_in_another_place_or_an_older_version_does_not_open) {
    const auto refused = [](const Place& place) {
        const auto opened = open(counted(), place, known_sealed);
        return !opened.text && opened.flaw == Flaw::not_this;
    };
    Place other = known_place();
    other.thing = "note-2";
    EXPECT_TRUE(refused(other));
    other = known_place();
    other.circle = "circle-2";
    EXPECT_TRUE(refused(other));
    other = known_place();
    other.district = "district-2";
    EXPECT_TRUE(refused(other));
    other = known_place();
    other.epoch = 4;
    EXPECT_TRUE(refused(other));
    other = known_place();
    other.version = 3;  // The row says 3, somebody put the text of version 2 back.
    EXPECT_TRUE(refused(other));
}

TEST(Sealing, no_letter_of_a_sealed_text_can_be_changed_and_no_end_cut_off) {
    const std::string bytes = *crypto::from_base64url(known_sealed);
    for (std::size_t at = 1; at < bytes.size(); at += 7) {
        std::string altered = bytes;
        altered[at] = static_cast<char>(altered[at] ^ 1);
        EXPECT_FALSE(open(counted(), known_place(), crypto::base64url(altered)).text) << at;
    }
    for (std::size_t length = 0; length < bytes.size(); length += 5) {
        const auto opened =
            open(counted(), known_place(), crypto::base64url(bytes.substr(0, length)));
        EXPECT_FALSE(opened.text.has_value()) << length;
        EXPECT_EQ(opened.flaw, length < 41 ? Flaw::cut_short : Flaw::not_this) << length;
    }
}

TEST(Sealing, a_newer_format_is_told_from_a_damaged_text) {
    std::string bytes = *crypto::from_base64url(known_sealed);
    bytes.front() = 2;
    EXPECT_EQ(open(counted(), known_place(), crypto::base64url(bytes)).flaw, Flaw::unknown_version);
    EXPECT_EQ(open(counted(), known_place(), "no base64!").flaw, Flaw::cut_short);
}

TEST(Sealing, a_box_opens_for_its_person_alone) {
    const auto amina = Secret::random(), rosa = Secret::random(), key = Secret::random();
    const std::string box = wrap_to(public_key_of(amina), key);
    EXPECT_EQ(letters_of(*unwrap(amina, box)), letters_of(key));
    EXPECT_FALSE(unwrap(rosa, box).has_value());
    EXPECT_FALSE(unwrap(amina, box.substr(0, box.size() - 3)).has_value());
}

TEST(Sealing, a_box_closed_anew_by_its_owner_opens_for_them_alone_and_not_when_altered) {
    const auto owner = Secret::random(), other = Secret::random(), key = Secret::random();
    const std::string box = wrap_to(public_key_of(owner), key);
    std::string wrapped = wrap_by_owner(owner, key);
    EXPECT_TRUE(is_boxed(box));
    EXPECT_FALSE(is_boxed(wrapped));
    EXPECT_EQ(letters_of(*unwrap(owner, wrapped)), letters_of(key));
    EXPECT_FALSE(unwrap(other, wrapped));
    EXPECT_FALSE(unwrap(owner, wrapped.substr(0, wrapped.size() - 4)));
    EXPECT_FALSE(unwrap(owner, "o."));
    wrapped[wrapped.size() / 2] = wrapped[wrapped.size() / 2] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(unwrap(owner, wrapped));
}

TEST(Sealing, what_is_wrapped_for_one_purpose_serves_no_other) {
    const auto key = Secret::random(), secret = Secret::random();
    const std::string wrapped = wrap_under(key, secret, "a");
    EXPECT_EQ(letters_of(*unwrap_under(key, wrapped, "a")), letters_of(secret));
    EXPECT_FALSE(unwrap_under(key, wrapped, "b").has_value());
    EXPECT_FALSE(unwrap_under(secret, wrapped, "a").has_value());
}

TEST(Sealing, words_give_the_same_key_only_with_the_same_salt_and_pepper) {
    const auto pepper = Secret::random();
    const std::string salt = new_salt();
    const auto key = letters_of(from_words("four quiet words here", salt, pepper));
    EXPECT_EQ(key, letters_of(from_words("four quiet words here", salt, pepper)));
    EXPECT_NE(key, letters_of(from_words("four quiet words here", salt, Secret::random())));
    EXPECT_NE(key, letters_of(from_words("four quiet words here", new_salt(), pepper)));
    EXPECT_NE(key, letters_of(from_words("four quiet words hers", salt, pepper)));
}

TEST(Sealing, a_recovery_code_is_eight_short_words_and_forgives_how_it_is_typed) {
    const std::string code = new_recovery_code();
    EXPECT_EQ(code.size(), 8 * 4 + 7);
    EXPECT_EQ(as_recovery_code(code), code);
    std::string shouted;
    for (const char c : code) {
        shouted += c == ' ' ? '-' : static_cast<char>(c - 'a' + 'A');
    }
    EXPECT_EQ(as_recovery_code("  " + shouted), code);
    EXPECT_NE(new_recovery_code(), code);
}

TEST(Sealing, a_slip_of_the_pen_in_a_recovery_code_is_noticed) {
    int noticed = 0, slips = 0;
    const std::string code = new_recovery_code();
    for (std::size_t at = 0; at < code.size(); ++at) {
        for (const char c : {'b', 'a', 'z', 'o', 'q', 'e'}) {
            if (code[at] == ' ' || code[at] == c) continue;
            std::string slip = code;
            slip[at] = c;
            ++slips;
            if (as_recovery_code(slip) != code) ++noticed;
            EXPECT_NE(as_recovery_code(slip), code);
        }
    }
    EXPECT_EQ(noticed, slips);
    EXPECT_FALSE(as_recovery_code(code.substr(0, code.size() - 1)).has_value());
    EXPECT_FALSE(as_recovery_code("").has_value());
}

TEST(Sealing, secrets_share_pages_and_leave_nothing_in_them) {
    std::vector<Secret> held;
    for (int i = 0; i < 300; ++i) held.push_back(counted());
    std::set<const std::uint8_t*> rooms;
    for (const Secret& one : held) {
        EXPECT_EQ(letters_of(one), letters_of(counted()));
        rooms.insert(one.bytes().data());
    }
    EXPECT_EQ(rooms.size(), held.size());
    held.clear();
    for (const std::uint8_t* room : rooms) {
        EXPECT_EQ(std::count(room, room + secret_bytes, 0), std::ptrdiff_t{secret_bytes});
    }
}

TEST(Sealing, a_secret_survives_its_letters_and_nothing_else_is_one) {
    const auto secret = Secret::random();
    EXPECT_EQ(letters_of(*from_letters(letters_of(secret))), letters_of(secret));
    EXPECT_FALSE(from_letters("").has_value());
    EXPECT_FALSE(from_letters("AAAA").has_value());
}

}  // namespace
}  // namespace rapport::sealing
