#include "platform/roster/roster_pages.hpp"

#include <boost/json.hpp>
#include <charconv>

#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/roster/report.hpp"
#include "platform/roster/report_view.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::roster {

using desk::Answer;
using desk::Writing;
using http::Response;

namespace {

namespace json = boost::json;
constexpr int history_max = 50, buildings_shown_max = 40;

Response show_roster(desk::Reading& request) {
    RosterView view;
    request.read([&](ReadTx& tx) {
        view.coach_emails = settings::text(tx, "roster.coach_emails").value_or("");
        view.technician_emails = settings::text(tx, "roster.technician_emails").value_or("");
        for (const auto& import : imports(tx, history_max)) {
            view.rows.push_back({.id = import.id.text(),
                                 .source = import.source_name,
                                 .actor = import.actor.empty()
                                              ? request.speech().say("roster.by_command")
                                              : import.actor,
                                 .state = state_said(import, request.speech()),
                                 .sum = sum_said(import, request.speech()),
                                 .made_at = import.made_at});
        }
    });
    return request.page(Key{"roster.title"}, view);
}

// The last part of the name a browser gives, which may be a whole path.
std::string file_name_of(std::string_view given) {
    const auto slash = given.find_last_of("/\\");
    const auto name = slash == std::string_view::npos ? given : given.substr(slash + 1);
    return text::shortened(name.empty() ? "roster.zip" : name, 100);
}

// The bundle is read before the act, so that the act itself is short.
Response look_at_bundle(Writing& request) {
    const Result<Look> look = look_at_upload(request);
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            if (!look) return look.refusal();
            const ImportId id = keep_look(tx, *look);
            return Answer::go("/settings/roster/" + id.text(), "roster.looked");
        },
        show_roster);
}

ImportRow import_in(ReadTx& tx, const desk::Reading& request) {
    auto import = find_import(tx, request.path<ImportId>("import"));
    if (!import) throw desk::NotFound();
    return std::move(*import);
}

Response show_report(desk::Reading& request) {
    const auto view = request.read([&](ReadTx& tx) {
        const ImportRow import = import_in(tx, request);
        const auto parts = first_parts(tx, import.id, buildings_shown_max);
        return report_view(import, parts, request.speech());
    });
    return request.page(view.title, view);
}

Response show_changes(desk::Reading& request) {
    const std::string building(request.query("building"));
    std::int64_t from = 0;
    const auto typed = request.query("from");
    std::from_chars(typed.data(), typed.data() + typed.size(), from);
    ChangesView view;
    request.read([&](ReadTx& tx) {
        const ImportRow import = import_in(tx, request);
        view.id = import.id.text();
        const auto two = parts_from(tx, {import.id, PartKind::changes, building, from}, 2);
        if (two.empty()) throw desk::NotFound();
        const auto changes = json::parse(two[0].body);
        for (const auto& change : changes.as_array()) {
            view.lines.push_back(change_said(change.as_object(), request.speech()));
        }
        if (two.size() > 1) {
            view.more = "?building=" + query_text(building) + "&from=" + std::to_string(from + 1);
        }
    });
    const auto name = building.empty() ? request.speech().say("roster.whole_district") : building;
    view.title = request.speech().say("roster.changes_title", {{"building", name}});
    return request.page(view.title, view);
}

Response bring_look_in(Writing& request) {
    const auto id = request.path<ImportId>("import");
    Consent consent{.accepts_removals = request.form().has("accept", "yes")};
    if (request.form().has("merges", "asked")) {
        consent.same.emplace();
        for (const auto key : request.form().all("same")) consent.same->emplace_back(key);
    }
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto done = bring_in(tx, id, consent);
            if (!done) return done.refusal();
            return Answer::go("/settings/roster/" + id.text(), "roster.done_notice");
        },
        show_report);
}

Response keep_rules(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            keep_role_rules(tx, request.form());
            return Answer::go("/settings/roster", "roster.rules_saved");
        },
        show_roster);
}

}  // namespace

Result<Look> look_at_upload(Writing& request) {
    for (const auto& upload : request.uploads()) {
        if (upload.field != "bundle" || upload.size == 0) continue;
        return look_at(request.db(), request.scope(), upload.path, file_name_of(upload.file_name));
    }
    return Refusal{.key = "roster.no_file", .field = "bundle"};
}

void keep_role_rules(WriteTx& tx, const http::Fields& form) {
    for (const std::string_view name : {"coach_emails", "technician_emails"}) {
        if (!form.has(name)) continue;
        settings::put(tx, "roster." + std::string(name), text::shortened(form.first(name), 20'000));
    }
    audit::record(tx, "roster.rules", "");
}

Response download_rejects(desk::Reading& request) {
    const std::string file(request.query("file"));
    std::vector<std::string> bodies;
    request.read([&](ReadTx& tx) {
        const ImportRow import = import_in(tx, request);
        for (auto& part : parts(tx, import.id, PartKind::rejects, file)) {
            bodies.push_back(std::move(part.body));
        }
    });
    if (bodies.empty()) throw desk::NotFound();
    return request.file("rejected-" + file, "text/csv; charset=utf-8",
                        rejects_csv(bodies, file, request.speech()));
}

void mount_roster(desk::Routes& on) {
    const Right right = Right::import_roster;
    on.get("/settings/roster", right, show_roster);
    on.upload("/settings/roster", right, look_at_bundle);
    on.post("/settings/roster/rules", right, keep_rules);
    on.get("/settings/roster/{import}", right, show_report);
    on.get("/settings/roster/{import}/changes", right, show_changes);
    on.get("/settings/roster/{import}/rejects", right, download_rejects);
    on.post("/settings/roster/{import}/application", right, bring_look_in);
    mount_roster_api(on);
}

}  // namespace rapport::roster
