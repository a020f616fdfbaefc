// Which times there are, when their numbers come out, and how they are released.
#include <algorithm>

#include "insight/programme/programme_store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::programme {

namespace {

constexpr int months_looked_at = 12;

bool is_apart(const Span& span, const std::vector<Span>& others) {
    return std::ranges::none_of(others, [&](const Span& other) { return overlap(span, other); });
}

Day next_month(Day day) {
    return day.month == 12 ? Day{day.year + 1, 1, 1} : Day{day.year, day.month + 1, 1};
}

// This month and those before it, whole ones, newest first.
std::vector<Span> months(Day today) {
    std::vector<Span> found;
    Day first{today.year, today.month, 1};
    for (int i = 0; i < months_looked_at; ++i) {
        found.push_back({"", first, next_month(first).plus(-1)});
        const Day last = first.plus(-1);
        first = Day{last.year, last.month, 1};
    }
    return found;
}

}  // namespace

Day comes_out_on(Day to, std::int64_t close_day) {
    // One day for the buildings whose clocks are behind the district's.
    return contacts::open_until(to, close_day).plus(2);
}

std::vector<Span> still_due(const store::Calendar& calendar, Day today) {
    std::vector<Span> due;
    if (!calendar.first) return due;
    for (Span& term : without_overlap(calendar.terms)) {
        if (is_apart(term, calendar.released)) due.push_back(std::move(term));
    }
    for (Span& month : months(today)) {
        if (is_apart(month, calendar.released) && is_apart(month, due)) {
            due.push_back(std::move(month));
        }
    }
    std::erase_if(due, [&](const Span& span) { return span.to < *calendar.first; });
    std::ranges::sort(due, {}, &Span::from);
    return due;
}

std::optional<Day> next_release(ReadTx& tx) {
    const Rules counting = rules(tx);
    const auto due = still_due(store::calendar(tx, counting), counting.today);
    if (due.empty()) return std::nullopt;
    return std::max(comes_out_on(due.front().to, counting.close_day), counting.today.plus(1));
}

int publish(Db& db, DistrictId district) {
    const Scope scope{.district = district, .actor = {}};
    const auto fresh = db.read(scope, [](ReadTx& tx) {
        const Rules counting = rules(tx);
        std::vector<Release> releases;
        for (const Span& span : still_due(store::calendar(tx, counting), counting.today)) {
            if (comes_out_on(span.to, counting.close_day) > counting.today) continue;
            releases.push_back(counted(tx, span, counting));
        }
        return releases;
    });
    int count = 0;
    for (const Release& release : fresh) {
        const bool is_new = db.write(scope, [&](WriteTx& tx) {
            if (!store::keep(tx, release)) return false;
            audit::record(tx, "programme.released", "",
                          R"({"from":")" + release.span.from.iso() + "\"}");
            return true;
        });
        count += is_new ? 1 : 0;
    }
    return count;
}

int publish(Db& db) {
    int count = 0;
    for (const DistrictId district : db.read(Scope::whole(), districts::all)) {
        count += publish(db, district);
    }
    return count;
}

}  // namespace rapport::programme
