#include "tests/durability/house.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "kernel/db/db.hpp"

namespace rapport::durability {

namespace {

namespace json = boost::json;
using Clock = std::chrono::steady_clock;

constexpr auto patience = std::chrono::seconds(30);

namespace sql {
constexpr Sql damage{"house.damage", "PRAGMA integrity_check"};
constexpr Sql dangling{"house.dangling", "SELECT COUNT(*) FROM pragma_foreign_key_check"};
// One act writes one row of each: a difference is an act that is there by half.
constexpr Sql parts{"house.parts", R"(
    SELECT CAST((SELECT COUNT(*) FROM contact) AS BIGINT),
           CAST((SELECT COUNT(*) FROM contact_person) AS BIGINT),
           CAST((SELECT COUNT(*) FROM note) AS BIGINT),
           CAST((SELECT COUNT(*) FROM idempotency) AS BIGINT),
           CAST((SELECT COUNT(*) FROM audit WHERE action = 'contact.logged') AS BIGINT))"};
}  // namespace sql

std::string damage_of_file(ReadTx& tx) {
    std::string damage;
    tx.each(sql::damage, [&](const db::Row& row) {
        if (row.view(0) != "ok") damage += row.text(0) + "; ";
    });
    if (tx.number(sql::dangling) != 0) damage += "dangling keys; ";
    return damage;
}

std::string half_acts(ReadTx& tx) {
    std::string damage;
    tx.each(sql::parts, [&](const db::Row& row) {
        for (int part = 1; part < 5; ++part) {
            if (row.integer(part) == row.integer(0)) continue;
            damage += fmt::format("{} contacts but {} of part {}; ", row.integer(0),
                                  row.integer(part), part);
        }
    });
    return damage;
}

// What was said to a program once must be there after the cut too.
void keep(const std::string& name, const std::string& text) {
    const int file = open(name.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    const bool is_kept =
        file >= 0 && write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        fsync(file) == 0;
    if (file >= 0) close(file);
    const auto folder = std::filesystem::path(name).parent_path();
    const int above = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (!is_kept || above < 0 || fsync(above) != 0) throw std::runtime_error("no key kept");
    close(above);
}

std::uint16_t free_port() {
    const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in at = {};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    if (bind(made, reinterpret_cast<const sockaddr*>(&at), sizeof at) != 0 ||
        getsockname(made, reinterpret_cast<sockaddr*>(&at), &size) != 0) {
        throw std::runtime_error("no port is free");
    }
    close(made);
    return ntohs(at.sin_port);
}

}  // namespace

House::House(const Plan& plan) : plan_(plan) {
    if (!plan_.postgres.empty()) start_postgres();
    const std::string key = plan_.folder + "/key";
    if (!std::filesystem::exists(key)) {
        make_school();
        keep(key, token_);
    }
    std::ifstream(key) >> token_;
    look();
    serve();
    kind_ = first_id("/api/v1/kinds", "kinds");
    person_ = first_id("/api/v1/people?q=amina", "people");
}

void House::start_postgres() {
    const std::string folder = plan_.folder + "/pg";
    postgres_.emplace(Words{plan_.postgres, folder});
    if (!postgres_->listen_for_first(patience)) throw std::runtime_error("no PostgreSQL");
    database_ = "postgresql://rapport@/rapport?host=" + folder;
}

Words House::command(const Words& words) const {
    Words whole;
    if (!plan_.preload.empty()) whole = {"env", "LD_PRELOAD=" + plan_.preload};
    whole.push_back(plan_.rapport);
    whole.insert(whole.end(), words.begin(), words.end());
    whole.insert(whole.end(), {"--data", plan_.folder + "/data"});
    if (!database_.empty()) whole.insert(whole.end(), {"--database", database_});
    return whole;
}

// Runs a command of the program, which must succeed; the last line it printed.
std::string House::told(const Words& words) const {
    const Ran ran = run_and_listen(command(words));
    if (ran.code != 0 || ran.lines.empty()) throw std::runtime_error(words[0] + " did not succeed");
    return ran.lines.back();
}

void House::make_school() {
    std::filesystem::create_directory(plan_.folder + "/data");
    told({"migrate"});
    told({"district", "add", "--name", "Lakeside"});
    told({"user", "add", "--district", "Lakeside", "--name", "Rosa Lima", "--email",
          "rosa@lakeside.example", "--role", "coach"});
    told({"user", "add", "--district", "Lakeside", "--name", "Amina Diallo", "--email",
          "amina@lakeside.example", "--role", "teacher"});
    token_ = told({"token", "add", "--user", "rosa@lakeside.example"});
}

void House::look() {
    try {
        SystemClock clock;
        SystemRandom random;
        const std::string url = database_.empty() ? plan_.folder + "/data/rapport.db" : database_;
        const auto db = Db::open({.url = url, .readers = 1, .writers = 1}, clock, random);
        damage_ = db->read(Scope::whole(), [&](ReadTx& tx) {
            return (db->is_sqlite() ? damage_of_file(tx) : "") + half_acts(tx);
        });
    } catch (const db::Fault& fault) {
        damage_ = fault.what();
        return;
    }
    if (run_and_listen(command({"audit", "verify"})).code != 0) damage_ += "the record is broken";
}

void House::serve() {
    port_ = free_port();
    const auto begun = Clock::now();
    Words words{"sh", "-c", R"(exec "$@" >>"$0" 2>&1)", plan_.log};
    const Words served = command({"serve", "--listen", fmt::format("127.0.0.1:{}", port_)});
    words.insert(words.end(), served.begin(), served.end());
    server_.emplace(words);
    while (Clock::now() < begun + patience && !server_->has_ended()) {
        if (ask("/api/v1/kinds").status == 200) {
            until_ready_ =
                std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun);
            return;
        }
        poll(nullptr, 0, 5);
    }
    throw std::runtime_error("no server; damage: " + damage_);
}

std::vector<std::string> House::headers() const { return {"Authorization: Bearer " + token_}; }

Answer House::ask(const std::string& path) const {
    return durability::ask(port_, {.path = path, .headers = headers()});
}

std::string House::first_id(const std::string& path, const char* list) const {
    const Answer answer = ask(path);
    if (answer.status != 200) throw std::runtime_error(path + " is not answered");
    const json::value page = json::parse(answer.body);
    return std::string(page.at(list).at(0).at("id").as_string());
}

Answer House::log(std::uint64_t number, const std::string& step) const {
    // Long notes now and then: an act of many pages is torn more easily.
    const std::string note(1 + number_of(7, number) % 64 * (number % 8 == 0 ? 128 : 1), 'n');
    const json::object body{{"kind", kind_},
                            {"people", json::array{person_}},
                            {"minutes", 5},
                            {"next_step", step},
                            {"note", note}};
    Question question{.method = "POST",
                      .path = "/api/v1/contacts",
                      .headers = headers(),
                      .type = "application/json",
                      .body = json::serialize(body)};
    question.headers.push_back("Idempotency-Key: " + key_of(1, number));
    return durability::ask(port_, question);
}

std::vector<std::string> House::steps() const {
    std::vector<std::string> found;
    std::string path = "/api/v1/contacts?limit=200";
    for (bool is_more = true; is_more;) {
        const Answer answer = ask(path);
        if (answer.status != 200) throw std::runtime_error("the contacts are not answered");
        const json::object page = json::parse(answer.body).as_object();
        for (const json::value& contact : page.at("contacts").as_array()) {
            found.emplace_back(contact.at("next_step").as_string());
        }
        is_more = page.at("next").is_string();
        if (is_more) {
            path = "/api/v1/contacts?limit=200&cursor=";
            path += page.at("next").as_string();
        }
    }
    return found;
}

}  // namespace rapport::durability
