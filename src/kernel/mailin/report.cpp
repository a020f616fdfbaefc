#include <algorithm>
#include <array>

#include "kernel/mailin/mailin.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"

namespace rapport::mailin {

namespace {

constexpr std::size_t failures_max = 100;
constexpr std::size_t looked_at_max = 20'000;  // Bytes of a text in which a server says why.

template <std::size_t N>
bool has_any(std::string_view text, const std::array<std::string_view, N>& phrases) {
    return std::any_of(phrases.begin(), phrases.end(),
                       [&](std::string_view phrase) { return text.find(phrase) != text.npos; });
}

// What servers put above such a report; in small letters.
constexpr auto subjects = std::to_array<std::string_view>({"delivery fail",
                                                           "delivery status",
                                                           "delivery has failed",
                                                           "delivery report",
                                                           "undeliver",
                                                           "returned mail",
                                                           "returning message",
                                                           "failure notice",
                                                           "failure delivery",
                                                           "mail failure",
                                                           "mail system error",
                                                           "could not be delivered",
                                                           "not delivered",
                                                           "delayed mail",
                                                           "delivery delayed",
                                                           "warning: message",
                                                           "error sending your mail",
                                                           "non-deliver",
                                                           "nondeliver",
                                                           "smtp server: errors",
                                                           "message delivery",
                                                           "mail delivery",
                                                           "rejected:",
                                                           "unzustellbar",
                                                           "nicht zugestellt",
                                                           "non remis",
                                                           "non distribu",
                                                           "echec de la remise",
                                                           "échec de la remise",
                                                           "échec de remise",
                                                           "no se puede entregar",
                                                           "non recapitabile",
                                                           "não entregue",
                                                           "niet bezorgd",
                                                           "kunde inte levereras",
                                                           "niedostarczon"});

// And within; in small letters.
constexpr auto reasons = std::to_array<std::string_view>({"user unknown",
                                                          "unknown user",
                                                          "host unknown",
                                                          "could not be delivered",
                                                          "could not deliver",
                                                          "cannot be delivered",
                                                          "couldn't be delivered",
                                                          "unable to deliver",
                                                          "not able to deliver",
                                                          "was not delivered",
                                                          "not been delivered",
                                                          "undeliverable",
                                                          "wasn't able to deliver",
                                                          "wasn't delivered",
                                                          "no such user",
                                                          "mailbox unavailable",
                                                          "mailbox is full",
                                                          "mailbox full",
                                                          "over quota",
                                                          "delivery failed",
                                                          "delivery to the following",
                                                          "delivery failure",
                                                          "delivery error",
                                                          "failed to deliver",
                                                          "permanent error",
                                                          "permanent fatal error",
                                                          "following recipient",
                                                          "following address",
                                                          "failed recipient",
                                                          "no mailbox",
                                                          "invalid recipient",
                                                          "recipient rejected",
                                                          "sorry, i couldn't",
                                                          "rcpt to",
                                                          "returned to sender",
                                                          "smtp error",
                                                          "550 ",
                                                          "554 ",
                                                          "\"notificationtype\":\"bounce\"",
                                                          "could not send",
                                                          "cannot send message",
                                                          "does not exist",
                                                          "address unknown",
                                                          "delivery attempt",
                                                          "not delivered"});

constexpr auto for_now = std::to_array<std::string_view>(
    {"still being retried", "will be retried", "will retry", "will continue trying",
     "will keep trying", "warning message only", "not been delivered yet", "not yet been delivered",
     "temporarily", "delayed"});

constexpr auto away = std::to_array<std::string_view>(
    {"automatic reply", "auto reply", "auto-reply", "autoreply", "out of office",
     "out of the office", "away from", "on vacation", "réponse automatique", "absence du bureau",
     "automatische antwort", "abwesenheit", "respuesta automática", "fuera de la oficina",
     "risposta automatica", "resposta automática", "automatisch antwoord", "autosvar",
     "automaattinen vastaus"});

std::string local_part(std::string_view address) {
    return text::lower_ascii(address.substr(0, address.find('@')));
}

bool is_machine(std::string_view address) {
    static constexpr auto names =
        std::to_array<std::string_view>({"mailer-daemon", "postmaster", "post_master", "maildaemon",
                                         "mailerdaemon", "mail-daemon", "mmdf", "double-bounce"});
    const std::string local = local_part(address);
    return local.empty() || std::find(names.begin(), names.end(), local) != names.end();
}

bool is_null_path(std::string_view path) {
    const auto bare = text::trimmed(path);
    if (bare.empty()) return false;
    const auto open = bare.find('<');
    auto inner = open == bare.npos ? bare : bare.substr(open + 1);
    inner = inner.substr(0, inner.find('>'));
    return is_machine(text::trimmed(inner));
}

const Attachment* of_type(const Received& mail, std::string_view type) {
    const auto found = std::find_if(mail.attachments.begin(), mail.attachments.end(),
                                    [&](const Attachment& one) { return one.type == type; });
    return found == mail.attachments.end() ? nullptr : &*found;
}

// "rfc822; rosa@school.example" → "rosa@school.example".
std::string recipient_in(std::string_view value) {
    const auto semicolon = value.find(';');
    if (semicolon != value.npos) value.remove_prefix(semicolon + 1);
    value = text::trimmed(value);
    if (value.starts_with('<')) value.remove_prefix(1);
    value = value.substr(0, value.find_first_of("> \t"));
    return value.find('@') == value.npos ? std::string() : std::string(value);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The first "5.1.1" of a text: a class of 2, 4 or 5 and two numbers of at most three digits.
std::string status_in(std::string_view text) {
    for (std::size_t at = 0; at + 4 < text.size(); ++at) {
        if (text[at] != '4' && text[at] != '5') continue;
        if (at > 0 && (is_digit(text[at - 1]) || text[at - 1] == '.')) continue;
        std::size_t end = at + 1;
        int groups = 0;
        while (groups < 2 && end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1])) {
            std::size_t digits = end + 1;
            while (digits < text.size() && is_digit(text[digits]) && digits - end <= 4) ++digits;
            if (digits - end > 4) break;
            end = digits;
            ++groups;
        }
        const bool ends = end == text.size() || text[end] != '.' || end + 1 == text.size() ||
                          !is_digit(text[end + 1]);
        if (groups == 2 && ends) return std::string(text.substr(at, end - at));
    }
    return {};
}

// The fields of a delivery report: blocks between empty lines, the first about the message.
std::vector<Failure> failures_of(std::string_view report) {
    std::vector<Failure> out;
    Failure now;
    std::string action;
    bool is_open = false;
    const auto close = [&] {
        if (is_open && action != "delivered" && action != "relayed" && action != "expanded" &&
            out.size() < failures_max) {
            now.is_permanent = action != "delayed" && !now.status.starts_with('4');
            out.push_back(now);
        }
        now = {};
        action.clear();
        is_open = false;
    };
    while (!report.empty()) {
        const auto end = std::min(report.find('\n'), report.size());
        const auto line = text::trimmed(report.substr(0, end));
        report.remove_prefix(std::min(end + 1, report.size()));
        const auto colon = line.find(':');
        if (line.empty()) close();
        if (colon == line.npos) continue;
        const std::string name = text::lower_ascii(line.substr(0, colon));
        const auto value = text::trimmed(line.substr(colon + 1));
        const std::string recipient = recipient_in(value);
        if (name == "final-recipient" || name == "original-recipient") {
            is_open = true;
            if (name == "original-recipient" || now.recipient.empty()) {
                if (!recipient.empty()) now.recipient = recipient;
            }
        } else if (name == "action") {
            is_open = true;
            action = text::lower_ascii(value.substr(0, value.find_first_of(" \t(")));
        } else if (name == "status") {
            now.status = status_in(value);
        }
    }
    close();
    return out;
}

// The first address of a text that stands between angle brackets, or alone before a colon.
std::string address_in(std::string_view text) {
    static constexpr std::string_view stops = " \t\r\n<>()[]\"',;:";
    for (auto at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
        const auto before = text.find_last_of(stops, at);
        const std::size_t begin = before == text.npos ? 0 : before + 1;
        const std::size_t end = std::min(text.find_first_of(stops, at), text.size());
        const auto found = text.substr(begin, end - begin);
        if (begin == at || end < at + 4 || found.find('.', at - begin) == found.npos) continue;
        if (found.size() > 254 || is_machine(found)) continue;
        std::string out(found);
        while (out.ends_with('.')) out.pop_back();
        return out;
    }
    return {};
}

// What a server says that keeps to no form.
Failure failure_told(const Received& mail, std::string_view told) {
    Failure out;
    out.recipient = address_in(mail.header("x-failed-recipients"));
    if (out.recipient.empty()) out.recipient = address_in(mail.subject);
    if (out.recipient.empty()) out.recipient = address_in(told);
    out.status = status_in(told);
    const std::string words = text::lower_ascii(mail.subject) + "\n" + text::lower_ascii(told);
    out.is_permanent =
        !out.status.starts_with('4') && (out.status.starts_with('5') || !has_any(words, for_now));
    return out;
}

bool is_bounce(const Received& mail, std::string_view told) {
    if (!mail.header("x-failed-recipients").empty()) return true;
    const std::string_view from = mail.from.empty() ? std::string_view{} : mail.from[0].address;
    const bool by_machine = (!mail.from.empty() && is_machine(from)) ||
                            is_null_path(mail.header("return-path")) ||
                            (mail.from.empty() && !mail.header("from").empty());
    const std::string subject = text::lower_ascii(mail.subject), words = text::lower_ascii(told);
    if (by_machine && has_any(subject, subjects)) return true;
    if (words.find("\"notificationtype\":\"bounce\"") != words.npos) return true;
    if (!has_any(words, reasons)) return false;
    const bool has_original = of_type(mail, "message/rfc822") != nullptr ||
                              of_type(mail, "text/rfc822-headers") != nullptr;
    const std::string local = local_part(from);
    const bool by_nobody = local == "no-reply" || local == "noreply" || local == "sysadmin";
    return by_machine || (by_nobody && has_original);
}

bool is_automatic_reply(const Received& mail) {
    const std::string submitted = text::lower_ascii(mail.header("auto-submitted"));
    if (submitted.starts_with("auto-replied")) return true;
    if (!mail.header("x-autoreply").empty() || !mail.header("x-autorespond").empty()) return true;
    if (text::lower_ascii(mail.header("precedence")) == "auto_reply") return true;
    const std::string subject = text::lower_ascii(mail.subject);
    return std::any_of(away.begin(), away.end(),
                       [&](std::string_view words) { return subject.starts_with(words); });
}

}  // namespace

Report report_of(const Received& mail) {
    const std::string type_header = text::lower_ascii(mail.header("content-type"));
    if (of_type(mail, "message/feedback-report") != nullptr ||
        type_header.find("report-type=feedback-report") != type_header.npos ||
        type_header.find("report-type=\"feedback-report\"") != type_header.npos ||
        text::lower_ascii(mail.subject).starts_with("complaint about message from")) {
        return {.kind = Notice::complaint, .failures = {}};
    }
    std::string told = mail.text.substr(0, looked_at_max);
    for (const Attachment& part : mail.attachments) {
        if (part.type == "text/plain" && told.size() < looked_at_max) {
            told += "\n" + part.bytes.substr(0, looked_at_max);
        }
    }
    std::vector<Failure> failures;
    bool is_report = mail.type == "multipart/report" &&
                     type_header.find("disposition-notification") == type_header.npos;
    for (const Attachment& part : mail.attachments) {
        if (part.type != "message/delivery-status" &&
            part.type != "message/global-delivery-status") {
            continue;
        }
        is_report = true;
        auto more = failures_of(part.bytes);
        failures.insert(failures.end(), more.begin(), more.end());
    }
    if (!failures.empty()) return {.kind = Notice::bounce, .failures = std::move(failures)};
    if (is_report || is_bounce(mail, told)) {
        return {.kind = Notice::bounce, .failures = {failure_told(mail, told)}};
    }
    if (is_automatic_reply(mail) || mail.type == "multipart/report") {
        return {.kind = Notice::automatic_reply, .failures = {}};
    }
    return {};
}

}  // namespace rapport::mailin
