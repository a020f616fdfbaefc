#include "schedule/calendars/calendars.hpp"

#include <algorithm>

#include "kernel/crypto/crypto.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/districts/districts.hpp"
#include "platform/settings/settings.hpp"
#include "schedule/calendars/calendars_store.hpp"

namespace rapport::calendars {

namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr int token_bytes = 20;  // R-30: 160 bits.
constexpr int refresh_minutes = 60;
constexpr std::size_t address_max = 2000, label_max = 80;
constexpr std::size_t times_max = 5000;  // Of one calendar; nobody is busy more often in a year.

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f && c != '"'; });
}

// What stands between "https://" and the next slash, without a port.
std::string_view host_of(std::string_view address) {
    address.remove_prefix(std::string_view("https://").size());
    return address.substr(0, std::min(address.find_first_of("/?#"), address.size()));
}

// The last part of the name a browser gives, which may be a whole path.
std::string label_of(std::string_view given) {
    const auto slash = given.find_last_of("/\\");
    const auto name = slash == given.npos ? given : given.substr(slash + 1);
    return text::shortened(name.empty() ? "calendar.ics" : name, label_max);
}

ical::Span kept_span(Instant now) {
    return {now.plus_seconds(-7 * day_seconds), now.plus_seconds(kept_days * day_seconds)};
}

Result<Done> has_room(ReadTx& tx) {
    if (store::feeds(tx, tx.actor()).size() < feeds_max) return Done{};
    return Refusal{.key = "calendars.too_many",
                   .field = "address",
                   .with = {{"max", static_cast<std::int64_t>(feeds_max)}}};
}

void keep(WriteTx& tx, FeedId id, ical::Busy read) {
    if (read.spans.size() > times_max) read.spans.resize(times_max);
    store::keep_times(tx, id, read.spans);
}

std::string_view trouble_of(const fetch::Got& got) {
    switch (got.outcome) {
        case fetch::Outcome::not_allowed:
            return "not_allowed";
        case fetch::Outcome::refused:
            return got.status == 404 || got.status == 410 ? "gone" : "refused";
        case fetch::Outcome::too_large:
            return "too_large";
        case fetch::Outcome::too_slow:
            return "too_slow";
        default:
            return "unreachable";
    }
}

void keep_what_was_got(WriteTx& tx, const Due& due, const fetch::Got& got) {
    if (!store::is_there(tx, due.id)) return;  // Ended in between.
    if (got.outcome == fetch::Outcome::unchanged) return store::note_read(tx, due.id, due.etag);
    if (got.outcome != fetch::Outcome::read) {
        return store::note_trouble(tx, due.id, trouble_of(got));
    }
    const auto owner = store::reader(tx, due.person);
    const Zone& wall = owner ? *owner->zone : Zone::utc();
    ical::Busy read = ical::busy(got.body, kept_span(tx.now()), wall);
    if (read.flaw != ical::Busy::Flaw::none) {
        return store::note_trouble(tx, due.id, "no_calendar");
    }
    keep(tx, due.id, std::move(read));
    store::note_read(tx, due.id, got.etag);
}

std::vector<Due> due_anywhere(Db& db, int max) {
    return db.read(Scope::whole(), [&](ReadTx& tx) {
        std::vector<Due> all;
        for (const DistrictId district : districts::all(tx)) {
            const int rest = max - static_cast<int>(all.size());
            if (rest <= 0) break;
            for (Due& due : store::due(tx, district, rest)) all.push_back(std::move(due));
        }
        return all;
    });
}

// What is written for one person, in their language.
Published text_for(ReadTx& tx, const Reader& reader, const std::vector<Entries>& sources,
                   Instant made_at) {
    const auto settings = settings::load(tx);
    const auto language = locale::parse_language(reader.language);
    const locale::Speech speech(language, settings.words(language), *reader.zone, tx.now());
    const Instant from = tx.now().plus_seconds(-cancelled_days * day_seconds);
    ical::Calendar calendar{.name = speech.say("calendars.feed_name"),
                            .method = ical::Method::publish,
                            .events = {},
                            .refresh_minutes = refresh_minutes};
    for (const Entries& entries : sources) {
        for (Entry& entry : entries(tx, reader.person, speech, from)) {
            calendar.events.push_back(std::move(entry));
        }
    }
    std::ranges::sort(calendar.events, [](const Entry& a, const Entry& b) {
        return std::pair(a.begins_at, std::string_view(a.uid)) <
               std::pair(b.begins_at, std::string_view(b.uid));
    });
    Instant changed_at = made_at;
    for (const Entry& entry : calendar.events) changed_at = std::max(changed_at, entry.changed_at);
    return {ical::write(calendar), changed_at};
}

}  // namespace

std::string make_address(WriteTx& tx) {
    std::string token = tx.random().token(token_bytes);
    store::remove_address(tx, tx.actor());
    store::insert_address(tx, tx.actor(), crypto::sha256_hex(token),
                          tx.now().plus_seconds(address_days * day_seconds));
    audit::record(tx, "calendar.address_made", "");
    return token;
}

bool end_address(WriteTx& tx) {
    if (!store::remove_address(tx, tx.actor())) return false;
    audit::record(tx, "calendar.address_ended", "");
    return true;
}

std::optional<Published> published(Db& db, std::string_view token,
                                   const std::vector<Entries>& sources) {
    const auto owner = db.read(
        Scope::whole(), [&](ReadTx& tx) { return store::owner_of(tx, crypto::sha256_hex(token)); });
    if (!owner) return std::nullopt;
    return db.read(owner->scope, [&](ReadTx& tx) -> std::optional<Published> {
        const auto reader = store::reader(tx, tx.actor());
        if (!reader) return std::nullopt;
        return text_for(tx, *reader, sources, owner->made_at);
    });
}

std::optional<std::string> address_of(std::string_view typed) {
    typed = text::trimmed(typed);
    std::string address(typed);
    for (const std::string_view scheme : {"webcal://", "webcals://"}) {
        if (typed.starts_with(scheme)) {
            address = "https://" + std::string(typed.substr(scheme.size()));
        }
    }
    if (!address.starts_with("https://") || address.size() > address_max || !is_plain(address)) {
        return std::nullopt;
    }
    const std::string_view host = host_of(address);
    const bool is_host = host.find('.') != host.npos && host.find_first_of("@[]") == host.npos;
    if (!is_host) return std::nullopt;
    return address;
}

Result<Feed> add_address(WriteTx& tx, std::string_view typed) {
    const auto address = address_of(typed);
    if (!address) return Refusal{.key = "calendars.no_address", .field = "address"};
    for (const Feed& feed : store::feeds(tx, tx.actor())) {
        if (feed.address == *address) {
            return Refusal{.key = "calendars.is_there", .field = "address"};
        }
    }
    return has_room(tx).and_then([&](const Done&) -> Result<Feed> {
        const Feed feed{.id = tx.new_id<FeedId>(),
                        .address = *address,
                        .label = text::shortened(host_of(*address), label_max),
                        .made_at = tx.now(),
                        .next_at = tx.now(),
                        .trouble = ""};
        store::insert_feed(tx, tx.actor(), feed);
        audit::record(tx, "calendar.feed_added", "calendar_feed/" + feed.id.text());
        return feed;
    });
}

Result<Feed> add_file(WriteTx& tx, const File& file) {
    const auto reader = store::reader(tx, tx.actor());
    const Zone& wall = reader ? *reader->zone : Zone::utc();
    ical::Busy read = ical::busy(file.bytes, kept_span(tx.now()), wall);
    if (read.flaw == ical::Busy::Flaw::too_large) {
        return Refusal{.key = "calendars.file_too_large", .field = "file"};
    }
    if (read.flaw != ical::Busy::Flaw::none) {
        return Refusal{.key = "calendars.no_calendar", .field = "file"};
    }
    return has_room(tx).and_then([&](const Done&) -> Result<Feed> {
        const Feed feed{.id = tx.new_id<FeedId>(),
                        .address = "",
                        .label = label_of(file.name),
                        .made_at = tx.now(),
                        .read_at = tx.now(),
                        .trouble = ""};
        store::insert_feed(tx, tx.actor(), feed);
        keep(tx, feed.id, std::move(read));
        audit::record(tx, "calendar.feed_added", "calendar_feed/" + feed.id.text());
        return feed;
    });
}

bool end_feed(WriteTx& tx, FeedId id) {
    if (!store::remove_feed(tx, tx.actor(), id)) return false;
    audit::record(tx, "calendar.feed_ended", "calendar_feed/" + id.text());
    return true;
}

int read_due(Db& db, const fetch::Fetcher& fetcher, int max) {
    constexpr std::int64_t every_seconds = 4 * 3600;
    const auto all = due_anywhere(db, max);
    int count = 0;
    for (const Due& due : all) {
        const Scope whose{.district = due.district, .actor = due.person};
        // Whoever has left is busy with other things: their calendar is not read again.
        const bool is_ours = db.write(whose, [&](WriteTx& tx) {
            const bool is_here = store::reader(tx, due.person).has_value();
            const auto next = tx.now().plus_seconds(every_seconds);
            const bool is_claimed =
                store::claim(tx, due, is_here ? std::optional(next) : std::nullopt);
            return is_here && is_claimed;
        });
        if (!is_ours) continue;
        const fetch::Got got = fetcher.get({.url = due.address, .etag = due.etag});
        db.write(whose, [&](WriteTx& tx) { keep_what_was_got(tx, due, got); });
        ++count;
    }
    return count;
}

std::vector<BusyTimes> busy_of(ReadTx& tx, std::span<const PersonId> people, Instant from,
                               Instant until) {
    std::vector<BusyTimes> found;
    for (const PersonId person : people) found.push_back({person, {}});
    auto times = store::times(tx, people, {from, until});
    std::ranges::stable_sort(times, {}, &store::PersonTime::person);
    for (BusyTimes& busy : found) {
        const auto own =
            std::ranges::equal_range(times, busy.person, {}, &store::PersonTime::person);
        for (const auto& time : own) {
            busy.spans.push_back(
                {std::max(time.span.begins_at, from), std::min(time.span.ends_at, until)});
        }
        busy.spans = ical::merged(std::move(busy.spans));
    }
    return found;
}

}  // namespace rapport::calendars
