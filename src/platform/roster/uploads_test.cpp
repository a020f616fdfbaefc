// Bundles on disk and on their way up, for the tests of this slice.
#include <unistd.h>
#include <zip.h>

#include <algorithm>

#include "platform/roster/bundles_for_tests.hpp"

namespace rapport::roster::test {

namespace fs = std::filesystem;

namespace {

// A token of a page's form, by the name of its hidden field.
std::string hidden(const std::string& page, const std::string& name) {
    const std::string mark = "name=\"" + name + "\" value=\"";
    const auto at = page.find(mark);
    must(at != std::string::npos, "the page has no such field");
    const auto begin = at + mark.size();
    return page.substr(begin, page.find('"', begin) - begin);
}

bool holds_roster(const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (!standard_name(entry.path().filename().string()).empty()) return true;
    }
    return false;
}

}  // namespace

ZipFile::ZipFile(const Files& files, std::string_view password)
    : path_((fs::temp_directory_path() /
             ("roster-" + std::to_string(getpid()) + "-" +
              std::to_string(rapport::test::random().number()) + ".zip"))
                .string()) {
    int error = 0;
    zip_t* archive = zip_open(path_.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    must(archive != nullptr, "no zip could be made");
    for (const auto& [name, text] : files) {
        zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
        const auto at = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
        must(at >= 0, "no file could be added");
        if (password.empty()) continue;
        zip_file_set_encryption(archive, static_cast<zip_uint64_t>(at), ZIP_EM_AES_256,
                                std::string(password).c_str());
    }
    must(zip_close(archive) == 0, "the zip could not be written");
}

ZipFile::~ZipFile() { fs::remove(path_); }

rapport::test::Reply send_up(rapport::test::School& school, const std::string& path) {
    const auto page = school.admin.get("/settings/roster").body;
    http::Request request;
    request.method = http::Method::post;
    request.target = request.path = "/settings/roster";
    request.id = "test-1";
    request.peer = "127.0.0.1";
    request.headers = {{"host", "rapport.test"},
                       {"sec-fetch-site", "same-origin"},
                       {"cookie", "s=" + school.admin.cookie()}};
    request.form.add("_token", hidden(page, "_token"));
    request.form.add("_key", hidden(page, "_key"));
    std::error_code ignored;
    const auto size = std::filesystem::file_size(path, ignored);
    request.uploads.push_back(
        {"bundle", "C:\\exports\\lakeside.zip", "application/zip", path, ignored ? 0 : size});
    return school.admin.send(std::move(request));
}

std::vector<fs::path> shared_bundles() {
    std::vector<fs::path> found;
    const fs::path root = shared_data() / "oneroster";
    if (shared_data().empty() || !fs::exists(root)) return found;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        const bool is_zip = entry.path().extension() == ".zip";
        if (is_zip || (entry.is_directory() && holds_roster(entry.path()))) {
            found.push_back(entry.path());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace rapport::roster::test
