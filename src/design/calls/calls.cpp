#include "design/calls/calls.hpp"

#include <algorithm>

#include "design/calls/calls_letters.hpp"
#include "design/calls/calls_store.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/districts/districts.hpp"
#include "platform/people/people.hpp"

namespace rapport::calls {

namespace {

std::string object_of(TimeId id) { return "call/" + id.text(); }

bool overlaps(const Time& a, const Time& b) {
    return a.starts_at < b.ends_at() && b.starts_at < a.ends_at();
}

Result<Done> check(ReadTx& tx, const Offering& typed, const std::vector<Time>& wanted) {
    if (std::ranges::find(minutes_offered, typed.minutes) == std::end(minutes_offered)) {
        return Refusal{"calls.no_minutes", "minutes"};
    }
    if (typed.in_a_row < 1 || typed.in_a_row > in_a_row_max) {
        return Refusal{"calls.no_count", "in_a_row", {{"count", in_a_row_max}}};
    }
    if (typed.place.empty()) return Refusal{"calls.no_place", "place"};
    if (text::length(typed.place) > line_max) {
        return Refusal{"calls.long", "place", {{"count", std::int64_t(line_max)}}};
    }
    if (wanted.front().starts_at <= tx.now()) return Refusal{"calls.is_over", "day"};
    if (wanted.front().starts_at > tx.now().plus_seconds(days_ahead_max * 24 * 3600)) {
        return Refusal{"calls.too_far", "day", {{"count", days_ahead_max}}};
    }
    const auto there = store::times(tx, tx.actor(), tx.now().plus_seconds(-24 * 3600));
    if (std::ssize(there) + std::ssize(wanted) > times_max) {
        return Refusal{"calls.many", "in_a_row", {{"count", times_max}}};
    }
    for (const Time& one : wanted) {
        if (std::ranges::any_of(there, [&](const Time& other) { return overlaps(one, other); })) {
            return Refusal{"calls.overlaps", "from"};
        }
    }
    return Done{};
}

}  // namespace

std::optional<PageId> page_of(ReadTx& tx) { return store::page(tx, tx.actor()); }

std::vector<Time> own(ReadTx& tx) {
    auto all = store::times(tx, tx.actor(), tx.now().plus_seconds(-kept_days * 24 * 3600));
    std::erase_if(all, [&](const Time& one) { return !one.booking && one.starts_at < tx.now(); });
    return all;
}

Result<Done> offer(WriteTx& tx, const Offering& typed) {
    Offering good = typed;
    good.place = text::tidied(typed.place);
    std::vector<Time> wanted;
    Instant at = districts::zone(tx).instant({typed.day, typed.hour, typed.minute});
    for (std::int64_t i = 0; i < std::clamp(typed.in_a_row, std::int64_t{1}, in_a_row_max); ++i) {
        wanted.push_back({.id = tx.new_id<TimeId>(),
                          .host = tx.actor(),
                          .starts_at = at,
                          .minutes = good.minutes,
                          .place = good.place,
                          .booking = std::nullopt});
        at = wanted.back().ends_at();
    }
    const auto done = check(tx, good, wanted);
    if (!done) return done.refusal();
    store::erase_unused(tx, tx.now());
    if (!page_of(tx)) store::insert_page(tx, tx.new_id<PageId>(), tx.actor());
    for (const Time& one : wanted) store::insert(tx, one);
    audit::record(tx, "call.offered", object_of(wanted.front().id));
    return Done{};
}

Result<Done> remove(WriteTx& tx, TimeId id) {
    const auto time = store::time(tx, id);
    if (!time || time->host != tx.actor()) return Refusal{"calls.gone"};
    if (time->booking) {
        if (time->ends_at() > tx.now()) write_to_guest(tx, *time, News::off, "");
        store::erase_booking(tx, id);
    }
    store::erase_time(tx, id);
    audit::record(tx, "call.removed", object_of(id));
    return Done{};
}

std::optional<Host> host_at(ReadTx& tx, PageId id) { return store::host_at(tx, id); }

std::string name_of(ReadTx& tx, PersonId person) { return store::name_of(tx, person); }

std::vector<Time> free_times(ReadTx& tx, PersonId host) {
    auto all = store::times(tx, host, tx.now().plus_seconds(notice_hours * 3600));
    std::erase_if(all, [](const Time& one) { return one.booking.has_value(); });
    return all;
}

std::vector<Callable> callable(ReadTx& tx) {
    return store::callable(tx, tx.now().plus_seconds(notice_hours * 3600));
}

Result<BookingId> book(WriteTx& tx, const Host& host, TimeId id, const Guest& typed,
                       locale::Language language, std::string_view page_link) {
    Booking one{.id = tx.new_id<BookingId>(),
                .name = text::tidied(typed.name),
                .email = text::lower_ascii(text::trimmed(typed.email)),
                .words = text::tidied(typed.words),
                .language = std::string(tag(language))};
    if (one.name.empty()) return Refusal{"calls.no_name", "name"};
    if (text::length(one.name) > line_max) {
        return Refusal{"calls.long", "name", {{"count", std::int64_t(line_max)}}};
    }
    if (!people::is_address(one.email)) return Refusal{"calls.no_email", "email"};
    if (text::length(one.words) > words_max) {
        return Refusal{"calls.long", "words", {{"count", std::int64_t(words_max)}}};
    }
    auto time = store::time(tx, id);
    if (!time || time->host != host.person) return Refusal{"calls.choose", "time"};
    const bool is_late = time->starts_at < tx.now().plus_seconds(notice_hours * 3600);
    if (time->booking || is_late || !store::insert(tx, id, one)) {
        return Refusal{"calls.taken", "time"};
    }
    time->booking = std::move(one);
    const BookingId made = time->booking->id;
    write_to_guest(tx, *time, News::booked, std::string(page_link) + "/bookings/" + made.text());
    leave_for_host(tx, *time, News::booked);
    remember(tx, *time);
    audit::record(tx, "call.booked", object_of(id));
    return made;
}

std::optional<Time> booked(ReadTx& tx, PersonId host, BookingId id) {
    auto time = store::time_of(tx, id);
    if (!time || time->host != host) return std::nullopt;
    return time;
}

Result<Done> call_off(WriteTx& tx, const Host& host, BookingId id) {
    const auto time = booked(tx, host.person, id);
    if (!time) return Refusal{"calls.gone"};
    if (time->starts_at <= tx.now()) return Refusal{"calls.is_over"};
    write_to_guest(tx, *time, News::off, "");
    leave_for_host(tx, *time, News::off);
    store::erase_booking(tx, time->id);
    audit::record(tx, "call.off", object_of(time->id));
    return Done{};
}

}  // namespace rapport::calls
