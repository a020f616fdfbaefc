// Every letter of the shared data: read as others read it, trimmed as others trim it, recognised as
// what it is; and whole, cut off or damaged, without a crash. The figures are printed.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "kernel/clock/clock.hpp"
#include "kernel/id/random.hpp"
#include "kernel/mailin/mailin.hpp"
#include "kernel/text/encoding.hpp"

namespace rapport::mailin {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

fs::path data() {
    if (const char* named = std::getenv("RAPPORT_SHARED_DATA")) return fs::path(named) / "mail";
    for (const char* up : {"/../shared/data/mail", "/../../shared/data/mail"}) {
        if (fs::exists(RAPPORT_SOURCE_DIR + std::string(up))) {
            return RAPPORT_SOURCE_DIR + std::string(up);
        }
    }
    return {};
}

std::vector<fs::path> files(const fs::path& below, std::string_view ending = "") {
    std::vector<fs::path> found;
    if (!fs::exists(below)) return found;
    for (const auto& entry :
         fs::recursive_directory_iterator(below, fs::directory_options::follow_directory_symlink)) {
        if (!entry.is_regular_file()) continue;
        if (ending.empty() || entry.path().extension() == ending) found.push_back(entry.path());
    }
    std::ranges::sort(found);
    return found;
}

std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Without "\r" and the line ends at either end.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != '\r') out += c;
    }
    while (!out.empty() && out.back() == '\n') out.pop_back();
    out.erase(0, std::min(out.find_first_not_of('\n'), out.size()));
    return out;
}

// The words of a text, whatever stands between them.
std::string without_blanks(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t') out += c;
    }
    return out;
}

#define NEEDS_DATA(folder)                                                       \
    const fs::path root = data().empty() ? fs::path() : data() / (folder);       \
    if (root.empty() || !fs::exists(root)) {                                     \
        GTEST_SKIP() << "no shared data here: ../shared/data/mail/" << (folder); \
    }

// The other reader hands over the letters of a uuencoded file; we hand over the file.
std::string of_letters(std::string text) {
    const std::string letters = plain(text);
    if (!letters.starts_with("begin ")) return text;
    const auto file =
        read("Content-Transfer-Encoding: x-uuencode\nContent-Disposition: attachment\n\n" +
             letters + "\n");
    return file && file->attachments.size() == 1 ? file->attachments[0].bytes : text;
}

// What another reader of mail made of it.
class Expected {
  public:
    explicit Expected(const fs::path& path) : whole_(json::parse(bytes_of(path)).as_object()) {}

    const json::value* header(std::string_view name) const {
        const json::value* found = nullptr;
        for (const auto& one : part(0).at("headers").as_array()) {
            const auto& held = one.at("name");
            if (held.is_string() && held.as_string() == name) found = &one.at("value");
        }
        return found;
    }
    std::string subject() const {
        const auto* value = header("subject");
        return value == nullptr || !value->is_object() ? ""
                                                       : std::string(value->at("Text").as_string());
    }
    std::string from() const {
        const auto* value = header("from");
        if (value == nullptr || !value->is_object()) return "";
        const auto& one = value->at("Address").at("List").at(0);
        const auto text = [&](std::string_view name) {
            const auto& held = one.at(name);
            return held.is_string() ? std::string(held.as_string()) : std::string();
        };
        return text("name") + " <" + text("address") + ">";
    }
    std::optional<std::int64_t> date() const {
        const auto* value = header("date");
        if (value == nullptr || !value->is_object()) return std::nullopt;
        const auto& at = value->at("DateTime").as_object();
        const auto n = [&](std::string_view name) { return at.at(name).to_number<std::int64_t>(); };
        const auto day =
            Day::parse(fmt::format("{:04}-{:02}-{:02}", n("year"), n("month"), n("day")));
        const auto start = day->number() * 86400;
        const auto offset = (n("tz_hour") * 60 + n("tz_minute")) * 60;
        return 1000 * (start + n("hour") * 3600 + n("minute") * 60 + n("second") +
                       (at.at("tz_before_gmt").as_bool() ? offset : -offset));
    }
    std::string text() const {
        std::string out;
        for (const auto& index : whole_.at("text_body").as_array()) {
            const auto& body = part(index.to_number<std::size_t>()).at("body").as_object();
            for (const char* kind : {"Text", "Html"}) {
                if (body.contains(kind)) out += plain(body.at(kind).as_string()) + "\n";
            }
        }
        return out;
    }
    std::vector<std::string> attachments() const {
        std::vector<std::string> out;
        for (const auto& index : whole_.at("attachments").as_array()) {
            const auto& body = part(index.to_number<std::size_t>()).at("body").as_object();
            const auto& held = body.begin()->value();
            std::string bytes;
            if (held.is_string()) bytes = plain(held.as_string());
            if (held.is_array()) {
                for (const auto& byte : held.as_array()) {
                    bytes += static_cast<char>(byte.to_number<int>());
                }
            }
            out.push_back(held.is_object() ? "message" : of_letters(std::move(bytes)));
        }
        return out;
    }

  private:
    const json::object& part(std::size_t index) const {
        return whole_.at("parts").as_array().at(index).as_object();
    }
    json::object whole_;
};

std::vector<std::string> attachments_of(const Received& mail,
                                        const std::vector<std::string>& expected) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < mail.attachments.size(); ++i) {
        const Attachment& one = mail.attachments[i];
        if (one.type == "message/rfc822") {
            out.emplace_back("message");
        } else if (i < expected.size() && one.bytes == expected[i]) {
            out.push_back(one.bytes);
        } else {
            out.push_back(plain(text::to_utf8(one.bytes, "")));
        }
    }
    return out;
}

std::string text_of(const Received& mail) {
    std::string out;
    for (const Body& body : mail.bodies) out += plain(body.text) + "\n";
    return out;
}

// The other reader puts U+FFFD where it cannot tell a letter; whatever we read there is as good.
bool is_same_but_for_unreadable(std::string_view ours, std::string_view theirs) {
    constexpr std::string_view unreadable = "\xef\xbf\xbd";
    while (!theirs.empty() && !ours.empty()) {
        if (theirs.starts_with(unreadable)) {
            theirs.remove_prefix(unreadable.size());
            do {
                ours.remove_prefix(1);
            } while (!ours.empty() && (static_cast<unsigned char>(ours[0]) & 0xc0) == 0x80);
        } else if (theirs[0] == ours[0]) {
            theirs.remove_prefix(1);
            ours.remove_prefix(1);
        } else {
            return false;
        }
    }
    return theirs.empty() && ours.empty();
}

// Where we differ from it, and why. A difference that is not here fails the test, and so does one
// that is here and gone.
const std::map<std::string, const char*, std::less<>> explained{
    {"text malformed/007.eml", "parts whose marks begin alike: we end them by their own"},
    {"attachments malformed/007.eml", "parts whose marks begin alike: we end them by their own"},
    {"attachments malformed/009.eml", "parts within parts without an end: we keep two, it one"},
    {"attachments malformed/011.eml", "parts within parts without an end: we keep two, it one"}};

TEST(MailCorpus, letters_are_read_as_another_reader_reads_them) {
    NEEDS_DATA("mime-stalwart");
    int same = 0, all = 0;
    for (const auto& path : files(root, ".eml")) {
        const Expected expected(fs::path(path).replace_extension(".json"));
        const auto mail = read(bytes_of(path));
        ASSERT_TRUE(mail) << path;
        const std::string from =
            mail->from.empty() ? "" : mail->from[0].name + " <" + mail->from[0].address + ">";
        const std::pair<const char*, bool> aspects[] = {
            {"subject", is_same_but_for_unreadable(mail->subject, expected.subject())},
            {"from", from == expected.from()},
            {"date", mail->sent_at == expected.date()},
            {"text", is_same_but_for_unreadable(text_of(*mail), expected.text())},
            {"attachments",
             attachments_of(*mail, expected.attachments()) == expected.attachments()}};
        for (const auto& [name, is_same] : aspects) {
            ++all;
            same += is_same ? 1 : 0;
            const std::string what =
                std::string(name) + " " + path.lexically_relative(root).string();
            EXPECT_EQ(is_same, !explained.contains(what)) << what;
        }
    }
    fmt::print("mime-stalwart: {} of {} equal ({:.1f} %), {} explained\n", same, all,
               100.0 * same / all, explained.size());
    EXPECT_GE(100 * same, 98 * all);
}

TEST(MailCorpus, replies_are_trimmed_as_another_trims_them) {
    NEEDS_DATA("reply-discourse");
    int same = 0, all = 0;
    for (const auto& path : files(root / "emails")) {
        const std::string trimmed = plain(bytes_of(root / "trimmed" / path.filename()));
        const bool is_same = said_in(bytes_of(path)).words == trimmed;
        ++all;
        same += is_same ? 1 : 0;
        if (!is_same) fmt::print("differs: {}\n", path.filename().string());
    }
    fmt::print("reply-discourse: {} of {} equal\n", same, all);
    EXPECT_GE(100 * same, 90 * all);
}

std::string lines_of(const std::string& text, int first, int last) {
    std::string out;
    int number = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        if (++number >= first && number <= last) out += text.substr(at, end - at) + "\n";
        at = end + 1;
    }
    return plain(out);
}

// This collection comes without its answers: these are ours, the lines that a person reading it
// would call the reply.
TEST(MailCorpus, replies_of_the_second_collection_are_the_lines_a_reader_would_name) {
    NEEDS_DATA("reply-github");
    const std::map<std::string, std::pair<int, int>> reply{
        {"email_1_3.txt", {1, 3}},
        {"email_1_4.txt", {1, 1}},
        {"email_1_5.txt", {1, 15}},
        {"email_1_8.txt", {3, 20}},
        {"email_2_2.txt", {1, 1}},
        {"email_BlackBerry.txt", {1, 1}},
        {"email_bullets.txt", {1, 9}},
        {"email_one_is_not_on.txt", {1, 5}},
        {"email_sig_delimiter_in_middle_of_line.txt", {1, 7}},
        {"greedy_on.txt", {1, 6}},
        {"pathological.txt", {1, 2}}};
    int same = 0;
    for (const auto& [name, lines] : reply) {
        const std::string text = bytes_of(root / name);
        const bool is_same = said_in(text).words == lines_of(text, lines.first, lines.second);
        same += is_same ? 1 : 0;
        if (!is_same) fmt::print("differs: {}\n", name);
    }
    fmt::print("reply-github: {} of {} equal\n", same, reply.size());
    EXPECT_GE(100 * same, 90 * static_cast<int>(reply.size()));
}

// Two of these come with their answers, which keep the signature; the others all begin with the
// same few words, that are the whole reply.
TEST(MailCorpus, replies_of_the_third_collection_are_what_their_writer_wrote) {
    NEEDS_DATA("reply-talon");
    int same = 0, all = 0;
    const auto count = [&](const fs::path& path, bool is_same) {
        ++all;
        same += is_same ? 1 : 0;
        if (!is_same) fmt::print("differs: {}\n", path.filename().string());
    };
    for (const auto& path : files(root / "standard_replies", ".eml")) {
        const auto mail = read(bytes_of(path));
        ASSERT_TRUE(mail) << path;
        const Said said = said_in(mail->text);
        const fs::path answer = root / "standard_replies" / (path.stem().string() + "_reply_text");
        count(path, without_blanks(said.words + said.signature) ==
                        (fs::exists(answer) ? without_blanks(bytes_of(answer)) : "Hello"));
    }
    for (const auto& path : files(root / "html_replies", ".html")) {
        count(path, without_blanks(said_in(text_of_html(bytes_of(path))).words) ==
                        "Hi.Iamfine.Thanks,Alex");
    }
    fmt::print("reply-talon: {} of {} equal\n", same, all);
    EXPECT_GE(100 * same, 90 * all);
}

TEST(MailCorpus, reports_of_servers_are_recognised) {
    NEEDS_DATA("bounce-sisimai");
    int known = 0, all = 0, bounces = 0, named = 0;
    for (const auto& path : files(root, ".eml")) {
        const auto mail = read(bytes_of(path));
        ASSERT_TRUE(mail) << path;
        const Report report = report_of(*mail);
        ++all;
        known += report.kind != Notice::none ? 1 : 0;
        if (report.kind == Notice::none) {
            fmt::print("not recognised: {}\n", path.lexically_relative(root).string());
        }
        if (report.kind != Notice::bounce) continue;
        ++bounces;
        named += std::ranges::any_of(report.failures,
                                     [](const Failure& one) { return !one.recipient.empty(); })
                     ? 1
                     : 0;
    }
    fmt::print("bounce-sisimai: {} of {} recognised; {} of {} bounces name their recipient\n",
               known, all, named, bounces);
    EXPECT_GE(100 * known, 98 * all);
}

TEST(MailCorpus, letters_of_people_are_no_bounces) {
    NEEDS_DATA("reply-talon");
    int all = 0;
    for (const char* folder : {"reply-talon/standard_replies", "mime-stalwart"}) {
        for (const auto& path : files(data() / folder, ".eml")) {
            const auto mail = read(bytes_of(path));
            ASSERT_TRUE(mail) << path;
            if (mail->from.empty()) continue;
            ++all;
            EXPECT_NE(report_of(*mail).kind, Notice::bounce) << path;
        }
    }
    fmt::print("letters of people: {}, none taken for a bounce\n", all);
}

// Everything of it: the parts, the text, what was said and by what machine.
void read_all_of(std::string_view message) {
    const auto mail = read(message);
    if (!mail) return;
    (void)said_in(mail->text);
    (void)report_of(*mail);
    EXPECT_LE(mail->text.size(), 6 * Limits{}.text_bytes_max);
}

TEST(MailCorpus, no_letter_crashes_the_reader_whole_cut_or_damaged) {
    NEEDS_DATA("mime-mikel");
    SeededRandom random(42);
    int all = 0;
    for (const auto& path : files(data())) {
        const std::string whole = bytes_of(path);
        if (whole.size() > 300'000) continue;
        read_all_of(whole);
        for (int cut = 1; cut < 4; ++cut) {
            read_all_of(std::string_view(whole).substr(0, whole.size() * std::size_t(cut) / 4));
        }
        for (int round = 0; round < 3 && !whole.empty(); ++round) {
            std::string damaged = whole;
            for (int flip = 0; flip < 20; ++flip) {
                const auto at = random.number() % damaged.size();
                damaged[at] = static_cast<char>(damaged[at] ^ (1 << (random.number() % 8)));
            }
            read_all_of(damaged);
        }
        all += 7;
    }
    fmt::print("read without a crash: {}\n", all);
    EXPECT_GT(all, 1000);
}

}  // namespace
}  // namespace rapport::mailin
