#include "platform/escrow/escrow_pages.hpp"

#include <charconv>

namespace rapport::escrow {

using desk::Answer;
using desk::Reading;
using desk::Writing;
using http::Response;

namespace {

std::vector<HolderRow> rows_of(const std::optional<Ceremony>& ceremony) {
    std::vector<HolderRow> rows;
    if (!ceremony) return rows;
    for (const Holder& one : ceremony->holders) {
        rows.push_back({one.name, one.has_agreed, one.is_ready});
    }
    return rows;
}

std::optional<Instant> since_of(std::string_view text) {
    std::int64_t ms = 0;
    std::from_chars(text.data(), text.data() + text.size(), ms);
    return ms > 0 ? std::optional(Instant{ms}) : std::nullopt;
}

Response show_notes_settings(Reading& request) {
    NotesSettingsView view;
    view.standing = standing_view(request);
    view.is_escrow = view.standing.is_in_escrow || view.standing.is_waiting;
    view.since = since_of(request.setting(since_setting));
    request.read([&](ReadTx& tx) {
        view.holders = rows_of(in_force(tx));
        view.asked = rows_of(being_prepared(tx));
    });
    return request.page(Key{"escrow.settings_title"}, view);
}

// What protects less is chosen knowingly.
Response choose_mode(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            const auto chosen = parse_mode(request.form("mode"));
            if (!chosen) return Refusal{"escrow.mode_missing", "mode"};
            if (*chosen != Mode::escrow && request.form("accepted") != "1") {
                return Refusal{"escrow.not_accepted", "accepted"};
            }
            set_mode(tx, *chosen);
            return Answer::go("/settings/notes", "escrow.mode_is_set");
        },
        show_notes_settings);
}

Response name_holders(Writing& request) {
    return request.act(
        [&](WriteTx& tx) -> Result<Answer> {
            std::vector<std::string> addresses;
            for (const char* field : {"holder_1", "holder_2", "holder_3"}) {
                addresses.emplace_back(request.form(field));
            }
            const auto chosen = choose_holders(tx, addresses);
            if (!chosen) return chosen.refusal();
            return Answer::go("/settings/notes", "escrow.holders_are_asked");
        },
        show_notes_settings);
}

}  // namespace

StandingView standing_view(const desk::Reading& request) {
    const Mode how = parse_mode(request.setting(mode_setting)).value_or(Mode::escrow);
    const std::string holders(request.setting(holders_setting));
    return {.is_in_escrow = how == Mode::escrow && !holders.empty(),
            .is_waiting = how == Mode::escrow && holders.empty(),
            .is_none = how == Mode::none,
            .is_server = how == Mode::server,
            .holders = holders};
}

void mount_escrow(desk::Routes& on) {
    on.get("/settings/notes", Right::change_settings, show_notes_settings);
    on.post("/settings/notes/mode", Right::change_settings, choose_mode);
    on.post("/settings/notes/holders", Right::change_settings, name_holders);
    mount_matters(on);
}

}  // namespace rapport::escrow
