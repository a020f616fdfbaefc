// Mail that puts something into the reader's calendar, changes it there, or takes it out again.
#include "kernel/mail/mail.hpp"
#include "platform/settings/settings.hpp"
#include "schedule/calendars/calendars_store.hpp"

namespace rapport::calendars {

namespace {

struct Voice {
    ical::Method method;
    std::string_view event;  // What the mail is named by, so that it is sent once.
    Key subject, says;
};

std::string lines_of(const Entry& entry, const locale::Speech& speech) {
    const auto on_wall = speech.in(entry.zone != nullptr ? *entry.zone : speech.zone());
    std::string lines = entry.summary + "\n";
    lines += speech.say("calendars.mail_when", {{"begins", on_wall.when(entry.begins_at)},
                                                {"ends", on_wall.clock(entry.ends_at)}}) +
             "\n";
    if (!entry.place.empty()) lines += entry.place + "\n";
    if (!entry.url.empty()) lines += entry.url + "\n";
    return lines;
}

void write_to(WriteTx& tx, const Reader& reader, const locale::Speech& speech, Entry entry,
              const Voice& voice) {
    entry.invited = {{reader.name, reader.address}};
    const std::string event =
        std::string(voice.event) + "/" + entry.uid + "/" + std::to_string(entry.sequence);
    const bool is_question =
        voice.method == ical::Method::request && entry.state == ical::State::tentative;
    const Key says = is_question ? Key{"calendars.mail_asks"} : voice.says;
    const std::string text = speech.say("calendars.mail_hello", {{"name", reader.name}}) + "\n\n" +
                             speech.say(says) + "\n\n" + lines_of(entry, speech);
    const mail::Message message{
        .to_name = reader.name,
        .to_address = reader.address,
        .subject = speech.say(voice.subject, {{"what", entry.summary}}),
        .text = text,
        .language = std::string(tag(speech.language())),
        .invitation = mail::Invitation{
            voice.method,
            ical::write({.name = "", .method = voice.method, .events = {std::move(entry)}})}};
    mail::send(tx, message, event);
}

void tell(WriteTx& tx, std::span<const PersonId> people, const Wording& wording,
          const Voice& voice) {
    const auto settings = settings::load(tx);
    for (const PersonId person : people) {
        const auto reader = store::reader(tx, person);
        if (!reader || reader->address.empty()) continue;
        const auto language = locale::parse_language(reader->language);
        const locale::Speech speech(language, settings.words(language), *reader->zone, tx.now());
        write_to(tx, *reader, speech, wording(person, speech), voice);
    }
}

}  // namespace

void invite(WriteTx& tx, std::span<const PersonId> people, const Wording& wording) {
    tell(tx, people, wording,
         {ical::Method::request, "invitation", "calendars.mail_invites",
          "calendars.mail_takes_place"});
}

void uninvite(WriteTx& tx, std::span<const PersonId> people, const Wording& wording) {
    tell(tx, people, wording,
         {ical::Method::cancel, "cancellation", "calendars.mail_calls_off",
          "calendars.mail_called_off"});
}

}  // namespace rapport::calendars
