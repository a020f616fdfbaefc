// Roster pages: choose a bundle, read what it would change, bring it in; what came before.
#pragma once

#include <string>
#include <vector>

#include "platform/desk/desk.hpp"
#include "platform/roster/roster.hpp"

namespace rapport::roster {

struct HistoryRow {
    std::string id, source, actor, state, sum;
    Instant made_at;
};
struct RosterView {
    std::string coach_emails, technician_emails;
    std::vector<HistoryRow> rows;
};
void render(Html&, const RosterView&);

struct CountRow {
    std::string what;
    std::int64_t added = 0, changed = 0, ended = 0, kept = 0, same = 0;
};
struct MergeRow {
    std::string key, says, ids;
    bool is_taken = false;
};
struct BuildingPart {
    std::string name, sum, more, href;
    std::vector<std::string> lines;
};
struct FlawRow {
    std::string where, found, done;
};
struct FlawGroup {
    std::string title;
    std::vector<FlawRow> rows;
    std::string more;
};
struct RejectRow {
    std::string href, says;
};
struct ReportView {
    std::string id, title, facts, system, sum;
    bool is_empty = false, is_open = false, is_stopped = false, is_clean = false;
    std::vector<std::string> stops, left;
    std::vector<MergeRow> merges;
    std::vector<CountRow> counts;
    std::vector<BuildingPart> buildings;
    std::vector<FlawGroup> flaws;
    std::vector<RejectRow> rejects;
};
void render(Html&, const ReportView&);

struct ChangesView {
    std::string id, title, more;
    std::vector<std::string> lines;
};
void render(Html&, const ChangesView&);

// Shared with the API: the file of a form, looked at; the addresses of coaches and technicians;
// the rows that could not be read, as a file.
Result<Look> look_at_upload(desk::Writing&);
void keep_role_rules(WriteTx&, const http::Fields&);
http::Response download_rejects(desk::Reading&);

void mount_roster(desk::Routes&);
void mount_roster_api(desk::Routes&);  // Called by mount_roster.

}  // namespace rapport::roster
