#include "coaching/intake/intake.hpp"

#include <algorithm>

#include "coaching/intake/intake_store.hpp"
#include "design/inquiries/inquiries.hpp"
#include "kernel/crypto/crypto.hpp"
#include "kernel/mailin/mailin.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/districts/districts.hpp"
#include "platform/people/people.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::intake {

namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t token_lives_ms = 90 * 24 * hour_ms;  // R-26.
constexpr int token_bytes = 20;                             // 160 bits (R-26).
constexpr std::size_t token_letters = 2 * token_bytes;
constexpr std::int64_t letters_an_hour_max = 10;  // From one sender (R-26).
constexpr std::ptrdiff_t hops_max = 30;     // Received headers, beyond which a letter goes round.
constexpr std::size_t recipients_max = 20;  // Looked at; a letter to more goes round a list.
constexpr std::size_t words_max =
    4000;  // Characters of a request; the letter itself is kept whole.

std::string small(std::string_view text) { return text::lower_ascii(text::trimmed(text)); }

std::string_view domain_of(std::string_view address) {
    const auto at = address.rfind('@');
    return at == address.npos ? std::string_view{} : address.substr(at + 1);
}

// The token of "r+<token>@mail.school.example", where that is the programme's own domain.
std::string token_of(std::string_view to, std::string_view programme) {
    if (!small(to.substr(0, 2)).starts_with("r+")) return "";
    if (small(domain_of(to)) != domain_of(programme)) return "";
    return small(to.substr(2, to.rfind('@') - 2));
}

// To whom a letter came: a district, and its token when it is an answer, or the inquiry it answers.
struct Door {
    DistrictId district;
    std::string token;
    std::optional<inquiries::InquiryId> inquiry = std::nullopt;
};

std::optional<Door> inquiry_door(Db& db, std::string_view to) {
    const auto inquiry = inquiries::inquiry_of_address(small(to));
    if (!inquiry) return std::nullopt;
    const auto district =
        db.read(Scope::whole(), [&](ReadTx& tx) { return inquiries::district_of(tx, *inquiry); });
    if (!district) return std::nullopt;
    return db.read({.district = *district, .actor = {}}, [&](ReadTx& tx) -> std::optional<Door> {
        if (inquiries::mail_address(tx, *inquiry) != small(to)) return std::nullopt;
        return Door{*district, "", inquiry};
    });
}

std::optional<Door> door_of(Db& db, std::string_view to) {
    if (auto door = inquiry_door(db, to)) return door;
    const auto all = db.read(Scope::whole(), [](ReadTx& tx) { return districts::all(tx); });
    for (const DistrictId& district : all) {
        const auto found =
            db.read({.district = district, .actor = {}}, [&](ReadTx& tx) -> std::optional<Door> {
                const auto programme = settings::text(tx, settings::mail_address);
                if (!programme || programme->empty()) return std::nullopt;
                if (small(to) == *programme) return Door{district, ""};
                std::string token = token_of(to, *programme);
                if (token.empty() || !store::token(tx, crypto::sha256_hex(token))) {
                    return std::nullopt;
                }
                return Door{district, std::move(token)};
            });
        if (found) return found;
    }
    return std::nullopt;
}

// RFC 3834, RFC 2919 and the habits that are older. `own` is our own address: nobody else's
// programme writes from it.
bool is_by_machine(const mailin::Received& mail, std::string_view own) {
    const std::string submitted = small(mail.header("auto-submitted"));
    if (!submitted.empty() && submitted != "no") return true;
    const std::string precedence = small(mail.header("precedence"));
    if (precedence == "bulk" || precedence == "list" || precedence == "junk") return true;
    for (const char* name : {"list-id", "list-unsubscribe", "x-loop", "feedback-id"}) {
        if (!mail.header(name).empty()) return true;
    }
    const auto hops = std::ranges::count_if(
        mail.headers, [](const mailin::Header& header) { return header.name == "received"; });
    if (hops > hops_max) return true;
    return std::ranges::any_of(mail.from, [&](const mailin::Mailbox& box) {
        return small(box.address) == own || small(box.address).starts_with("r+");
    });
}

store::Letter letter_of(const mailin::Received& mail) {
    store::Letter out;
    if (!mail.from.empty()) {
        out.from_name = mail.from.front().name;
        out.from_address = small(mail.from.front().address);
    }
    out.subject = mail.subject;
    out.words = mail.text;
    for (const auto& attachment : mail.attachments) {
        out.left_out += (attachment.name.empty() ? attachment.type : attachment.name) + "\n";
    }
    crypto::Digest digest;
    digest.add(mail.message_id + "\n" + out.from_address + "\n" + out.subject + "\n" + out.words);
    for (const auto& attachment : mail.attachments) digest.add(attachment.bytes);
    out.digest = digest.hex();
    return out;
}

// What is taken for the request: what its writer says, after the subject when it starts something.
std::string words_of(const mailin::Received& mail, bool is_answer) {
    const std::string said = mailin::said_in(mail.text).words;
    if (is_answer || mail.subject.empty()) return text::shortened(said, words_max);
    return text::shortened(mail.subject + "\n\n" + said, words_max);
}

// Without what stands in brackets: relays repeat there what the sender said of itself. Nothing
// where quotes or brackets make it unsure what is whose.
std::optional<std::string> without_comments(std::string_view value) {
    std::string out;
    int depth = 0;
    for (const char c : value) {
        if (c == '"' || c == '\\') return std::nullopt;
        if (c == ')' && --depth < 0) return std::nullopt;
        if (depth == 0 && c != '(' && c != ')') out += c;
        if (c == '(') ++depth;
    }
    if (depth != 0) return std::nullopt;
    return out;
}

class Intake {
  public:
    Intake(const mailin::Received& mail, const Door& door)
        : mail_(mail), door_(door), letter_(letter_of(mail)) {}

    // Whose letter it seems to be, for the transaction that takes it.
    std::optional<PersonId> sender(ReadTx& tx) const {
        return store::person_at(tx, letter_.from_address);
    }

    Fate take(WriteTx& tx, const std::optional<PersonId>& sender) {
        if (store::is_known(tx, letter_.digest)) return Fate::repeated;
        letter_.person = sender;
        const Fate fate = judged(tx);
        static constexpr const char* codes[] = {"request", "message", "",
                                                "waiting", "bounce",  "automatic"};
        letter_.fate = codes[static_cast<int>(fate)];
        store::keep(tx, letter_);
        return fate;
    }

  private:
    Fate waits(std::string_view reason) {
        letter_.reason = reason;
        return Fate::waiting;
    }

    Fate judged(WriteTx& tx) {
        const auto report = mailin::report_of(mail_);
        if (report.kind == mailin::Notice::bounce) {
            for (const auto& failure : report.failures) mark(tx, failure);
            return Fate::bounce;
        }
        const auto own = settings::text(tx, settings::mail_address).value_or("");
        if (report.kind != mailin::Notice::none || is_by_machine(mail_, own)) {
            return Fate::automatic;
        }
        if (!letter_.person) return waits("stranger");
        const Instant since{tx.now().ms - hour_ms};
        if (store::count_from(tx, letter_.from_address, since) >= letters_an_hour_max) {
            return waits("many");
        }
        const auto relay = settings::text(tx, relay_setting).value_or("");
        const bool is_vouched =
            is_vouched_for(mail_.header("authentication-results"), relay, letter_.from_address);
        if (!door_.token.empty()) return answered(tx, relay.empty() || is_vouched);
        if (!is_vouched) return waits("unverified");
        return asked(tx);
    }

    // Only addresses of people here are marked: a forged report can name anybody.
    void mark(WriteTx& tx, const mailin::Failure& failure) {
        const std::string address = small(failure.recipient);
        if (!store::person_at(tx, address)) return;
        store::keep_bounce(tx, address, failure.status, failure.is_permanent);
    }

    Fate answered(WriteTx& tx, bool is_vouched) {
        const auto token = store::token(tx, crypto::sha256_hex(door_.token));
        if (!token || token->ends_at < tx.now()) return waits("late");
        if (token->person != *letter_.person) return waits("other");
        if (!is_vouched) return waits("unverified");
        if (!requests::add_message(tx, token->request, words_of(mail_, true), letter_.left_out)) {
            return waits("refused");
        }
        letter_.request = token->request;
        return Fate::message;
    }

    Fate asked(WriteTx& tx) {
        const auto request = requests::ask_by_mail(tx, words_of(mail_, false), letter_.left_out);
        if (!request) return waits("refused");
        letter_.request = *request;
        return Fate::request;
    }

    const mailin::Received& mail_;
    const Door& door_;
    store::Letter letter_;
};

// A letter to an inquiry is its asker's alone, so it is kept among the answers and nowhere else.
Fate taken_to_inquiry(WriteTx& tx, const mailin::Received& mail, inquiries::InquiryId id) {
    const auto own = settings::text(tx, settings::mail_address).value_or("");
    if (mailin::report_of(mail).kind != mailin::Notice::none || is_by_machine(mail, own)) {
        return Fate::automatic;
    }
    const auto made = inquiries::answer_by_mail(tx, id, mail);
    if (made) return Fate::answer;
    return made.refusal().key == Key("inquiries.known") ? Fate::repeated : Fate::nobody;
}

Fate taken(Db& db, const mailin::Received& mail, const Door& door) {
    const Scope nobody{.district = door.district, .actor = {}};
    if (door.inquiry) {
        return db.write(nobody,
                        [&](WriteTx& tx) { return taken_to_inquiry(tx, mail, *door.inquiry); });
    }
    const auto sender = db.read(nobody, [&](ReadTx& tx) { return Intake(mail, door).sender(tx); });
    const Scope scope{.district = door.district, .actor = sender.value_or(PersonId{})};
    return db.write(scope, [&](WriteTx& tx) { return Intake(mail, door).take(tx, sender); });
}

// To whom a letter seems to have been sent: what the last servers noted, then what it says itself.
std::vector<std::string> recipients_of(const mailin::Received& mail) {
    std::vector<std::string> out;
    const auto add = [&](std::string_view written) {
        std::string address = small(written);
        if (address.starts_with('<') && address.ends_with('>')) {
            address = address.substr(1, address.size() - 2);
        }
        if (out.size() < recipients_max && people::is_address(address) &&
            std::ranges::find(out, address) == out.end()) {
            out.push_back(std::move(address));
        }
    };
    for (const char* name : {"delivered-to", "x-original-to", "envelope-to"}) {
        for (const auto& header : mail.headers) {
            if (header.name == name) add(header.value);
        }
    }
    for (const auto& box : mail.to) add(box.address);
    for (const auto& box : mail.cc) add(box.address);
    return out;
}

}  // namespace

Fate accept(Db& db, std::string_view to, std::string_view letter) {
    const auto door = door_of(db, to);
    if (!door) return Fate::nobody;
    const auto mail = mailin::read(letter);
    return mail ? taken(db, *mail, *door) : Fate::too_large;
}

Fate accept_of_mailbox(Db& db, std::string_view letter) {
    const auto mail = mailin::read(letter);
    if (!mail) return Fate::too_large;
    for (const std::string& to : recipients_of(*mail)) {
        if (const auto door = door_of(db, to)) return taken(db, *mail, *door);
    }
    return Fate::nobody;
}

std::optional<std::string> reply_address(WriteTx& tx, PersonId person,
                                         requests::RequestId request) {
    const auto programme = settings::text(tx, settings::mail_address);
    if (!programme || programme->find('@') == std::string::npos) return std::nullopt;
    // In small letters: servers on the way may change the case of what stands before the "@".
    const std::string token =
        crypto::sha256_hex(tx.random().token(token_bytes)).substr(0, token_letters);
    store::keep_token(tx, crypto::sha256_hex(token),
                      {person, request, Instant{tx.now().ms + token_lives_ms}});
    return "r+" + token + "@" + std::string(domain_of(*programme));
}

bool is_of_another_district(Db& db, DistrictId own, std::string_view address) {
    const auto all = db.read(Scope::whole(), [](ReadTx& tx) { return districts::all(tx); });
    return std::ranges::any_of(all, [&](DistrictId district) {
        if (district == own) return false;
        return db.read({.district = district, .actor = {}}, [&](ReadTx& tx) {
            return settings::text(tx, settings::mail_address) == small(address);
        });
    });
}

bool is_vouched_for(std::string_view results, std::string_view trusted, std::string_view address) {
    const auto plain = without_comments(results);
    const std::string domain = small(domain_of(address));
    if (!plain || trusted.empty() || domain.empty()) return false;
    const std::string value = small(*plain);
    const auto end = value.find(';');
    if (end == value.npos) return false;
    const std::string relay = value.substr(0, value.find_first_of("; \t"));
    if (relay != small(trusted)) return false;
    for (const std::string_view part : text::split(std::string_view(value).substr(end + 1), ';')) {
        const auto one = text::trimmed(part);
        const auto names = [&](std::string_view property) {
            const auto at = one.find(property);
            if (at == one.npos) return false;
            auto named = one.substr(at + property.size());
            named = named.substr(0, named.find_first_of(" \t;"));
            return named == domain || domain_of(named) == domain;
        };
        if (one.starts_with("dmarc=pass") && names("header.from=")) return true;
        if (one.starts_with("dkim=pass") && (names("header.d=") || names("header.i="))) return true;
        if (one.starts_with("spf=pass") && names("smtp.mailfrom=")) return true;
    }
    return false;
}

}  // namespace rapport::intake
