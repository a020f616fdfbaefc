#include "design/gatherings/gatherings.hpp"

#include <algorithm>

#include "design/gatherings/gatherings_store.hpp"
#include "kernel/ical/ical.hpp"
#include "kernel/jobs/jobs.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::gatherings {

namespace {

constexpr std::string_view codes[] = {"conference", "meetup", "webinar"};
constexpr std::string_view erasure_job = "gathering_erasure";
constexpr int morning = 4;  // O'clock.

std::string object_of(GatheringId id) { return "gathering/" + id.text(); }

Day today(ReadTx& tx) { return districts::zone(tx).day(tx.now()); }

// A page elsewhere: no other scheme, nobody's name before the host, nothing that breaks a line.
bool is_link(std::string_view link) {
    constexpr std::string_view scheme = "https://";
    if (!link.starts_with(scheme)) return false;
    const std::string_view rest = link.substr(scheme.size());
    const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
    if (host.find('.') == host.npos || host.starts_with('.')) return false;
    if (host.find_first_of("@\\") != host.npos) return false;
    return std::ranges::all_of(link, [](char c) {
        return static_cast<unsigned char>(c) > ' ' && c != '"' && c != '<' && c != '>' &&
               c != '\x7f';
    });
}

Refusal too_long(std::string field, std::size_t most) {
    return {"gatherings.long", std::move(field), {{"count", std::int64_t(most)}}};
}

Details tidied(const Details& typed) {
    Details good = typed;
    good.name = text::trimmed(typed.name);
    good.place = text::trimmed(typed.place);
    good.link = text::trimmed(typed.link);
    good.words = text::tidied(typed.words);
    return good;
}

Result<Done> check(ReadTx& tx, const Details& one) {
    if (one.name.empty()) return Refusal{"gatherings.no_name", "name"};
    if (text::length(one.name) > line_max) return too_long("name", line_max);
    if (one.last_on < one.first_on) return Refusal{"gatherings.ends_before", "last_on"};
    if (one.last_on.number() - one.first_on.number() >= days_long_max) {
        return Refusal{"gatherings.too_many_days", "last_on", {{"count", days_long_max}}};
    }
    if (one.first_on > today(tx).plus(days_ahead_max)) {
        return Refusal{"gatherings.too_far", "first_on"};
    }
    if (text::length(one.place) > line_max) return too_long("place", line_max);
    if (text::length(one.link) > link_max) return too_long("link", link_max);
    if (!one.link.empty() && !is_link(one.link)) return Refusal{"gatherings.no_link", "link"};
    if (text::length(one.words) > words_max) return too_long("words", words_max);
    return Done{};
}

// What is left: "<id> <the last day that was meant>". Another day leaves another one.
void erase_after(WriteTx& tx, GatheringId id, Day last_on) {
    const std::string left = id.text() + " " + last_on.iso();
    jobs::enqueue(tx, erasure_job, left, left,
                  districts::zone(tx).instant({last_on.plus(kept_days + 1), morning, 0}));
}

void erase_who_was_there(WriteTx& tx, std::string_view left) {
    const auto space = left.find(' ');
    const auto id = GatheringId::parse(left.substr(0, space));
    must(id.has_value() && space != left.npos, "an erasure names no gathering");
    const auto one = store::find(tx, *id);
    if (!one || one->details.last_on.iso() != left.substr(space + 1)) return;
    const std::int64_t count = store::erase_attendees(tx, *id);
    audit::record(tx, "gathering.erased", object_of(*id),
                  R"({"people":)" + std::to_string(count) + "}");
}

}  // namespace

std::string_view code(Kind kind) { return codes[static_cast<std::size_t>(kind)]; }

std::optional<Kind> parse_kind(std::string_view text) {
    const auto* const at = std::ranges::find(codes, text);
    if (at == std::end(codes)) return std::nullopt;
    return static_cast<Kind>(at - std::begin(codes));
}

std::vector<Gathering> coming(ReadTx& tx) { return store::coming(tx, today(tx)); }

std::vector<Gathering> past(ReadTx& tx) { return store::past(tx, today(tx)); }

std::optional<Gathering> find(ReadTx& tx, GatheringId id) { return store::find(tx, id); }

bool is_over(ReadTx& tx, const Gathering& one) { return one.details.last_on < today(tx); }

// Also where the runner is late, nobody is named any more.
std::vector<Attendee> attendees(ReadTx& tx) {
    return store::attendees(tx, today(tx).plus(-kept_days));
}

std::vector<Attendee> attendees(ReadTx& tx, const Gathering& one) {
    auto all = attendees(tx);
    std::erase_if(all, [&](const Attendee& each) { return each.gathering != one.id; });
    return all;
}

Result<Done> come(WriteTx& tx, const Gathering& one, const Saying& typed) {
    const Saying good{text::tidied(typed.words), typed.is_public};
    if (text::length(good.words) > line_max) return too_long("words", line_max);
    if (is_over(tx, one)) return Refusal{"gatherings.is_over", "words"};
    store::put_attendee(tx, one.id, good);
    audit::record(tx, "gathering.attended", object_of(one.id));
    return Done{};
}

void stay_away(WriteTx& tx, const Gathering& one) {
    if (store::erase_attendee(tx, one.id)) {
        audit::record(tx, "gathering.not_attended", object_of(one.id));
    }
}

Result<GatheringId> enter(WriteTx& tx, const Details& typed) {
    const Details good = tidied(typed);
    const auto done = check(tx, good);
    if (!done) return done.refusal();
    if (good.last_on < today(tx)) return Refusal{"gatherings.is_over", "last_on"};
    const auto id = tx.new_id<GatheringId>();
    store::insert(tx, id, good);
    erase_after(tx, id, good.last_on);
    audit::record(tx, "gathering.entered", object_of(id));
    return id;
}

Result<Done> change(WriteTx& tx, const Gathering& one, const Details& typed, std::int64_t version) {
    const Details good = tidied(typed);
    const auto done = check(tx, good);
    if (!done) return done.refusal();
    if (!store::put(tx, one.id, good, version)) return Refusal{"gatherings.changed_meanwhile"};
    if (good.last_on != one.details.last_on) erase_after(tx, one.id, good.last_on);
    audit::record(tx, "gathering.changed", object_of(one.id));
    return Done{};
}

void remove(WriteTx& tx, const Gathering& one) {
    store::erase_attendees(tx, one.id);
    store::erase(tx, one.id);
    audit::record(tx, "gathering.removed", object_of(one.id));
}

std::optional<PageId> page(ReadTx& tx) { return store::page(tx); }

void publish(WriteTx& tx) {
    if (store::insert_page(tx, tx.new_id<PageId>())) {
        audit::record(tx, "gathering.published", "district");
    }
}

void withdraw(WriteTx& tx) {
    if (store::erase_page(tx)) audit::record(tx, "gathering.withdrawn", "district");
}

std::optional<DistrictId> district_at(ReadTx& tx, PageId id) { return store::district_at(tx, id); }

std::string calendar_entry(const Gathering& one, const locale::Speech& speech, Instant changed_at) {
    const Details& of = one.details;
    ical::Event event{.uid = "gathering-" + one.id.text() + "@rapport",
                      .sequence = one.version - 1,
                      .changed_at = changed_at,
                      .begins_at = Zone::utc().instant({of.first_on, 0, 0}),
                      .ends_at = Zone::utc().instant({of.last_on.plus(1), 0, 0}),
                      .summary = of.name,
                      .place = of.place.empty() ? speech.say("gatherings.online") : of.place,
                      .description = of.words,
                      .url = of.link};
    event.is_of_days = true;
    return ical::write({.name = "", .method = ical::Method::publish, .events = {std::move(event)}});
}

void mount_erasure(jobs::Runner& runner, Db& db) {
    runner.on(std::string(erasure_job), [&db](const jobs::Job& job) {
        db.write({.district = job.district, .actor = {}},
                 [&](WriteTx& tx) { erase_who_was_there(tx, job.payload); });
    });
}

}  // namespace rapport::gatherings
