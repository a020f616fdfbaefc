#include "kernel/mail/mail.hpp"

#include <boost/json.hpp>
#include <stdexcept>

#include "kernel/crypto/crypto.hpp"
#include "kernel/jobs/jobs.hpp"
#include "kernel/mail/names.hpp"

namespace rapport::mail {

namespace json = boost::json;

namespace {

ical::Method method_of(std::string_view code) {
    for (const auto method : {ical::Method::publish, ical::Method::request, ical::Method::cancel}) {
        if (ical::code(method) == code) return method;
    }
    throw std::invalid_argument("an invitation of no known method");
}

}  // namespace

void send(WriteTx& tx, const Message& message, std::string_view event) {
    if (!is_address(message.to_address)) return;
    // The recipient as a hash: the dedup text becomes a Message-ID, which others may read.
    const auto dedup =
        std::string(event) + "/" + crypto::blake2b_hex(message.to_address).substr(0, 16);
    json::object payload{{"to_name", message.to_name},
                         {"to_address", message.to_address},
                         {"subject", message.subject},
                         {"text", message.text},
                         {"language", message.language}};
    if (!message.reply_to.empty()) payload["reply_to"] = message.reply_to;
    if (message.invitation) {
        payload["method"] = ical::code(message.invitation->method);
        payload["ics"] = message.invitation->ics;
    }
    jobs::enqueue(tx, "mail", dedup, json::serialize(payload), tx.now());
}

void deliver_job(Postman& postman, const Sender& sender, Clock& clock, std::string_view payload,
                 std::string_view dedup) {
    const auto parsed = json::parse(json::string_view(payload.data(), payload.size()));
    const auto& fields = parsed.as_object();
    const auto text_of = [&](const char* name) {
        const auto& text = fields.at(name).as_string();
        return std::string(text.data(), text.size());
    };
    Message message{text_of("to_name"), text_of("to_address"), text_of("subject"), text_of("text"),
                    text_of("language")};
    if (fields.if_contains("reply_to") != nullptr) message.reply_to = text_of("reply_to");
    if (fields.if_contains("ics") != nullptr) {
        message.invitation = {method_of(text_of("method")), text_of("ics")};
    }
    postman.deliver(sender.address, message.to_address,
                    compose(message, sender, dedup, clock.now()), dedup);
}

}  // namespace rapport::mail
