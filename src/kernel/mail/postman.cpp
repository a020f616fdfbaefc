#include <curl/curl.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "kernel/mail/mail.hpp"
#include "kernel/mail/names.hpp"

namespace rapport::mail {

namespace {

constexpr long connect_seconds = 10;
constexpr long delivery_seconds = 60;

[[noreturn]] void folder_says_no(const std::string& path) {
    throw std::runtime_error("mail cannot be put into " + path + ": " + std::strerror(errno));
}

void write_all(int file, std::string_view bytes, const std::string& path) {
    while (!bytes.empty()) {
        const auto written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) folder_says_no(path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

struct File {
    explicit File(const std::string& path)
        : number(::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600)) {
        if (number < 0) folder_says_no(path);
    }
    ~File() { ::close(number); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    const int number;
};

class FolderPostman final : public Postman {
  public:
    explicit FolderPostman(std::string folder) : folder_(std::move(folder)) {
        if (::mkdir(folder_.c_str(), 0700) != 0 && errno != EEXIST) folder_says_no(folder_);
    }

    // Whoever reads the folder sees a whole message or none. The same message again replaces
    // itself.
    void deliver(const std::string&, const std::string&, const std::string& eml,
                 std::string_view dedup) override {
        const auto path = folder_ + "/" + file_name(dedup) + ".eml";
        const auto draft = path + ".part";
        write_all(File(draft).number, eml, draft);
        if (::rename(draft.c_str(), path.c_str()) != 0) folder_says_no(path);
    }

  private:
    const std::string folder_;
};

struct CurlEnd {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct ListEnd {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// libcurl asks for the message piece by piece.
std::size_t give(char* buffer, std::size_t size, std::size_t count, void* rest) {
    auto& left = *static_cast<std::string_view*>(rest);
    const auto taken = left.copy(buffer, size * count);
    left.remove_prefix(taken);
    return taken;
}

class SmtpPostman final : public Postman {
  public:
    SmtpPostman(std::string url, std::string user, std::string password)
        : url_(std::move(url)), user_(std::move(user)), password_(std::move(password)) {
        if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
            throw std::runtime_error("libcurl did not start");
        }
    }
    ~SmtpPostman() override { curl_global_cleanup(); }
    SmtpPostman(const SmtpPostman&) = delete;
    SmtpPostman& operator=(const SmtpPostman&) = delete;

    void deliver(const std::string& from, const std::string& to, const std::string& eml,
                 std::string_view) override {
        if (!is_address(from) || !is_address(to)) {
            throw std::invalid_argument("an address that mail cannot carry");
        }
        const std::unique_ptr<CURL, CurlEnd> curl(curl_easy_init());
        const std::unique_ptr<curl_slist, ListEnd> recipients(
            curl_slist_append(nullptr, ("<" + to + ">").c_str()));
        if (!curl || !recipients) throw std::bad_alloc();
        std::string_view rest = eml;
        set_up(curl.get());
        curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, ("<" + from + ">").c_str());
        curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
        curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, give);
        curl_easy_setopt(curl.get(), CURLOPT_READDATA, &rest);
        const auto outcome = curl_easy_perform(curl.get());
        if (outcome != CURLE_OK) {
            throw std::runtime_error(std::string("mail could not be handed over: ") +
                                     curl_easy_strerror(outcome));
        }
    }

  private:
    void set_up(CURL* curl) const {
        curl_easy_setopt(curl, CURLOPT_URL, url_.c_str());
        curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        // STARTTLS when it is offered; a password never travels without it.
        curl_easy_setopt(curl, CURLOPT_USE_SSL,
                         static_cast<long>(user_.empty() ? CURLUSESSL_TRY : CURLUSESSL_ALL));
        if (!user_.empty()) {
            curl_easy_setopt(curl, CURLOPT_USERNAME, user_.c_str());
            curl_easy_setopt(curl, CURLOPT_PASSWORD, password_.c_str());
        }
        curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, connect_seconds);
        curl_easy_setopt(curl, CURLOPT_TIMEOUT, delivery_seconds);
        curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    }

    const std::string url_, user_, password_;
};

}  // namespace

std::unique_ptr<Postman> folder_postman(std::string folder) {
    return std::make_unique<FolderPostman>(std::move(folder));
}

std::unique_ptr<Postman> smtp_postman(std::string url, std::string user, std::string password) {
    return std::make_unique<SmtpPostman>(std::move(url), std::move(user), std::move(password));
}

}  // namespace rapport::mail
