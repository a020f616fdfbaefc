#include "sample/giving.hpp"

#include <algorithm>
#include <array>

#include "coaching/ledger/ledger.hpp"
#include "coaching/people/people.hpp"

namespace rapport::sample {

namespace {

using ledger::Reply;

struct Asked {
    std::string_view words;
    Reply reply;
    std::string_view reason;
};

constexpr std::array<Asked, 8> stretches{{
    {"Teach one lesson of the next unit together", Reply::accepted, ""},
    {"Look at ten exit slips before planning", Reply::accepted, ""},
    {"Let students choose how they show what they know", Reply::later, "After the report cards"},
    {"Watch a recorded lesson together, five minutes of it", Reply::declined,
     "Too early; we know each other for a month"},
    {"Have students comment on each other’s drafts by voice", Reply::accepted, ""},
    {"Open the classroom to a colleague for a period", Reply::accepted,
     "With the colleague next door first"},
    {"Give up the slides for a week", Reply::declined, ""},
    {"Plan the unit from what students should be able to do", Reply::accepted, ""},
}};
constexpr int helped_lately = 12;
constexpr std::array<std::int64_t, 5> days_ago{150, 115, 80, 45, 10};

// On the day of some help, as it comes up; rather at a good moment.
std::optional<Day> day_to_ask(ReadTx& tx, const ledger::Keeper& keeper, PersonId teacher,
                              Day last) {
    const auto before = ledger::find(tx, keeper, teacher);
    must(before.has_value(), "the sample asks somebody who is no teacher");
    std::optional<Day> some;
    for (const ledger::Entry& entry : before->entries) {
        const bool is_help = entry.minutes > 0;
        if (!is_help || entry.on > last || entry.on < last.plus(-30)) continue;
        if (!some) some = entry.on;
        const auto advice = ledger::advise(before->entries, entry.on, keeper.rule());
        if (ledger::is_good_moment(advice)) return entry.on;
    }
    return some;
}

}  // namespace

// Each teacher is asked five times in half a year; the last one has not answered yet.
void note_invitations(Db& db, DistrictId district, const Pairing& pairing) {
    db.write({.district = district, .actor = pairing.coach}, [&](WriteTx& tx) {
        const auto keeper = ledger::keeper(tx);
        must(keeper.has_value(), "the coach of the sample keeps no ledger");
        auto teachers = pairing.teachers;
        for (const auto& person : coachees::recent(tx, helped_lately)) {
            if (std::ranges::find(teachers, person.id) == teachers.end()) {
                teachers.push_back(person.id);
            }
        }
        std::size_t at = 0;
        for (const std::int64_t ago : days_ago) {
            for (const PersonId teacher : teachers) {
                const auto day = day_to_ask(tx, *keeper, teacher, keeper->today().plus(-ago));
                if (!day) continue;
                const Asked& asked = stretches[at++ % stretches.size()];
                const bool is_last = ago == days_ago.back() && teacher == teachers.back();
                std::optional<Reply> reply;
                if (!is_last) reply = asked.reply;
                ledger::append_past(tx, *keeper,
                                    {.teacher = teacher,
                                     .words = std::string(asked.words),
                                     .asked_on = *day,
                                     .reply = reply,
                                     .reason = is_last ? "" : std::string(asked.reason)});
            }
        }
    });
}

}  // namespace rapport::sample
