// A wish in a short form: who, what, how long. Everything else may wait under "more".
#include "schedule/planner/wishes_pages.hpp"

#include <algorithm>
#include <array>

#include "coaching/people/people.hpp"
#include "kernel/text/text.hpp"
#include "schedule/planner/week_view.hpp"

namespace rapport::planner {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;
using locale::Speech;

namespace {

constexpr int recents_max = 8, found_max = 8, found_teams_max = 4;
constexpr std::size_t picks_max = 24;
constexpr std::array lengths{15, 30, 45, 60, 90};
constexpr std::int64_t usual_days = 13;

// None of them when another length is typed.
std::vector<Option> length_options(const Reading& request) {
    const auto chosen = parse_count(typed_or(request, "minutes", "30")).value_or(0);
    std::vector<Option> options;
    for (const int minutes : lengths) {
        options.push_back(
            {std::to_string(minutes), request.speech().minutes(minutes), minutes == chosen});
    }
    return options;
}

std::vector<Option> weight_options(const Reading& request) {
    const auto chosen = typed_or(request, "weight", "3");
    const auto option = [&](const char* value, Key label) {
        return Option{value, request.speech().say(label), chosen == value};
    };
    return {option("1", "wishes.weight_low"), option("3", "wishes.weight_usual"),
            option("5", "wishes.weight_high")};
}

const http::Fields& asked(const Reading& request) {
    return request.refusal() == nullptr ? request.raw().query : request.typed();
}

template <class IdType>
std::vector<IdType> ids_in(const http::Fields& fields, std::string_view name) {
    std::vector<IdType> ids;
    for (const std::string_view typed : fields.all(name)) {
        const auto id = IdType::parse(typed);
        if (id && ids.size() < picks_max && std::ranges::count(ids, *id) == 0) ids.push_back(*id);
    }
    return ids;
}

void offer(const coachees::Person& person, const std::vector<PersonId>& picked, WishView& view) {
    const bool is_there = std::ranges::any_of(
        view.people, [&](const PickView& pick) { return pick.id == person.id; });
    if (is_there) return;
    const bool is_chosen = std::ranges::count(picked, person.id) > 0;
    view.people.push_back({person.id, person.name, is_chosen});
}

void offer(const teams::Team& team, const std::vector<TeamId>& picked, WishView& view) {
    const bool is_there = std::ranges::any_of(
        view.teams, [&](const TeamPickView& pick) { return pick.id == team.id; });
    const bool is_chosen = std::ranges::count(picked, team.id) > 0;
    if (!is_there) view.teams.push_back({team.id, team.name, team.size, is_chosen});
}

void pick(ReadTx& tx, const Reading& request, WishView& view) {
    const auto picked = ids_in<PersonId>(asked(request), "person");
    const auto picked_teams = ids_in<TeamId>(asked(request), "team");
    for (const auto& person : coachees::find_all(tx, picked)) offer(person, picked, view);
    for (const TeamId id : picked_teams) {
        if (const auto team = teams::find(tx, id)) offer(*team, picked_teams, view);
    }
    for (const PickView& one : view.people) view.carried.push_back(one.id.text());
    for (const TeamPickView& one : view.teams) view.carried_teams.push_back(one.id.text());
    if (!view.q.empty()) {
        const auto found = coachees::search(tx, view.q, found_max);
        const auto found_teams = teams::search(tx, view.q, found_teams_max);
        for (const auto& person : found) offer(person, picked, view);
        for (const auto& team : found_teams) offer(team, picked_teams, view);
        view.found_nobody = found.empty() && found_teams.empty();
    }
    for (const auto& person : coachees::recent(tx, recents_max)) offer(person, picked, view);
}

void fill_rest(ReadTx& tx, const Reading& request, WishView& view) {
    const Speech& speech = request.speech();
    const Day on =
        std::max(speech.today(), Day::parse(request.query("on")).value_or(speech.today()));
    view.kinds = kind_options(speech, parse_kind(typed_or(request, "kind", "planning")));
    view.lengths = length_options(request);
    view.minutes_other = typed_or(request, "minutes_other", "");
    view.weights = weight_options(request);
    view.begins = typed_or(request, "begins", "");
    view.ends = typed_or(request, "ends", "");
    view.from = typed_or(request, "from", on.iso());
    view.until = typed_or(request, "until", monday_of(on).plus(usual_days - 2).iso());
    view.title = typed_or(request, "title", "");
    view.room = typed_or(request, "room", "");
    view.lesson = typed_or(request, "lesson", "");
    view.is_weekly = typed_or(request, "weekly", "") == "1";
    view.buildings = building_options(tx, BuildingId::parse(typed_or(request, "building", "")));
    view.coaches = coach_options(coaches(tx), PersonId::parse(typed_or(request, "coach", "")));
    view.is_more_open = request.refusal() != nullptr;
}

Response show_request_wish(Reading& request, RequestId id) {
    RequestWishView view;
    view.lengths = length_options(request);
    request.read([&](ReadTx& tx) {
        const auto found = requests::find(tx, id);
        if (!found) throw desk::NotFound();
        view.request = id.text();
        view.teacher = found->teacher_name;
        view.words = text::shortened(found->words, 400);
        view.back_href = "/requests/" + id.text();
    });
    return request.page(request.speech().say("wishes.title_request", {{"name", view.teacher}}),
                        view);
}

Response show_new(Reading& request) {
    if (const auto id = RequestId::parse(asked(request).first("request"))) {
        return show_request_wish(request, *id);
    }
    WishView view;
    view.q = text::trimmed(request.query("q"));
    request.read([&](ReadTx& tx) {
        pick(tx, request, view);
        fill_rest(tx, request, view);
    });
    return request.page(Key{"wishes.title_new"}, view);
}

// Within which hours, where any are said; one alone leaves the other side of the day open.
Result<std::optional<Ring>> hours_of(const http::Fields& form) {
    const auto begins = text::trimmed(form.first("begins")),
               ends = text::trimmed(form.first("ends"));
    if (begins.empty() && ends.empty()) return std::optional<Ring>();
    const auto from = begins.empty() ? 0 : minutes_of(begins);
    const auto until = ends.empty() ? 1440 : minutes_of(ends);
    if (!from || !until) return Refusal{.key = "planner.wish_hours_wrong", .field = "hours"};
    return std::optional(Ring{*from, *until});
}

Result<Wish> wish_of(const http::Fields& form) {
    Wish wish;
    const auto kind = parse_kind(form.first("kind"));
    if (!kind) return Refusal{.key = "wishes.no_kind", .field = "kind"};
    wish.kind = *kind;
    const bool is_another = form.first("minutes") == "other";
    const auto minutes = parse_count(form.first(is_another ? "minutes_other" : "minutes"));
    if (!minutes) return Refusal{.key = "wishes.no_minutes", .field = "minutes"};
    wish.minutes = *minutes;
    const auto hours = hours_of(form);
    if (!hours) return hours.refusal();
    wish.hours = *hours;
    if (form.has("weight")) wish.weight = parse_count(form.first("weight")).value_or(0);
    for (const PersonId person : ids_in<PersonId>(form, "person")) {
        wish.people.push_back({person, ""});
    }
    const auto teams = ids_in<TeamId>(form, "team");
    if (teams.size() > 1) return Refusal{.key = "wishes.one_team", .field = "person"};
    if (!teams.empty()) wish.team = teams.front();
    const auto from = Day::parse(text::trimmed(form.first("from")));
    if (!from) return Refusal{.key = "week.no_day", .field = "from"};
    const auto until = Day::parse(text::trimmed(form.first("until")));
    if (!until) return Refusal{.key = "week.no_day", .field = "until"};
    wish.dates = {*from, *until};
    wish.title = form.first("title");
    wish.room = form.first("room");
    wish.lesson = form.first("lesson");
    wish.is_weekly = form.first("weekly") == "1";
    wish.building = BuildingId::parse(form.first("building"));
    if (const auto coach = PersonId::parse(form.first("coach"))) wish.coaches = {*coach};
    return wish;
}

// The rules name their fields in the plural, as a program sends them.
Refusal at_its_field(Refusal refusal) {
    if (refusal.field == "people") refusal.field = "person";
    if (refusal.field == "coaches") refusal.field = "coach";
    return refusal;
}

Response add_wish(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto answer = [](const Result<WishId>& made) -> Result<Answer> {
                if (!made) return at_its_field(made.refusal());
                return Answer::go("/wishes/" + made->text(), "wishes.made");
            };
            if (const auto id = RequestId::parse(request.form("request"))) {
                const auto minutes = parse_count(request.form("minutes"));
                if (!minutes) return Refusal{.key = "wishes.no_minutes", .field = "minutes"};
                return answer(want_request(tx, *id, *minutes));
            }
            const auto wish = wish_of(request.form());
            if (!wish) return wish.refusal();
            return answer(want(tx, *wish));
        },
        show_new);
}

}  // namespace

void mount_wishes_pages(desk::Routes& on) {
    on.get("/wishes/new", Right::plan_weeks, show_new);
    on.post("/wishes", Right::plan_weeks, add_wish);
}

}  // namespace rapport::planner
