// The same looks and changes as JSON.
#include <boost/json.hpp>
#include <charconv>

#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/desk/json.hpp"
#include "platform/roster/report.hpp"
#include "platform/roster/report_view.hpp"
#include "platform/roster/roster.hpp"
#include "platform/roster/roster_pages.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::roster {

using desk::Answer;
using desk::Field;
using desk::Writing;
using http::Response;

namespace {

namespace json = boost::json;
using Shape = Field::Kind;

json::object import_json(const ImportRow& import) {
    return {{"id", import.id.view()},
            {"source", import.source_name},
            {"made_at", import.made_at.rfc3339()},
            {"state", import.state},
            {"is_stopped", import.is_stopped},
            {"added", import.sum.added},
            {"changed", import.sum.changed},
            {"ended", import.sum.ended},
            {"kept", import.sum.kept},
            {"left_out", import.left_out}};
}

Response list_imports(desk::Reading& request) {
    json::array rows;
    request.read([&](ReadTx& tx) {
        for (const auto& import : imports(tx, 50)) rows.push_back(import_json(import));
    });
    return request.json(json::object{{"imports", std::move(rows)}, {"next", nullptr}});
}

Response show_import(desk::Reading& request) {
    json::object shown;
    request.read([&](ReadTx& tx) {
        const auto import = find_import(tx, request.path<ImportId>("import"));
        if (!import) throw desk::NotFound();
        shown = import_json(*import);
        shown["report"] = json::parse(import->report);
    });
    return request.json(shown);
}

Response bring_import_in(Writing& request) {
    const auto id = request.path<ImportId>("import");
    Consent consent{.accepts_removals = request.form().has("accept_removals", "1")};
    if (request.form().has("same")) {
        consent.same.emplace();
        for (const auto key : request.form().all("same")) consent.same->emplace_back(key);
    }
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        const auto done = bring_in(tx, id, consent);
        if (!done) return done.refusal();
        return Answer::json(200, json::serialize(import_json(*find_import(tx, id))));
    });
}

// The bundle is read before the act, so that the act itself is short.
Response post_bundle(Writing& request) {
    const Result<Look> look = look_at_upload(request);
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        if (!look) return look.refusal();
        const ImportId id = keep_look(tx, *look);
        return Answer::json(201, json::serialize(import_json(*find_import(tx, id))),
                            "/api/v1/roster-imports/" + id.text());
    });
}

ImportRow import_at(ReadTx& tx, const desk::Reading& request) {
    auto import = find_import(tx, request.path<ImportId>("import"));
    if (!import) throw desk::NotFound();
    return std::move(*import);
}

// One kept part at once: some hundred changes, as sentences. The cursor is the number of the next.
Response list_changes(desk::Reading& request) {
    const std::string building(request.query("building"));
    std::int64_t from = 0;
    if (const auto cursor = request.query("cursor"); !cursor.empty()) {
        const auto key = desk::key_of_cursor(cursor);
        if (!key) throw desk::NotFound();
        std::from_chars(key->data(), key->data() + key->size(), from);
    }
    json::array lines;
    json::value next = nullptr;
    request.read([&](ReadTx& tx) {
        const ImportRow import = import_at(tx, request);
        const auto two = parts_from(tx, {import.id, PartKind::changes, building, from}, 2);
        if (two.empty()) throw desk::NotFound();
        const auto changes = json::parse(two[0].body);
        for (const auto& change : changes.as_array()) {
            lines.push_back(
                json::object{{"says", change_said(change.as_object(), request.speech())}});
        }
        if (two.size() > 1) next = desk::cursor_of(std::to_string(from + 1));
    });
    return request.json(json::object{{"changes", std::move(lines)}, {"next", next}});
}

json::object rules_json(ReadTx& tx) {
    return {{"coach_emails", settings::text(tx, "roster.coach_emails").value_or("")},
            {"technician_emails", settings::text(tx, "roster.technician_emails").value_or("")}};
}

Response get_rules(desk::Reading& request) { return request.json(request.read(rules_json)); }

Response post_rules(Writing& request) {
    return request.act([&](WriteTx& tx) -> Result<Answer> {
        keep_role_rules(tx, request.form());
        return Answer::json(200, json::serialize(rules_json(tx)));
    });
}

std::vector<Field> rules_fields() {
    return {{"coach_emails", Shape::text, true, "Staff who coach, whatever the roster calls them."},
            {"technician_emails", Shape::text, true, "Staff who are technicians."}};
}

std::vector<Field> import_fields() {
    return {{"id", Shape::id, true},
            {"source", Shape::text, true, "File or folder it came from."},
            {"made_at", Shape::instant, true},
            {"state", Shape::choice, true, "", "checked|applied|superseded"},
            {"is_stopped", Shape::flag, true, "More would go than the district allows unasked."},
            {"added", Shape::number, true},
            {"changed", Shape::number, true},
            {"ended", Shape::number, true},
            {"kept", Shape::number, true, "Gone from the roster, kept because of open work."},
            {"left_out", Shape::number, true, "Rows in quarantine."}};
}

}  // namespace

void mount_roster_api(desk::Routes& on) {
    const Right right = Right::import_roster;
    on.api_get("/api/v1/roster-imports", right, list_imports,
               {.summary = "Rosters looked at and brought in, newest first.",
                .output = import_fields(),
                .output_list = "imports"});
    auto whole = import_fields();
    whole.push_back({"report", Shape::object, true, "Counts, flaws and doubts of the import."});
    on.api_get("/api/v1/roster-imports/{import}", right, show_import,
               {.summary = "One roster, with its report.", .output = std::move(whole)});
    on.api_upload("/api/v1/roster-imports", right, post_bundle,
                  {.summary = "Looks at a bundle: what it would change. Nothing is brought in yet.",
                   .input = {{"bundle", Shape::file, true, "A OneRoster zip."}},
                   .output = import_fields(),
                   .answers = desk::Answers::created});
    on.api_get(
        "/api/v1/roster-imports/{import}/changes", right, list_changes,
        {.summary = "What a roster would change, in sentences, by name.",
         .input = {{"building", Shape::text, false, "By name; '' is the whole district."},
                   {"cursor", Shape::text, false, "Where the page before ended: its `next`."}},
         .output = {{"says", Shape::text, true}},
         .output_list = "changes"});
    on.api_get("/api/v1/roster-imports/{import}/rejects", right, download_rejects,
               {.summary = "The rows of one file that could not be read, with the reason beside.",
                .input = {{"file", Shape::text, true, "users.csv, orgs.csv …"}},
                .media = "text/csv"});
    on.api_get("/api/v1/settings/roster", right, get_rules,
               {.summary = "Who is a coach and who a technician, whatever the roster says.",
                .output = rules_fields()});
    on.api_post("/api/v1/settings/roster", right, post_rules,
                {.summary = "Sets who is a coach and who a technician; what is not named stays.",
                 .input = {{"coach_emails", Shape::text}, {"technician_emails", Shape::text}},
                 .output = rules_fields()});
    on.api_post("/api/v1/roster-imports/{import}/application", right, bring_import_in,
                {.summary = "Brings the changes of the latest look in, all or none.",
                 .input = {{"accept_removals", Shape::flag, false,
                            "True when more goes than the threshold allows, and that is right."},
                           {"same", Shape::texts, false,
                            "New ids of merges that are who they look like; left out: as "
                            "proposed."}},
                 .output = import_fields()});
}

}  // namespace rapport::roster
