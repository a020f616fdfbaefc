// The letters of escrow. None holds a reason, a word of a note, or whose notes they are.
#include "kernel/mail/mail.hpp"
#include "platform/escrow/escrow_store.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::escrow {

namespace {

struct Letter {
    Key subject, says;
    std::string_view path;
    std::string event;
};

locale::Speech speech_of(ReadTx& tx, const settings::Settings& settings, std::string_view code) {
    const auto language = locale::parse_language(code);
    return {language, settings.words(language), *store::zone_of_district(tx), tx.now()};
}

// Each in their own language; `more` stands below what the letter says.
template <class More>
void write_to(WriteTx& tx, const std::vector<store::Reader>& readers, const Letter& letter,
              std::string_view base_url, More&& more) {
    const auto settings = settings::load(tx);
    for (const auto& reader : readers) {
        const auto speech = speech_of(tx, settings, reader.language);
        mail::send(tx,
                   {.to_name = reader.name,
                    .to_address = reader.address,
                    .subject = speech.say(letter.subject),
                    .text = speech.say("escrow.mail_hello", {{"name", reader.name}}) + "\n\n" +
                            speech.say(letter.says) + "\n\n" + more(speech) +
                            std::string(base_url) + std::string(letter.path) + "\n",
                    .language = std::string(tag(speech.language()))},
                   letter.event);
    }
}

std::string nothing_more(const locale::Speech&) { return ""; }

Key mail_of(Kind kind) {
    if (kind == Kind::reading) return "escrow.mail_reading";
    if (kind == Kind::giving_back) return "escrow.mail_giving_back";
    return kind == Kind::holding ? Key{"escrow.mail_holding"} : Key{"escrow.mail_lifting"};
}

std::string in_words(const Standing& now, const locale::Speech& speech) {
    if (now.mode == Mode::none) return speech.say("escrow.standing_none");
    if (now.mode == Mode::server) return speech.say("escrow.standing_server");
    if (!now.is_in_escrow()) return speech.say("escrow.standing_waiting");
    return speech.say("escrow.standing_escrow", {{"names", named(now)}});
}

}  // namespace

std::string named(const Standing& now) {
    std::string all;
    for (const std::string& name : now.holders) all += (all.empty() ? "" : ", ") + name;
    return all;
}

void tell_agreed(WriteTx& tx, const Matter& matter, std::string_view base_url) {
    write_to(tx, store::people_of(tx, matter.id),
             {"escrow.mail_subject", mail_of(matter.kind), "/notes-escrow",
              "escrow.agreed/" + matter.id.text()},
             base_url, nothing_more);
}

void tell_waiting(WriteTx& tx, const Matter& matter, std::string_view base_url) {
    auto readers = store::holders_to_tell(tx);
    std::erase_if(readers, [&](const store::Reader& one) {
        return one.person == tx.actor() || concerns(matter, one.person);
    });
    const std::string path = "/notes-escrow/matters/" + matter.id.text();
    write_to(tx, readers,
             {"escrow.mail_waits_subject", "escrow.mail_waits", path,
              "escrow.waits/" + matter.id.text()},
             base_url, nothing_more);
}

void tell_chosen(WriteTx& tx, const Ceremony& ceremony, std::string_view base_url) {
    auto readers = store::chosen_to_tell(tx, ceremony.id);
    std::erase_if(readers, [&](const store::Reader& one) { return one.person == tx.actor(); });
    write_to(tx, readers,
             {"escrow.mail_hold_subject", "escrow.mail_hold", "/notes-escrow",
              "escrow.chosen/" + ceremony.id.text()},
             base_url, nothing_more);
}

void tell_mode(WriteTx& tx, std::string_view base_url) {
    const Standing now = standing(tx);
    write_to(tx, store::people_with_notes(tx),
             {"escrow.mail_mode_subject", "escrow.mail_mode", "/notes-escrow",
              "escrow.mode/" + std::to_string(tx.now().ms)},
             base_url, [&](const locale::Speech& speech) {
                 return in_words(now, speech) + "\n\n" + speech.say("escrow.mode_means") + "\n\n";
             });
}

}  // namespace rapport::escrow
