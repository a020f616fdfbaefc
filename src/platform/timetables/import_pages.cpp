// A timetable is looked at before it is brought in: what would come, change and end, and who is
// who.
#include <algorithm>
#include <fstream>
#include <map>

#include "kernel/text/text.hpp"
#include "platform/desk/context.hpp"
#include "platform/districts/districts.hpp"
#include "platform/timetables/matching.hpp"
#include "platform/timetables/timetables_pages.hpp"

namespace rapport::timetables {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

constexpr std::size_t lines_max = 12, facts_max = 60;
constexpr int weeks_ahead = 4;

std::string building_path(const desk::Reading& request) {
    return "/settings/timetables/" + std::string(request.path_text("building"));
}

// The last part of the name a browser gives, which may be a whole path.
std::string file_name_of(std::string_view given) {
    const auto slash = given.find_last_of("/\\");
    const auto name = slash == std::string_view::npos ? given : given.substr(slash + 1);
    return text::shortened(name.empty() ? "timetable" : name, 100);
}

std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Change by change, under the name of each person concerned.
void fill_groups(const Look& look, const locale::Speech& speech, LookView& view) {
    std::map<std::string, std::pair<std::string, std::vector<const Change*>>> by_name;
    for (const Change& change : look.changes) {
        for (const std::string& name : change.people) {
            auto& [shown, changes] = by_name[text::folded(name)];
            shown = name;
            changes.push_back(&change);
        }
        if (change.people.empty()) {
            auto& [shown, changes] = by_name["\x7f"];
            shown = speech.say("timetables.nobody_named");
            changes.push_back(&change);
        }
    }
    for (const auto& [folded, entry] : by_name) {
        const auto& [name, changes] = entry;
        const auto count = [&](Change::Kind kind) {
            return static_cast<std::int64_t>(std::ranges::count(changes, kind, &Change::kind));
        };
        ChangeGroup group{
            .name = name,
            .sum = speech.say("timetables.sum", {{"added", count(Change::Kind::added)},
                                                 {"changed", count(Change::Kind::changed)},
                                                 {"ended", count(Change::Kind::ended)}}),
            .more = "",
            .rows = {}};
        for (const Change* change : changes) {
            if (group.rows.size() == lines_max) break;
            const std::string key = "timetables.is_" + std::string(code(change->kind));
            group.rows.push_back({speech.say(Key::of(key)), change->title, change->when});
        }
        if (changes.size() > lines_max) {
            group.more =
                speech.say("timetables.more",
                           {{"count", static_cast<std::int64_t>(changes.size() - lines_max)}});
        }
        view.groups.push_back(std::move(group));
    }
}

void fill_people(const Look& look, const Reading& request,
                 const std::vector<store::Candidate>& people, LookView& view) {
    const auto& speech = request.speech();
    for (const Match& match : look.matches) {
        if (match.is_settled()) {
            const Key key =
                match.person ? Key{"timetables.is_person"} : Key{"timetables.is_nobody"};
            if (!match.person || match.name != match.person_name) {
                view.matched.push_back(
                    speech.say(key, {{"name", match.name}, {"person", match.person_name}}));
            }
            continue;
        }
        const std::string number = std::to_string(view.unmatched.size());
        MatchRow row{.key = match.key,
                     .key_field = "key-" + number,
                     .name = match.name,
                     .field = "who-" + number,
                     .typed = "",
                     .why = ""};
        row.typed = request.typed().first(row.field);
        if (request.refusal() != nullptr && request.refusal()->field == row.field) {
            row.why = speech.say(request.refusal()->key, request.refusal()->with);
        }
        view.unmatched.push_back(std::move(row));
    }
    if (view.unmatched.empty()) return;
    for (const auto& person : people) view.people.push_back(person.name);
}

void fill_facts(const Look& look, const locale::Speech& speech, LookView& view) {
    for (const DoubleBooking& one : look.doubles) {
        if (view.doubles.size() == facts_max) break;
        view.doubles.push_back({one.name + ", " + one.when, one.titles});
    }
    for (const SheetFlaw& flaw : look.sheet.flaws) {
        if (view.flaws.size() == facts_max) break;
        view.flaws.push_back({flaw.where, speech.say(flaw.says, flaw.with)});
    }
    const auto number = [](std::size_t count) { return static_cast<std::int64_t>(count); };
    view.facts =
        speech.say("timetables.look_facts", {{"people", number(look.sheet.teachers.size())},
                                             {"meetings", number(look.sheet.meetings.size())},
                                             {"days", number(look.sheet.days.size())},
                                             {"doubles", number(look.doubles.size())}});
}

void fill_questions(const Look& look, LookView& view) {
    view.makes_plan = look.makes_plan;
    view.begins_on = look.begins_on.iso();
    view.bells = look.wishes.bells;
    view.terms = look.wishes.terms;
    view.asks_bells = !look.silent_periods.empty() || !look.wishes.bells.empty();
    view.asks_terms = !look.silent_terms.empty() || !look.wishes.terms.empty();
    if (view.bells.empty()) {
        for (const std::string& label : look.silent_periods) view.bells += label + " \n";
    }
    if (view.terms.empty()) {
        for (const std::string& term : look.silent_terms) view.terms += term + " \n";
    }
}

Response show_look(Reading& request) {
    const auto& speech = request.speech();
    LookView view;
    std::optional<Refusal> wrong;
    request.read([&](ReadTx& tx) {
        const auto building = building_in(tx, request);
        const Source source = source_in(tx, request, building);
        view.id = source.id.text();
        view.back_href = building_path(request);
        view.building = building.text();
        view.file = source.file_name;
        for (const auto& one : districts::buildings(tx)) {
            if (one.id == building) view.name = one.name;
        }
        if (source.state != "looked") {
            const std::string state = "timetables.state_" + source.state;
            view.facts = speech.say(Key::of(state));
            view.sum = speech.say(
                "timetables.sum",
                {{"added", source.added}, {"changed", source.changed}, {"ended", source.ended}});
            view.booked = still_booked(tx, building, request);
            return;
        }
        const auto look = look_again(tx, source);
        if (!look) {
            wrong = look.refusal();
            return;
        }
        view.is_open = true;
        view.is_empty = look->changes.empty();
        view.sum = view.is_empty ? speech.say("timetables.nothing_new")
                                 : speech.say("timetables.sum",
                                              {{"added", look->count(Change::Kind::added)},
                                               {"changed", look->count(Change::Kind::changed)},
                                               {"ended", look->count(Change::Kind::ended)}});
        fill_questions(*look, view);
        fill_people(*look, request, store::candidates(tx), view);
        fill_groups(*look, speech, view);
        fill_facts(*look, speech, view);
        view.booked = booked_by(tx, building, *look, request);
    });
    if (wrong) view.sum = speech.say(wrong->key, wrong->with);
    return request.page(view.file, view);
}

// The files are read before the act, so that the act itself is short.
Response post_files(Writing& request) {
    const auto files = uploaded(request);
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto building = building_in(tx, request);
            const auto source = keep_upload(tx, building, files, request.form());
            if (!source) return source.refusal();
            return Answer::go(building_path(request) + "/imports/" + source->text());
        },
        show_setting);
}

// The lines that say something: a label alone is one that nobody filled in yet.
std::string filled_lines(std::string_view typed, std::string_view mark) {
    std::string filled;
    for (const std::string_view line : text::split(typed, '\n')) {
        if (line.find(mark) == std::string_view::npos) continue;
        filled += text::trimmed(line);
        filled += '\n';
    }
    return filled;
}

std::string look_path(const Reading& request) {
    return building_path(request) + "/imports/" + std::string(request.path_text("source"));
}

Response save_wishes(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const Source source = source_in(tx, request, building_in(tx, request));
            const auto wishes = wishes_in(request.form());
            if (!wishes) return wishes.refusal();
            set_wishes(tx, source.id, *wishes);
            return Answer::go(look_path(request), "timetables.said");
        },
        show_look);
}

Response post_matches(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto building = building_in(tx, request);
            source_in(tx, request, building);
            const auto done = put_matches(tx, building, request.form());
            if (!done) return done.refusal();
            return Answer::go(look_path(request), "timetables.said");
        },
        show_look);
}

Response apply_source(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto building = building_in(tx, request);
            const auto look = bring_in(tx, source_in(tx, request, building));
            if (!look) return look.refusal();
            const bool is_all_free = still_booked(tx, building, request).empty();
            return Answer::go(is_all_free ? building_path(request) : look_path(request),
                              "timetables.brought_in");
        },
        show_look);
}

}  // namespace

std::vector<std::string> booked_by(ReadTx& tx, BuildingId building, const Look& look,
                                   Reading& request) {
    const auto& booked_when = request.context().services.booked_when;
    if (!booked_when) return {};
    std::vector<desk::Taken> taken;
    for (const Stretch& one : newly_taken(tx, building, look, weeks_ahead * 7)) {
        taken.push_back({one.person, one.on, one.ring.begins, one.ring.ends});
    }
    return booked_when(tx, request.speech(), taken);
}

std::vector<std::string> still_booked(ReadTx& tx, BuildingId building, Reading& request) {
    const auto& booked_when = request.context().services.booked_when;
    if (!booked_when) return {};
    std::vector<PersonId> teachers;
    for (const auto& one : store::teachers_of(tx, building)) teachers.push_back(one.id);
    const Day today = request.speech().today();
    std::vector<desk::Taken> taken;
    for (const PersonDay& day : days_of(tx, teachers, today, today.plus(weeks_ahead * 7 - 1))) {
        for (const Span& span : day.spans) {
            if (span.use != Use::teaching && span.use != Use::duty) continue;
            taken.push_back({day.person, day.on, span.ring.begins, span.ring.ends});
        }
    }
    return booked_when(tx, request.speech(), taken);
}

Source source_in(ReadTx& tx, const Reading& request, BuildingId building) {
    auto source = find_source(tx, building, request.path<SourceId>("source"));
    if (!source) throw desk::NotFound();
    return std::move(*source);
}

Result<Uploaded> uploaded(Writing& request) {
    Uploaded found;
    for (const auto& upload : request.uploads()) {
        if (upload.field != "files" || upload.size == 0) continue;
        found.files.push_back({file_name_of(upload.file_name), bytes_of(upload.path)});
    }
    if (found.files.empty()) return Refusal{.key = "timetables.no_file", .field = "files"};
    const auto asked = parse_format(request.form("format"));
    const auto format = asked ? asked : guess_format(found.files);
    if (!format) return Refusal{.key = "timetable_flaws.unknown", .field = "files"};
    found.format = *format;
    if (const auto sheet = read_sheet(found.format, found.files); !sheet) {
        Refusal refusal = sheet.refusal();
        refusal.field = "files";
        return refusal;
    }
    return found;
}

Result<Wishes> wishes_in(const http::Fields& form) {
    Wishes wishes;
    if (const auto typed = text::trimmed(form.first("begins_on")); !typed.empty()) {
        wishes.begins_on = Day::parse(typed);
        if (!wishes.begins_on) return Refusal{.key = "timetables.no_date", .field = "begins_on"};
    }
    wishes.bells = filled_lines(form.first("bells"), ":");
    wishes.terms = filled_lines(form.first("terms"), "20");
    if (const auto bells = parse_bells(wishes.bells); !bells) return bells.refusal();
    if (const auto terms = parse_terms(wishes.terms); !terms) return terms.refusal();
    return wishes;
}

Result<SourceId> keep_upload(WriteTx& tx, BuildingId building, const Result<Uploaded>& files,
                             const http::Fields& form) {
    if (!files) return files.refusal();
    const auto wishes = wishes_in(form);
    if (!wishes) return wishes.refusal();
    return keep_source(tx, building, files->format, files->files, *wishes);
}

// Fields "key-0", "who-0" and so on: a name of the district; a dash is nobody of ours.
Result<Done> put_matches(WriteTx& tx, BuildingId building, const http::Fields& form) {
    const auto people = store::candidates(tx);
    for (int i = 0; form.has("key-" + std::to_string(i)); ++i) {
        const std::string field = "who-" + std::to_string(i);
        const auto typed = text::trimmed(form.first(field));
        if (typed.empty()) continue;
        std::optional<PersonId> person;
        if (typed != "-" && typed != "–") {
            person = PersonId::parse(typed);
            if (!person) person = person_named(typed, building, people);
            if (!person) {
                return Refusal{.key = "timetables.nobody_of_name",
                               .field = field,
                               .with = {{"name", std::string(typed)}}};
            }
        }
        const auto done =
            match_by_hand(tx, building, form.first("key-" + std::to_string(i)), person);
        if (!done) return done.refusal();
    }
    return Done{};
}

void mount_imports(desk::Routes& on) {
    const Right right = Right::change_timetables;
    on.upload("/settings/timetables/{building}/imports", right, post_files);
    on.get("/settings/timetables/{building}/imports/{source}", right, show_look);
    on.post("/settings/timetables/{building}/imports/{source}/wishes", right, save_wishes);
    on.post("/settings/timetables/{building}/imports/{source}/people", right, post_matches);
    on.post("/settings/timetables/{building}/imports/{source}/application", right, apply_source);
}

}  // namespace rapport::timetables
