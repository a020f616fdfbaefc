#include "kernel/http/multipart.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "kernel/http/loopback.hpp"

namespace rapport::http {

namespace {

using State = Multipart::State;

std::string part(std::string_view disposition, std::string_view body,
                 std::string_view more_head = "") {
    return "--sep\r\nContent-Disposition: form-data; " + std::string(disposition) + "\r\n" +
           std::string(more_head) + "\r\n" + std::string(body) + "\r\n";
}

State feed(Multipart& multipart, std::string_view bytes, std::size_t size) {
    auto state = State::reading;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(size, bytes.size()))) {
        state = multipart.feed(bytes.substr(0, size));
    }
    return state;
}

State state_of(std::string_view bytes, const MultipartLimits& limits = {}) {
    const Folder folder;
    Multipart multipart("sep", limits, folder.path());
    const auto state = feed(multipart, bytes, 7);
    return state;
}

std::string content_of(const std::string& path) {
    std::ostringstream out;
    out << std::ifstream(path).rdbuf();
    return out.str();
}

}  // namespace

TEST(Multipart, what_no_browser_sends_is_refused) {
    const std::string end = "--sep--\r\n";
    EXPECT_EQ(state_of("hello\r\n" + part("name=a", "1") + end), State::broken);
    EXPECT_EQ(state_of("--sep\r\n\r\nx\r\n" + end), State::broken);
    EXPECT_EQ(state_of("--sep\r\nContent-Type: text/plain\r\n\r\nx\r\n" + end), State::broken);
    EXPECT_EQ(state_of(part("filename=a", "x") + end), State::broken);
    EXPECT_EQ(state_of(part("name=\"\xff\"", "x") + end), State::broken);
    EXPECT_EQ(state_of(part("name=a", "\xff") + end), State::broken);
    EXPECT_EQ(state_of(part("name=a", std::string("a\0b", 3)) + end), State::whole);
    EXPECT_EQ(state_of(part("name=a", "1") + "--sepp\r\n"), State::broken);
    EXPECT_EQ(state_of("--sep\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n" + end),
              State::broken);
    EXPECT_EQ(state_of("--sep\r\nX: " + std::string(5000, 'x') + "\r\n\r\n"), State::broken);
    EXPECT_EQ(state_of(part("name=a", "1")), State::reading);
}

TEST(Multipart, too_much_is_refused_and_nothing_stays_on_disk) {
    const Folder folder;
    MultipartLimits limits;
    limits.fields_max = 2;
    limits.text_max = 10;
    limits.files_max = 1;
    const auto file = part("name=f; filename=a.csv", "12345");
    const auto state = [&](const std::string& bytes) {
        Multipart multipart("sep", limits, folder.path());
        return feed(multipart, bytes + "--sep--", 1000);
    };
    EXPECT_EQ(state(part("name=a", "12345678901")), State::too_much);
    EXPECT_EQ(state(part("name=a", "123456") + part("name=b", "123456")), State::too_much);
    EXPECT_EQ(state(file + file), State::too_much);
    EXPECT_EQ(state(file + part("name=a", "1") + part("name=b", "1")), State::too_much);
    limits.files_max = 0;
    EXPECT_EQ(state(file), State::file_not_taken);
    EXPECT_EQ(folder.count(), 0);
}

TEST(Multipart, fields_and_files_arrive_whole_however_they_are_cut) {
    const std::string tricky = "first\r\n--se\r\n-sep\r\r\n\r\n--";
    const auto bytes =
        part("name=\"note\"", "Amina\r\nDiallo") +
        part("name=\"roster\"; filename=\"users.csv\"", tricky, "Content-Type: text/csv\r\n") +
        part("name=empty; filename=\"\"", "") + part("name=last", "") +
        "--sep--\r\nnobody reads this";
    for (std::size_t size = 1; size < 200; ++size) {
        const Folder folder;
        Multipart multipart("sep", {}, folder.path());
        ASSERT_EQ(feed(multipart, bytes, size), State::whole) << size;
        Request request;
        multipart.hand_over(request);
        EXPECT_EQ(request.form.first("note"), "Amina\r\nDiallo");
        EXPECT_TRUE(request.form.has("last", ""));
        EXPECT_FALSE(request.form.has("roster") || request.form.has("empty"));
        ASSERT_EQ(request.uploads.size(), 1u);
        EXPECT_EQ(request.uploads[0].field, "roster");
        EXPECT_EQ(request.uploads[0].file_name, "users.csv");
        EXPECT_EQ(request.uploads[0].content_type, "text/csv");
        EXPECT_EQ(request.uploads[0].size, tricky.size());
        EXPECT_EQ(content_of(request.uploads[0].path), tricky);
        remove_uploads(request.uploads);
        EXPECT_EQ(folder.count(), 0);
    }
}

TEST(Multipart, a_file_name_never_leads_out_of_the_folder) {
    const Folder folder;
    const std::pair<const char*, const char*> names[] = {
        {"../../etc/passwd", "passwd"}, {"C:\\Users\\x\\roster.csv", "roster.csv"},
        {"a%22b.csv", "a\"b.csv"},      {"a%0D%0Ab.csv", "ab.csv"},
        {"élèves.csv", "élèves.csv"},
    };
    for (const auto& [sent, kept] : names) {
        Multipart multipart("sep", {}, folder.path());
        const auto bytes = part("name=f; filename=\"" + std::string(sent) + "\"", "x") + "--sep--";
        ASSERT_EQ(feed(multipart, bytes, 1000), State::whole) << sent;
        Request request;
        multipart.hand_over(request);
        EXPECT_EQ(request.uploads.at(0).file_name, kept);
        EXPECT_EQ(request.uploads[0].path.find(folder.path() + "/"), 0u);
        EXPECT_EQ(request.uploads[0].path.find(kept), std::string::npos);
        remove_uploads(request.uploads);
    }
}

TEST(Multipart, a_boundary_is_found_and_checked) {
    EXPECT_EQ(boundary_of("multipart/form-data; boundary=abc"), "abc");
    EXPECT_EQ(boundary_of("Multipart/Form-Data; charset=utf-8; boundary=\"a b\""), "a b");
    for (const char* bad : {"multipart/form-data", "multipart/form-data; boundary=",
                            "multipart/form-dataX; boundary=a", "text/plain; boundary=abc",
                            "multipart/form-data; boundary=\x01", "multipart/mixed; boundary=a"}) {
        EXPECT_EQ(boundary_of(bad), "") << bad;
    }
    EXPECT_EQ(boundary_of("multipart/form-data; boundary=" + std::string(71, 'a')), "");
}

}  // namespace rapport::http
