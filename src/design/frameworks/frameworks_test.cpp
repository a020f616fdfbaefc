#include "design/frameworks/frameworks.hpp"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "kernel/text/ascii.hpp"
#include "tests/support/school.hpp"

namespace rapport::frameworks {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using test::School;

std::string item(std::string_view id, std::string_view more = "") {
    return R"({"identifier":")" + std::string(id) + R"(","uri":"urn:)" + std::string(id) +
           R"(","fullStatement":"Says )" + std::string(id) + "\"" + std::string(more) + "}";
}

std::string child(std::string_view id, std::string_view of, std::string_view more = "") {
    return R"({"identifier":")" + std::string(id) + "-" + std::string(of) +
           R"(","associationType":"isChildOf","originNodeURI":{"identifier":")" + std::string(id) +
           R"("},"destinationNodeURI":{"identifier":")" + std::string(of) + "\"}" +
           std::string(more) + "}";
}

std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const auto& one : parts) all += (all.empty() ? "" : ",") + one;
    return all;
}

std::string package(const std::vector<std::string>& items, const std::vector<std::string>& links,
                    std::string_view title = "Lake standards") {
    return R"({"CFDocument":{"identifier":"doc","title":")" + std::string(title) +
           R"(","creator":"Lakes","version":"2024"},"CFItems":[)" + joined(items) +
           R"(],"CFAssociations":[)" + joined(links) + "]}";
}

std::string small() {
    return package({item("a", R"(,"humanCodingScheme":"A.1")"), item("b"), item("c")},
                   {child("c", "doc", R"(,"sequenceNumber":2)"),
                    child("a", "doc", R"(,"sequenceNumber":1)"), child("b", "a")});
}

std::string flaw_of(std::string_view text) {
    const auto read = read_case(text);
    if (read) return "";
    std::string said = read.refusal().key.name.data();
    for (const Argument& one : read.refusal().with) {
        if (const auto* text_value = std::get_if<std::string>(&one.value)) {
            said += " " + *text_value;
        } else {
            said += " " + std::to_string(std::get<std::int64_t>(one.value));
        }
    }
    return said;
}

// "a(b) c": what stands under what.
std::string drawn(const Package& package, const std::vector<Node>& nodes) {
    std::string said;
    for (const Node& node : nodes) {
        if (!said.empty()) said += " ";
        said += package.items[node.item].identifier;
        if (node.is_again) said += "*";
        if (!node.children.empty()) said += "(" + drawn(package, node.children) + ")";
    }
    return said;
}

Result<FrameworkId> take(School& school, std::string_view text) {
    const Scope scope = school.admin.scope();
    return school.db().write(scope, [&](WriteTx& tx) -> Result<FrameworkId> {
        const auto look = keep_look(tx, "lakes.json", text);
        if (!look) return look.refusal();
        return take_in(tx, *look);
    });
}

TEST(Frameworks, what_is_wrong_in_a_package_is_named_by_list_row_and_name) {
    EXPECT_EQ(flaw_of("{"), "frameworks.no_json");
    EXPECT_EQ(flaw_of("[]"), "frameworks.no_json");
    EXPECT_EQ(flaw_of("{}"), "frameworks.no_document");
    EXPECT_EQ(flaw_of(std::string(100'000, '[')), "frameworks.too_deep 32");
    EXPECT_EQ(flaw_of(std::string(package_max + 1, ' ')), "frameworks.too_big 8");
    EXPECT_EQ(flaw_of(package({item("a"), item("a")}, {})), "frameworks.twice CFItems 2 a");
    EXPECT_EQ(flaw_of(package({item("a"), "7"}, {})), "frameworks.no_row CFItems 2");
    EXPECT_EQ(flaw_of(package({R"({"identifier":"a"})"}, {})),
              "frameworks.flaw_missing CFItems 1 fullStatement");
    EXPECT_EQ(flaw_of(package({item("a", R"(,"humanCodingScheme":7)")}, {})),
              "frameworks.flaw_type CFItems 1 humanCodingScheme");
    EXPECT_EQ(flaw_of(package({item("a", R"(,"uri":"x\u0000y")")}, {})),
              "frameworks.flaw_type CFItems 1 uri");
    EXPECT_EQ(flaw_of(package({item("a b")}, {})), "frameworks.flaw_type CFItems 1 identifier");
    const std::string huge = R"(,"CFItemType":")" + std::string(name_max + 1, 'x') + "\"";
    EXPECT_EQ(flaw_of(package({item("a", huge)}, {})), "frameworks.flaw_long CFItems 1 CFItemType");
    EXPECT_EQ(flaw_of(package({item("a")}, {child("a", "doc"), R"({"identifier":"l"})"})),
              "frameworks.flaw_missing CFAssociations 2 associationType");
    EXPECT_EQ(flaw_of(R"({"CFDocument":{"identifier":"d","title":"T"},"CFItems":{}})"),
              "frameworks.no_list CFItems");
    EXPECT_EQ(flaw_of(R"({"CFDocument":{"sourcedId":"d","title":"T"}})"), "");
}

TEST(Frameworks, a_tree_is_shown_as_published_whatever_its_links_do) {
    const Package plain = *read_case(small());
    EXPECT_EQ(drawn(plain, tree_of(plain).roots), "a(b) c");
    const Package odd = *read_case(
        package({item("a"), item("b"), item("c"), item("x"), item("y"), item("alone")},
                {child("a", "doc"), child("b", "doc"), child("c", "a"), child("c", "b"),
                 child("x", "y"), child("y", "x"), child("gone", "a"), child("b", "nowhere")}));
    const Tree tree = tree_of(odd);
    EXPECT_EQ(drawn(odd, tree.roots), "a(c) b(c*)");
    EXPECT_EQ(drawn(odd, tree.loose), "alone");
    EXPECT_EQ(drawn(odd, tree.circles), "x(y(x*))");
    EXPECT_EQ(tree.many_parents_count, 1);
    EXPECT_EQ(tree.dangling_count, 2);
}

TEST(Frameworks, a_chain_of_ten_thousand_is_shown_flat_below_the_deepest_level) {
    std::vector<std::string> items, links;
    for (std::size_t at = 0; at < items_max; ++at) {
        items.push_back(item("i" + std::to_string(at)));
        links.push_back(
            child("i" + std::to_string(at), at == 0 ? "doc" : "i" + std::to_string(at - 1)));
    }
    const auto chain = read_case(package(items, links));
    ASSERT_TRUE(chain);
    const Tree tree = tree_of(*chain);
    const std::vector<Node>* level = &tree.roots;
    int levels = 1;
    while (!level->front().children.empty()) {
        level = &level->front().children;
        ++levels;
    }
    EXPECT_EQ(levels, levels_max);
    EXPECT_EQ(level->size(), items_max - levels_max + 1);
    items.push_back(item("one-more"));
    EXPECT_EQ(flaw_of(package(items, {})), "frameworks.too_many CFItems 10000");
}

TEST(Frameworks, who_neither_directs_nor_administers_takes_nothing_in) {
    School school;
    for (auto* client : {&school.coach, &school.teacher, &school.principal}) {
        const auto look = school.db().write(
            client->scope(), [&](WriteTx& tx) { return keep_look(tx, "lakes.json", small()); });
        ASSERT_FALSE(look);
        EXPECT_EQ(look.refusal().key.name, std::string_view("frameworks.not_yours"));
        EXPECT_FALSE(client->get("/frameworks").shows("Look at it"));
    }
    EXPECT_TRUE(school.director.get("/frameworks").shows("Look at it"));
}

TEST(Frameworks, taken_in_twice_nothing_changes_and_what_is_gone_stays_marked) {
    School school;
    const auto first = take(school, small());
    ASSERT_TRUE(first);
    const auto compared = [&](std::string_view text) {
        return school.db().read(school.admin.scope(), [&](ReadTx& tx) {
            return compare(here(tx, "doc"), *read_case(text));
        });
    };
    EXPECT_TRUE(compared(small()).is_nothing());
    EXPECT_EQ(*take(school, small()), *first);
    const std::string later = package({item("a", R"(,"humanCodingScheme":"A.2")"), item("b")},
                                      {child("a", "doc"), child("b", "a")});
    const Changes changes = compared(later);
    EXPECT_EQ(changes.added.size(), 0u);
    EXPECT_EQ(changes.changed.size(), 1u);
    EXPECT_EQ(changes.gone, std::vector<std::string>{"Says c"});
    ASSERT_TRUE(take(school, later));
    EXPECT_TRUE(compared(later).is_nothing());
    const auto page = school.teacher.get("/frameworks/" + first->text());
    EXPECT_TRUE(page.shows("No longer published"));
    EXPECT_TRUE(page.shows("2 items"));
    EXPECT_EQ(school.stranger.get("/frameworks/" + first->text()).status, 404);
    EXPECT_FALSE(school.stranger.get("/frameworks").shows("Lake standards"));
}

TEST(Frameworks, a_look_is_taken_in_once_and_a_newer_look_takes_its_place) {
    School school;
    const Scope scope = school.director.scope();
    const auto keep = [&] {
        return *school.db().write(scope,
                                  [&](WriteTx& tx) { return keep_look(tx, "a.json", small()); });
    };
    const auto take_look = [&](LookId id) {
        return school.db().write(scope, [&](WriteTx& tx) { return take_in(tx, id); });
    };
    const LookId older = keep(), newer = keep();
    EXPECT_FALSE(take_look(older));
    EXPECT_TRUE(take_look(newer));
    EXPECT_FALSE(take_look(newer));
    EXPECT_TRUE(
        school.director.get("/frameworks/looks/" + newer.text()).shows("This look is over"));
    EXPECT_EQ(school.coach.get("/frameworks/looks/" + newer.text()).status, 404);
}

TEST(Frameworks, an_item_is_cited_by_framework_edition_and_code) {
    School school;
    ASSERT_TRUE(take(school, small()));
    school.db().read(school.coach.scope(), [&](ReadTx& tx) {
        EXPECT_TRUE(parse(tx, "doc/2024/A.1"));
        EXPECT_TRUE(parse(tx, "doc/2024/b"));
        EXPECT_TRUE(parse(tx, "iste_coaches/2024/4.5.a"));
        EXPECT_FALSE(parse(tx, "doc/2023/A.1"));
        EXPECT_FALSE(parse(tx, "doc/2024/A.9"));
        const Cited said = Names(tx).of({"doc", "2024", "A.1"});
        EXPECT_EQ(said.framework, "Lake standards (2024)");
        EXPECT_EQ(said.code, "A.1");
        EXPECT_EQ(Names(tx).of({"doc", "2024", "b"}).code, "b");
        EXPECT_EQ(Names(tx).of({"gone", "1", "2"}).framework, "gone (1)");
    });
    school.db().read(school.stranger.scope(),
                     [&](ReadTx& tx) { EXPECT_FALSE(parse(tx, "doc/2024/A.1")); });
}

TEST(Frameworks, search_minds_neither_case_nor_diacritics) {
    School school;
    const auto id =
        take(school, package({item("a", R"(,"abbreviatedStatement":"Évaluation numérique")"),
                              item("b", R"(,"abbreviatedStatement":"تعلّم")")},
                             {}));
    ASSERT_TRUE(id);
    const std::string path = "/frameworks/" + id->text();
    EXPECT_TRUE(school.coach.get(path + "?q=EVALUATION").shows("Says a"));
    EXPECT_TRUE(school.coach.get(path + "?q=EVALUATION").shows("doc/2024/a"));
    EXPECT_FALSE(school.coach.get(path + "?q=evaluation").shows("Says b"));
    EXPECT_TRUE(school.coach.get(path).shows("تعلّم"));
    EXPECT_TRUE(school.coach.speaking("fr").get(path).shows("Tel que publié"));
    const auto answer = school.coach.api_get("/api/v1" + path + "?q=evaluation");
    EXPECT_EQ(json::parse(answer.body).at("items").as_array().size(), 1u);
}

test::Reply send_up(test::Client& who, const std::string& bytes) {
    const auto path =
        fs::temp_directory_path() / ("rapport-case-" + std::to_string(::getpid()) + ".json");
    std::ofstream(path, std::ios::binary) << bytes;
    http::Request request;
    request.method = http::Method::post;
    request.path = request.target = "/api/v1/framework-looks";
    request.headers = {{"authorization", "Bearer " + who.api_token()},
                       {"idempotency-key", "case-" + std::to_string(bytes.size()) + "-key-0001"}};
    request.uploads.push_back(
        {"package", "C:\\mine\\lakes.json", "application/json", path.string(), bytes.size()});
    const test::Reply reply = who.send(std::move(request));
    fs::remove(path);
    return reply;
}

TEST(Frameworks, a_program_looks_and_takes_in_as_a_page_does_and_a_duty_cites_it) {
    School school;
    EXPECT_EQ(send_up(school.principal, small()).status, 422);
    EXPECT_EQ(send_up(school.teacher, small()).status, 403);
    const auto refused = send_up(school.director, package({item("a"), "7"}, {}));
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("CFItems, row 2, is not an object."));
    const auto looked = send_up(school.director, small());
    ASSERT_EQ(looked.status, 201) << looked.body;
    const json::value look = json::parse(looked.body);
    EXPECT_EQ(look.at("added").as_int64(), 3);
    const std::string path = "/api/v1/framework-looks/" + std::string(look.at("id").as_string());
    EXPECT_EQ(school.stranger.api_get(path).status, 404);
    EXPECT_EQ(school.director.api_get(path).status, 200);
    const auto taken = school.director.api_post(path + "/intake", "{}");
    ASSERT_EQ(taken.status, 200) << taken.body;
    EXPECT_EQ(json::parse(taken.body).at("item_count").as_int64(), 3);
    EXPECT_EQ(school.director.api_post(path + "/intake", "{}").status, 422);
    EXPECT_TRUE(school.admin.get("/settings/audit").shows("framework.take_in"));
}

fs::path shared_packages() {
    for (const char* up : {"/../shared/data", "/../../shared/data"}) {
        const fs::path path = std::string(RAPPORT_SOURCE_DIR) + up + "/case";
        if (fs::exists(path)) return path;
    }
    return {};
}

std::string text_at(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// The children of each parent as the file has them, read without a word of ours.
std::map<std::string, std::vector<std::string>> children_in(const json::value& file) {
    std::map<std::string, std::vector<std::pair<std::int64_t, std::string>>> found;
    for (const auto& link : file.at("CFAssociations").as_array()) {
        if (link.at("associationType") != "isChildOf") continue;
        const auto* number = link.as_object().if_contains("sequenceNumber");
        std::int64_t place = std::numeric_limits<std::int64_t>::max();
        if (number != nullptr && number->is_int64()) place = number->as_int64();
        if (number != nullptr && number->is_string() && !number->as_string().empty()) {
            place = *text::number<std::int64_t>(number->as_string().c_str());
        }
        found[link.at("destinationNodeURI").at("identifier").as_string().c_str()].emplace_back(
            place, link.at("originNodeURI").at("identifier").as_string().c_str());
    }
    std::map<std::string, std::vector<std::string>> all;
    for (auto& [parent, children] : found) {
        std::ranges::stable_sort(children, {}, [](const auto& one) { return one.first; });
        for (auto& [number, id] : children) all[parent].push_back(std::move(id));
    }
    return all;
}

void collect(const Package& package, const std::string& parent, const std::vector<Node>& nodes,
             std::map<std::string, std::vector<std::string>>& all) {
    for (const Node& node : nodes) {
        const std::string& id = package.items[node.item].identifier;
        all[parent].push_back(id);
        if (!node.is_again) collect(package, id, node.children, all);
    }
}

TEST(Frameworks, every_shared_package_comes_in_with_its_tree_as_published_and_twice_the_same) {
    const fs::path root = shared_packages();
    if (root.empty()) GTEST_SKIP() << "no shared data here: ../shared/data/case";
    int packages = 0;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        if (entry.path().extension() != ".json") continue;
        SCOPED_TRACE(entry.path().string());
        School school;  // Some of them go by one identifier.
        const std::string text = text_at(entry.path());
        const json::value file = json::parse(text);
        const auto id = take(school, text);
        ASSERT_TRUE(id) << flaw_of(text);
        ASSERT_EQ(*take(school, text), *id);
        const std::string document(file.at("CFDocument").at("identifier").as_string());
        const auto kept =
            school.db().read(school.coach.scope(), [&](ReadTx& tx) { return here(tx, document); });
        ASSERT_TRUE(kept);
        EXPECT_TRUE(compare(kept, *read_case(text)).is_nothing());
        EXPECT_EQ(kept->items.size(), file.at("CFItems").as_array().size());
        EXPECT_EQ(kept->links.size(), file.at("CFAssociations").as_array().size());
        std::map<std::string, std::vector<std::string>> shown;
        collect(*kept, document, tree_of(*kept).roots, shown);
        EXPECT_EQ(shown, children_in(file));
        EXPECT_EQ(school.coach.get("/frameworks/" + id->text()).status, 200);
        ++packages;
        fmt::print("[ case     ] {}: {} items, {} associations\n", entry.path().filename().string(),
                   kept->items.size(), kept->links.size());
    }
    EXPECT_EQ(packages, 5);
}

}  // namespace
}  // namespace rapport::frameworks
