// Who may come where (T-12a): every route, from the table itself, against
// everybody in the cast; and what must not be felt (T-12b): a note changes not
// one byte for those who may not read it.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "kernel/http/message.hpp"
#include "tests/support/test_db.hpp"
#include "tests/support/world.hpp"

namespace rapport::test {
namespace {

const std::string matrix_path = std::string(RAPPORT_SOURCE_DIR) + "/tests/access_matrix.txt";

Reply call(Client& who, const desk::Route& route, const std::string& path) {
    const bool is_get = route.method == http::Method::get;
    if (route.is_api) {
        if (is_get) return who.api_get(path);
        return route.method == http::Method::del ? who.api_del(path) : who.api_post(path, "{}");
    }
    if (is_get) return who.get(path);
    return route.method == http::Method::del ? who.del(path) : who.post(path);
}

// One line a route: its right, then what each of the cast is answered. A fresh
// world for each route that changes something.
std::string line_of(const desk::Route& route, World& world) {
    std::string line = std::string(http::text(route.method)) + " " + route.pattern + " [" +
                       std::string(code(route.right)) + "]";
    const std::string path = world.path_of(route.pattern);
    for (auto& [name, client] : world.cast()) {
        line += " " + name + "=" + std::to_string(call(*client, route, path).status);
    }
    return line;
}

std::string whole_matrix() {
    World reading;
    std::string matrix;
    const auto routes = reading.school.app().routes();
    for (const desk::Route& route : routes) {
        if (route.show != nullptr) {
            matrix += line_of(route, reading) + "\n";
            continue;
        }
        World fresh;
        matrix += line_of(route, fresh) + "\n";
    }
    return matrix;
}

std::string file(const std::string& path) {
    std::ifstream in(path);
    std::stringstream all;
    all << in.rdbuf();
    return all.str();
}

TEST(Access, every_route_answers_everybody_as_the_matrix_says) {
    const std::string matrix = whole_matrix();
    if (std::getenv("RAPPORT_REBASE") != nullptr) std::ofstream(matrix_path) << matrix;
    std::istringstream now(matrix), agreed(file(matrix_path));
    std::string line, expected;
    while (std::getline(now, line)) {
        std::getline(agreed, expected);
        EXPECT_EQ(line, expected);
    }
    EXPECT_FALSE(std::getline(agreed, expected)) << "a route is gone: " << expected;
}

TEST(Access, who_lacks_the_right_of_a_route_never_passes) {
    World world;
    const auto routes = world.school.app().routes();
    for (const desk::Route& route : routes) {
        if (route.right == Right::anyone || route.pattern == "/signout") continue;
        const std::string path = world.path_of(route.pattern);
        const Reply closed = call(world.school.nobody, route, path);
        EXPECT_TRUE(closed.status == 401 || closed.location.starts_with("/signin"))
            << route.pattern << " " << closed.status;
        const Reply teacher = call(world.school.colleague, route, path);
        const bool is_of_teachers = route.right == Right::ask_for_help ||
                                    route.right == Right::make_agreements ||
                                    route.right == Right::join_cycles;
        if (route.right == Right::signed_in || is_of_teachers) continue;
        EXPECT_EQ(teacher.status, 403) << route.pattern;
    }
}

TEST(Access, a_stranger_with_the_right_role_finds_nothing_of_another_district) {
    World world;
    const auto routes = world.school.app().routes();
    for (const desk::Route& route : routes) {
        const bool is_of_a_thing = route.pattern.find("{contact}") != std::string::npos ||
                                   route.pattern.find("{request}") != std::string::npos ||
                                   route.pattern.find("{note}") != std::string::npos ||
                                   route.pattern.find("{team}") != std::string::npos ||
                                   route.pattern.find("{agreement}") != std::string::npos ||
                                   route.pattern.find("{cycle}") != std::string::npos ||
                                   route.pattern.find("{matter}") != std::string::npos ||
                                   route.pattern.find("{stretch}") != std::string::npos ||
                                   route.pattern.find("{post}") != std::string::npos ||
                                   route.pattern.find("{vacancy}") != std::string::npos ||
                                   route.pattern.find("{application}") != std::string::npos ||
                                   route.pattern.find("{gathering}") != std::string::npos ||
                                   route.pattern.find("{colleague}") != std::string::npos ||
                                   route.pattern.find("{person}") != std::string::npos;
        if (!is_of_a_thing) continue;
        const int status = call(world.school.stranger, route, world.path_of(route.pattern)).status;
        EXPECT_TRUE(status == 404 || status == 403) << route.pattern << " " << status;
    }
}

// What differs on every answer: the keys and tokens of the page itself.
std::string without_keys(std::string body) {
    for (const std::string mark :
         {"nonce=\"", "name=\"_token\" value=\"", "name=\"_key\" value=\""}) {
        for (auto at = body.find(mark); at != std::string::npos; at = body.find(mark, at + 1)) {
            const auto begin = at + mark.size();
            body.erase(begin, body.find('"', begin) - begin);
        }
    }
    return body;
}

std::vector<std::string> pages_of(World& world) {
    std::vector<std::string> targets;
    for (const desk::Route& route : world.school.app().routes()) {
        if (route.method != http::Method::get || route.pattern == "/readyz") continue;
        targets.push_back(world.path_of(route.pattern));
    }
    return targets;
}

// The pages, and every search for what a note says: the answer repeats the
// question, no more.
std::vector<std::string> targets_of(World& world) {
    auto targets = pages_of(world);
    for (const std::string mark : {private_mark.data(), shared_mark.data()}) {
        for (const std::string search : {"/people?q=", "/people/suggest?q=", "/settings/people?q=",
                                         "/api/v1/people?q=", "/requests?q=", "/log?q="}) {
            targets.push_back(search + mark);
        }
    }
    return targets;
}

std::string all_answers(Client& who, const std::vector<std::string>& targets) {
    std::string all;
    for (const std::string& target : targets) {
        for (const Reply& reply : {who.get(target), who.api_get(target)}) {
            all +=
                target + " " + std::to_string(reply.status) + " " + without_keys(reply.body) + "\n";
        }
    }
    return all;
}

TEST(Access, a_note_changes_nothing_for_those_who_may_not_read_it) {
    World world(World::Notes::none);
    const auto targets = targets_of(world);
    std::vector<std::pair<std::string, std::string>> before;
    for (auto& [name, client] : world.cast()) {
        if (name == "coach" || name == "teacher") continue;
        before.emplace_back(name, all_answers(*client, targets));
    }
    world.write_notes();
    std::size_t at = 0;
    for (auto& [name, client] : world.cast()) {
        if (name == "coach" || name == "teacher") continue;
        EXPECT_EQ(all_answers(*client, targets), before[at++].second) << name;
    }
}

TEST(Access, a_private_note_changes_nothing_even_for_the_teacher_it_is_about) {
    World world(World::Notes::none);
    const auto targets = targets_of(world);
    const std::string before = all_answers(world.school.teacher, targets);
    world.school.coach.api_post("/api/v1/contacts/" + world.contact + "/notes",
                                R"({"tier": "private", "note": "only for me"})");
    EXPECT_EQ(all_answers(world.school.teacher, targets), before);
}

TEST(Access, words_of_teachers_and_coaches_reach_only_those_they_are_for) {
    World world;
    const auto targets = pages_of(world);
    for (auto& [name, client] : world.cast()) {
        const std::string all = all_answers(*client, targets);
        const bool is_coach = name == "coach";
        const bool is_teacher = name == "teacher";
        const bool is_team = is_coach || name == "other_coach" || name == "technician";
        if (!is_coach) {
            EXPECT_EQ(all.find(private_mark), std::string::npos) << name;
            EXPECT_TRUE(is_teacher || all.find(shared_mark) == std::string::npos) << name;
            EXPECT_EQ(all.find(step_mark), std::string::npos) << name;
        }
        if (!is_team && !is_teacher) {
            EXPECT_EQ(all.find(request_mark), std::string::npos) << name;
        }
    }
}

TEST(Access, a_principal_new_to_the_building_reads_no_words_of_anybody) {
    World world;
    auto petra = world.school.add("Petra Newly", Role::principal, world.school.cedar);
    const std::string all = all_answers(petra, pages_of(world));
    for (const auto mark : {shared_mark, step_mark, request_mark}) {
        EXPECT_EQ(all.find(mark), std::string::npos);
    }
}

}  // namespace
}  // namespace rapport::test
