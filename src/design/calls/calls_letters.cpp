#include "design/calls/calls_letters.hpp"

#include "design/calls/calls_store.hpp"
#include "kernel/jobs/jobs.hpp"
#include "kernel/mail/mail.hpp"
#include "platform/districts/districts.hpp"
#include "platform/letters/letters.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::calls {

namespace {

std::string_view code(News news) {
    constexpr std::string_view codes[] = {"booked", "off", "soon"};
    return codes[static_cast<std::size_t>(news)];
}

std::string invitation(ReadTx& tx, const Time& time, News news, const locale::Speech& speech) {
    const bool is_off = news == News::off;
    ical::Event event{
        .uid = "call-" + time.booking->id.text() + "@rapport",
        .sequence = is_off ? 1 : 0,
        .changed_at = tx.now(),
        .begins_at = time.starts_at,
        .ends_at = time.ends_at(),
        .zone = &speech.zone(),
        .summary = speech.say("calls.with", {{"name", store::name_of(tx, time.host)}}),
        .place = time.place,
        .description = time.booking->words,
        .url = "",
        .state = is_off ? ical::State::cancelled : ical::State::confirmed};
    event.invited = {{time.booking->name, time.booking->email}};
    const auto method = is_off ? ical::Method::cancel : ical::Method::request;
    return ical::write({.name = "", .method = method, .events = {std::move(event)}});
}

}  // namespace

void write_to_guest(WriteTx& tx, const Time& time, News news, std::string_view link) {
    const Booking& guest = *time.booking;
    const auto settings = settings::load(tx);
    const auto language = locale::parse_language(guest.language);
    const locale::Speech speech(language, settings.words(language), districts::zone(tx), tx.now());
    const std::string host = store::name_of(tx, time.host);
    std::string text = speech.say("calls.mail_hello", {{"name", guest.name}}) + "\n\n" +
                       speech.say(Key::of("calls.mail_" + std::string(code(news))),
                                  {{"name", host}, {"district", districts::name(tx)}}) +
                       "\n\n" + speech.when(time.starts_at) + " (" +
                       std::string(speech.zone().name()) + ")\n";
    if (news != News::off) text += time.place + "\n";
    if (!link.empty()) {
        text += "\n" + speech.say("calls.mail_off_here") + "\n" + std::string(link) + "\n";
    }
    mail::Message message{.to_name = guest.name,
                          .to_address = guest.email,
                          .subject = speech.say(Key::of("calls.subject_" + std::string(code(news))),
                                                {{"name", host}}),
                          .text = std::move(text),
                          .language = guest.language};
    if (news != News::soon) {
        message.invitation =
            mail::Invitation{news == News::off ? ical::Method::cancel : ical::Method::request,
                             invitation(tx, time, news, speech)};
    }
    mail::send(tx, message, "call." + std::string(code(news)) + "/" + guest.id.text());
}

void leave_for_host(WriteTx& tx, const Time& time, News news) {
    constexpr Key says[] = {Key{"calls.host_booked"}, Key{"calls.host_off"},
                            Key{"calls.host_soon"}};
    constexpr std::string_view events[] = {"call.booked", "call.off", "call.soon"};
    letters::leave(tx, {.event = events[static_cast<std::size_t>(news)],
                        .thing = time.booking->id.text(),
                        .path = "/calls",
                        .says = says[static_cast<std::size_t>(news)],
                        .to = {time.host}});
}

void remember(WriteTx& tx, const Time& time) {
    const std::string left = time.booking->id.text();
    const Instant day_before = time.starts_at.plus_seconds(-reminder_hours * 3600);
    if (day_before > tx.now()) jobs::enqueue(tx, reminder_job, left, left, day_before);
    const Instant end = time.ends_at().plus_seconds(kept_days * 24 * 3600);
    jobs::enqueue(tx, erasure_job, left, left, end);
}

void mount_reminders(jobs::Runner& runner, Db& db) {
    const auto on = [&](std::string_view job, void (*act)(WriteTx&, const Time&)) {
        runner.on(std::string(job), [&db, act](const jobs::Job& left) {
            const auto id = BookingId::parse(left.payload);
            must(id.has_value(), "a reminder of a call names no booking");
            db.write({.district = left.district, .actor = {}}, [&](WriteTx& tx) {
                // Called off meanwhile: nobody waits for it.
                if (const auto time = store::time_of(tx, *id)) act(tx, *time);
            });
        });
    };
    on(reminder_job, [](WriteTx& tx, const Time& time) {
        write_to_guest(tx, time, News::soon, "");
        leave_for_host(tx, time, News::soon);
    });
    on(erasure_job, [](WriteTx& tx, const Time& time) {
        store::erase_booking(tx, time.id);
        store::erase_time(tx, time.id);
    });
}

}  // namespace rapport::calls
