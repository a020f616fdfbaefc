// The same looks and changes as JSON.
#include <boost/json.hpp>

#include "platform/roster/report_view.hpp"
#include "platform/roster/roster.hpp"
#include "platform/roster/roster_pages.hpp"

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
    return request.json(json::object{{"imports", std::move(rows)}});
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
    Consent consent{.accepts_removals = request.form("accept_removals") == "true"};
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
