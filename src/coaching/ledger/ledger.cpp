#include "coaching/ledger/ledger.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "coaching/ledger/ledger_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::ledger {

namespace {

constexpr std::array<std::string_view, 3> reply_codes{"accepted", "later", "declined"};

Entry entry_of(const Invitation& invitation) {
    return {.on = invitation.asked_on, .deed = Deed::asked, .words = invitation.words};
}

// Words that can be kept, or why not.
Result<Done> check_words(const Asking& asking, const Keeper& keeper) {
    if (asking.words.empty()) return Refusal{"ledger.no_words", "words"};
    if (text::length(asking.words) > words_max) {
        return Refusal{"ledger.words_long", "words", {{"count", std::int64_t{words_max}}}};
    }
    const Day today = keeper.today();
    if (asking.asked_on > today) return Refusal{"ledger.not_yet", "asked_on"};
    if (asking.asked_on < today.plus(-noted_late_max)) {
        return Refusal{"ledger.long_ago", "asked_on", {{"count", noted_late_max}}};
    }
    return Done{};
}

}  // namespace

std::string_view code(Reply reply) { return reply_codes[static_cast<std::size_t>(reply)]; }

std::optional<Reply> parse_reply(std::string_view text) {
    const auto at = std::ranges::find(reply_codes, text);
    if (at == reply_codes.end()) return std::nullopt;
    return static_cast<Reply>(at - reply_codes.begin());
}

std::optional<std::int64_t> whole_weeks(std::string_view typed) {
    std::int64_t weeks = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), weeks);
    const bool is_whole = error == std::errc() && end == typed.data() + typed.size();
    if (!is_whole || weeks < half_life_min || weeks > half_life_max) return std::nullopt;
    return weeks;
}

Policy policy(ReadTx& tx) {
    Policy found;
    found.is_kept = settings::number(tx, "ledger.is_off", 0) == 0;
    found.half_life_weeks = settings::number(tx, "ledger.half_life_weeks", found.half_life_weeks);
    return found;
}

Result<Done> set_half_life(WriteTx& tx, std::string_view typed) {
    const auto weeks = whole_weeks(text::trimmed(typed));
    if (!weeks) {
        return Refusal{"ledger.weeks_between",
                       "half_life_weeks",
                       {{"least", half_life_min}, {"most", half_life_max}}};
    }
    settings::put(tx, "ledger.half_life_weeks", std::to_string(*weeks));
    audit::record(tx, "settings.ledger", "");
    return Done{};
}

void switch_off(WriteTx& tx) {
    store::remove_all(tx);
    settings::put(tx, "ledger.is_off", "1");
    audit::record(tx, "settings.ledger", "", R"({"is_kept":false})");
}

void switch_on(WriteTx& tx) {
    settings::put(tx, "ledger.is_off", "0");
    audit::record(tx, "settings.ledger", "", R"({"is_kept":true})");
}

Record record_of(const std::vector<Invitation>& all, bool at_good_moment) {
    Record found;
    for (const Invitation& one : all) {
        if (!one.reply || is_good_moment(one.advised) != at_good_moment) continue;
        ++found.answered;
        if (*one.reply == Reply::accepted) ++found.accepted;
    }
    return found;
}

std::optional<Ledger> find(ReadTx& tx, const Keeper& keeper, PersonId teacher) {
    Ledger found{.teacher = teacher, .teacher_name = store::teacher_name(tx, keeper, teacher)};
    if (found.teacher_name.empty()) return std::nullopt;
    auto material = store::material(tx, keeper, teacher);
    found.entries = std::move(material.entries);
    found.overall = share(material.everybody, keeper.today());
    found.all_invitations = invitations(tx, keeper);
    for (const Invitation& one : found.all_invitations) {
        if (one.teacher != teacher) continue;
        found.invitations.push_back(one);
        found.entries.push_back(entry_of(one));
    }
    std::ranges::stable_sort(found.entries, std::greater(), &Entry::on);
    return found;
}

std::optional<Invitation> find_invitation(ReadTx& tx, const Keeper& keeper, InvitationId id) {
    for (Invitation& one : invitations(tx, keeper)) {
        if (one.id == id) return std::move(one);
    }
    return std::nullopt;
}

Result<InvitationId> invite(WriteTx& tx, const Keeper& keeper, const Asking& typed) {
    Asking asking = typed;
    asking.words = text::trimmed(asking.words);
    const auto ledger = find(tx, keeper, asking.teacher);
    if (!ledger) return Refusal{"ledger.no_teacher"};
    if (const auto good = check_words(asking, keeper); !good) return good.refusal();
    if (asking.guard == Guard::asks && pushes(ledger->entries, asking.asked_on) >= pushes_max) {
        return Refusal{"ledger.two_pushes", "guard", {{"name", ledger->teacher_name}}};
    }
    const Invitation made{.id = tx.new_id<InvitationId>(),
                          .teacher = asking.teacher,
                          .words = asking.words,
                          .asked_on = asking.asked_on,
                          .advised = advise(ledger->entries, asking.asked_on, keeper.rule())};
    store::insert(tx, made);
    return made.id;
}

Result<Done> note_reply(WriteTx& tx, const Keeper& keeper, InvitationId id, const Replied& typed) {
    const auto before = find_invitation(tx, keeper, id);
    if (!before) return Refusal{"ledger.not_there"};
    const std::string reason(text::trimmed(typed.reason.value_or(before->reason)));
    if (text::length(reason) > reason_max) {
        return Refusal{"ledger.reason_long", "reason", {{"count", std::int64_t{reason_max}}}};
    }
    store::set_reply(tx, id, {typed.reply, reason}, keeper.today());
    return Done{};
}

void take_back(WriteTx& tx, const Keeper&, InvitationId id) { store::remove(tx, id); }

Advice append_past(WriteTx& tx, const Keeper& keeper, const Past& past) {
    const auto ledger = find(tx, keeper, past.teacher);
    must(ledger.has_value(), "an invitation of nobody");
    Invitation made{.id = tx.new_id<InvitationId>(),
                    .teacher = past.teacher,
                    .words = past.words,
                    .asked_on = past.asked_on,
                    .advised = advise(ledger->entries, past.asked_on, keeper.rule()),
                    .reply = past.reply,
                    .reason = past.reason};
    if (made.reply) made.replied_on = past.asked_on.plus(1);
    store::insert(tx, made);
    return made.advised;
}

}  // namespace rapport::ledger
