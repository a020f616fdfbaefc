// Job descriptions for programs: the same rules.
#include <algorithm>
#include <boost/json.hpp>

#include "design/posts/library.hpp"
#include "design/posts/posts_pages.hpp"
#include "platform/desk/json.hpp"

namespace rapport::posts {

using desk::Answer;
using desk::day_json;
using desk::Field;
using desk::Reading;
using desk::Writing;
using http::Response;
namespace json = boost::json;

namespace {

json::object line_json(const Description& one) {
    return {{"post", one.post.text()},
            {"number", one.number},
            {"title", one.title},
            {"state", code(one.state)},
            {"made_by", one.made_by_name},
            {"consult_until", day_json(one.consult_until)},
            {"in_force_on", day_json(one.in_force_on)},
            {"review_on", day_json(one.review_on)},
            {"ended_on", day_json(one.ended_on)}};
}

json::object duty_json(const Duty& duty) {
    json::array kinds, refs;
    for (const auto kind : duty.kinds) kinds.emplace_back(kind.text());
    for (const auto& ref : duty.standards) refs.emplace_back(ref.text());
    return {{"id", duty.id.text()},      {"place", code(duty.place)},
            {"heading", duty.heading},   {"words", duty.words},
            {"share", duty.share},       {"is_essential", duty.is_essential},
            {"kinds", std::move(kinds)}, {"standards", std::move(refs)},
            {"version", duty.version}};
}

json::object comment_json(const Comment& one) {
    return {{"id", one.id.text()},
            {"duty", one.duty ? json::value(one.duty->text()) : json::value(nullptr)},
            {"about", one.about},
            {"author", one.author_name},
            {"words", one.words},
            {"made_at", one.made_at.rfc3339()},
            {"answer", one.answer},
            {"is_taken_up", one.is_taken_up}};
}

json::object whole_json(ReadTx& tx, const Hand& hand) {
    json::object body = line_json(hand.description);
    json::object sections, seen;
    for (const Section& one : hand.sections) {
        sections[one.code] = one.words;
        seen[one.code] = one.version;
    }
    body["id"] = hand.description.post.text();
    body["sections"] = std::move(sections);
    body["sections_seen"] = std::move(seen);
    json::array duties, asked, said, done;
    for (const Duty& one : hand.duties) duties.emplace_back(duty_json(one));
    body["duties"] = std::move(duties);
    body["share"] = hand.share();
    body["week_minutes"] = hand.week_minutes();
    for (const Consulted& one : consulted(tx, hand)) {
        asked.push_back(json::object{{"id", one.id.text()}, {"name", one.name}});
    }
    body["consulted"] = std::move(asked);
    for (const Comment& one : comments(tx, hand)) said.emplace_back(comment_json(one));
    body["comments"] = std::move(said);
    for (const Event& one : events(tx, hand)) {
        done.push_back(json::object{{"act", one.act},
                                    {"by", one.actor_name},
                                    {"at", one.at.rfc3339()},
                                    {"day", day_json(one.day)},
                                    {"words", one.words}});
    }
    body["events"] = std::move(done);
    return body;
}

std::string api_path(const Description& one) { return "/api/v1" + path_of(one); }

Answer answer_of(WriteTx& tx, PostId post, std::int64_t number, int status) {
    const Hand hand = in_hand(tx, post, number).value();
    return Answer::json(status, json::serialize(whole_json(tx, hand)),
                        status == 201 ? api_path(hand.description) : "");
}

Response list_posts(Reading& request) {
    json::array list;
    request.read([&](ReadTx& tx) {
        for (const Description& one : all(tx)) list.emplace_back(line_json(one));
    });
    return request.json(json::object{{"job_descriptions", std::move(list)}, {"next", nullptr}});
}

Response get_newest(Reading& request) {
    return request.json(request.read([&](ReadTx& tx) {
        const auto hand = in_hand(tx, request.path<PostId>("post"), std::nullopt);
        if (!hand) throw desk::NotFound();
        return whole_json(tx, *hand);
    }));
}

Response get_one(Reading& request) {
    return request.json(
        request.read([&](ReadTx& tx) { return whole_json(tx, hand_at(tx, request)); }));
}

Response get_redline(Reading& request) {
    return request.json(request.read([&](ReadTx& tx) {
        const Hand after = hand_at(tx, request);
        const auto number = number_in(request.query("against"));
        const auto before = number ? in_hand(tx, after.description.post, number) : std::nullopt;
        if (!before) throw desk::NotFound();
        json::array list;
        for (const ChangeView& one : redline_view(*before, after, request.speech()).changes) {
            json::array pieces;
            for (const PieceOfText& piece : one.pieces) {
                pieces.push_back(json::object{
                    {"mark", piece.is_gone ? "gone" : (piece.is_fresh ? "fresh" : "same")},
                    {"text", piece.text}});
            }
            list.push_back(json::object{
                {"heading", one.heading}, {"detail", one.detail}, {"pieces", std::move(pieces)}});
        }
        return json::object{{"changes", std::move(list)}};
    }));
}

Response list_library(Reading& request) {
    json::array list;
    const auto known = request.read([](ReadTx& tx) { return kinds::all(tx); });
    for (const library::Entry* entry : library::search(request.query("q"), request.speech())) {
        const TypedDuty duty = library::duty_of(*entry, known, request.speech());
        list.push_back(json::object{{"library", entry->code},
                                    {"place", code(duty.place)},
                                    {"heading", duty.heading},
                                    {"words", duty.words},
                                    {"is_essential", duty.is_essential}});
    }
    return request.json(json::object{{"duties", std::move(list)}, {"next", nullptr}});
}

Response post_begin(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto made = begin(tx,
                                {.title = std::string(request.form("title")),
                                 .model = std::string(request.form("model"))},
                                request.speech());
        if (!made) return made.refusal();
        return answer_of(tx, *made, 1, 201);
    });
}

Response change(Writing& request, int status,
                const std::function<Result<Done>(WriteTx&, const Hand&)>& body) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Hand hand = hand_at(tx, request);
        const auto done = body(tx, hand);
        if (!done) return done.refusal();
        return answer_of(tx, hand.description.post, hand.description.number, status);
    });
}

Response post_sections(Writing& request) {
    return change(request, 200, [&](WriteTx& tx, const Hand& hand) {
        return write_sections(tx, hand, sections_in(hand, request.form()));
    });
}

Response post_shares(Writing& request) {
    return change(request, 200, [&](WriteTx& tx, const Hand& hand) -> Result<Done> {
        const auto shares = shares_in(hand, request.form());
        if (!shares) return shares.refusal();
        return set_shares(tx, hand, *shares);
    });
}

Response post_duty(Writing& request) {
    return change(request, 201, [&](WriteTx& tx, const Hand& hand) -> Result<Done> {
        const auto duty = duty_in(tx, request.form(), request.speech());
        if (!duty) return duty.refusal();
        const auto made = add_duty(tx, hand, *duty);
        if (!made) return made.refusal();
        return Done{};
    });
}

Response put_duty(Writing& request) {
    const auto id = request.path<DutyId>("duty");
    return change(request, 200, [&](WriteTx& tx, const Hand& hand) -> Result<Done> {
        if (hand.duty(id) == nullptr) throw desk::NotFound();
        const auto duty = duty_in(tx, request.form(), request.speech());
        if (!duty) return duty.refusal();
        return write_duty(tx, hand, id, *duty, number_in(request.form("seen")).value_or(0));
    });
}

Response del_duty(Writing& request) {
    const auto id = request.path<DutyId>("duty");
    return change(request, 200,
                  [&](WriteTx& tx, const Hand& hand) { return remove_duty(tx, hand, id); });
}

Response post_consultation(Writing& request) {
    return change(request, 200, [&](WriteTx& tx, const Hand& hand) -> Result<Done> {
        const auto asking = asking_in(request.form());
        if (!asking) return asking.refusal();
        return consult(tx, hand, *asking);
    });
}

Response post_comment(Writing& request) {
    return change(request, 201, [&](WriteTx& tx, const Hand& hand) -> Result<Done> {
        const auto named = request.form("duty");
        const auto duty = DutyId::parse(named);
        if (!named.empty() && !duty) return Refusal{"posts.duty_is_gone", "duty"};
        const auto done = comment(tx, hand, duty, request.form("words"));
        if (!done) return done.refusal();
        return Done{};
    });
}

Response post_answer(Writing& request) {
    const auto id = request.path<CommentId>("comment");
    return change(request, 200, [&](WriteTx& tx, const Hand& hand) {
        const auto taken = request.form("taken_up");
        return answer(tx, hand, id,
                      {.words = std::string(request.form("words")),
                       .is_taken_up = taken == "1" || taken == "true"});
    });
}

template <Act act>
Response post_deed(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const Hand hand = hand_at(tx, request);
        const auto done = deal(tx, hand, act, request.form());
        if (!done) return done.refusal();
        const PostId post = hand.description.post;
        const std::int64_t number =
            act == Act::revise ? versions_of(tx, post).front().number : hand.description.number;
        return answer_of(tx, post, number, 200);
    });
}

using K = Field::Kind;
constexpr std::string_view states =
    "draft|consultation|superintendent|board|in_force|review_due|revised|retired";
constexpr std::string_view headings =
    "collaboration|learning|equipment|software|plans|insight|profession|other";

std::vector<Field> line_fields() {
    return {{"post", K::id, true},      {"number", K::number, true, "Its version."},
            {"title", K::text, true},   {"state", K::choice, true, "", states},
            {"made_by", K::text, true}, {"consult_until", K::day},
            {"in_force_on", K::day},    {"review_on", K::day},
            {"ended_on", K::day}};
}

std::vector<Field> whole_fields() {
    auto fields = line_fields();
    for (const Field& field : std::initializer_list<Field>{
             {"id", K::id, true, "The post."},
             {"sections", K::object, true, "Words by section."},
             {"sections_seen", K::object, true, "How often each was written; for seen_<section>."},
             {"duties", K::objects, true,
              "id, place, heading, words, share, is_essential, kinds, standards, version."},
             {"share", K::number, true, "What the shares come to, in percent."},
             {"week_minutes", K::number, true, "Of a full week; 0 while it is not said."},
             {"consulted", K::objects, true,
              "id, name; empty for others than those at work on it."},
             {"comments", K::objects, true,
              "id, duty, about, author, words, made_at, answer, is_taken_up."},
             {"events", K::objects, true, "act, by, at, day, words."}}) {
        fields.push_back(field);
    }
    return fields;
}

std::vector<Field> duty_fields() {
    return {{"library", K::text, false, "A code of the library; then nothing else is read."},
            {"place", K::choice, false, "", "district|building"},
            {"heading", K::choice, false, "", headings},
            {"words", K::text},
            {"essential", K::flag},
            {"kinds", K::ids, false, "Kinds of help under which its time is logged."},
            {"standards", K::texts, false, "iste_coaches/2024/4.3.d"}};
}

std::vector<Field> section_fields() {
    std::vector<Field> fields;
    for (const SectionKind& kind : section_kinds()) fields.push_back({kind.code, K::text});
    return fields;
}

void mount_way(desk::Routes& on, const std::string& one) {
    const Right right = Right::see_programme;
    const std::vector<Field> word{{"day", K::day, false, "None: today."}, {"words", K::text}};
    const auto add = [&](const char* noun, desk::Act act, std::string_view says,
                         const std::vector<Field>& input) {
        on.api_post(one + "/" + noun, right, act,
                    {.summary = says, .input = input, .output = whole_fields()});
    };
    add("consultation", post_consultation, "Asks those affected, or more of them, or for longer.",
        {{"person", K::ids}, {"coaches", K::flag}, {"principals", K::flag}, {"until", K::day}});
    add("sending", post_deed<Act::send>, "Sends it to the superintendent.", {});
    add("endorsement", post_deed<Act::endorse>, "The superintendent agrees.", word);
    add("approval", post_deed<Act::approve>, "The board approves it: it is in force.", word);
    add("return", post_deed<Act::give_back>, "Back to a draft.", word);
    add("setting-aside", post_deed<Act::set_aside>, "Before it ever was in force.", {});
    add("revision", post_deed<Act::revise>, "A new draft beside what is in force.", {});
    add("review", post_deed<Act::review>, "Looked at; it stays as it is.", word);
    add("retirement", post_deed<Act::retire>, "Ends it.", word);
}

void mount_duties(desk::Routes& on, const std::string& one) {
    const Right read = Right::signed_in, write = Right::see_programme;
    const auto created = desk::Answers::created;
    on.api_get("/api/v1/duty-library", read, list_library,
               {.summary = "Duties of the library, best first; ?q= searches.",
                .output = {{"library", K::text, true},
                           {"place", K::choice, true, "", "district|building"},
                           {"heading", K::choice, true, "", headings},
                           {"words", K::text, true},
                           {"is_essential", K::flag, true}},
                .output_list = "duties"});
    on.api_post(one + "/duties", write, post_duty,
                {.summary = "Adds a duty, from the library or in one's own words.",
                 .input = duty_fields(),
                 .output = whole_fields(),
                 .answers = created});
    auto with_seen = duty_fields();
    with_seen.push_back({"seen", K::number, true, "The version of the duty it was made from."});
    on.api_post(one + "/duties/{duty}", write, put_duty,
                {.summary = "Writes a duty.", .input = with_seen, .output = whole_fields()});
    on.api_del(one + "/duties/{duty}", write, del_duty,
               {.summary = "Takes a duty out.", .output = whole_fields()});
    on.api_post(one + "/comments", read, post_comment,
                {.summary = "Says what one thinks of a duty, or of the whole.",
                 .input = {{"duty", K::id}, {"words", K::text, true}},
                 .output = whole_fields(),
                 .answers = created});
    on.api_post(one + "/comments/{comment}/answer", write, post_answer,
                {.summary = "Answers a comment, or marks it as taken up.",
                 .input = {{"words", K::text}, {"taken_up", K::flag}},
                 .output = whole_fields()});
}

}  // namespace

void mount_posts_api(desk::Routes& on) {
    const Right read = Right::signed_in, write = Right::see_programme;
    const std::string all = "/api/v1/job-descriptions", post = all + "/{post}";
    const std::string one = post + "/versions/{number}";
    on.api_get(all, read, list_posts,
               {.summary = "Job descriptions one may read, the newest version of a post first.",
                .output = line_fields(),
                .output_list = "job_descriptions"});
    on.api_post(all, write, post_begin,
                {.summary = "Begins one, from a template or empty.",
                 .input = {{"title", K::text, true},
                           {"model", K::choice, false, "", "building|district|library"}},
                 .output = whole_fields(),
                 .answers = desk::Answers::created});
    on.api_get(post, read, get_newest,
               {.summary = "The version in force, else the newest.", .output = whole_fields()});
    on.api_get(one, read, get_one, {.summary = "One version.", .output = whole_fields()});
    on.api_get(
        one + "/redline", read, get_redline,
        {.summary = "What changed since another version, ?against=1.",
         .output = {{"changes", K::objects, true, "heading, detail, pieces of mark, text."}}});
    on.api_post(one + "/sections", write, post_sections,
                {.summary = "Writes the sections that are named; seen_<section> guards each.",
                 .input = section_fields(),
                 .output = whole_fields()});
    on.api_post(one + "/shares", write, post_shares,
                {.summary = "Sets shares of the week: three lists of the same length.",
                 .input = {{"duty", K::ids, true},
                           {"share", K::texts, true, "Whole percents."},
                           {"seen", K::texts, false, "What stood there when you looked."}},
                 .output = whole_fields()});
    mount_duties(on, one);
    mount_way(on, one);
}

}  // namespace rapport::posts
