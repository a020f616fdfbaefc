#include "design/inquiries/inquiries.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "design/inquiries/dividing.hpp"
#include "design/inquiries/inquiries_rules.hpp"
#include "design/inquiries/inquiries_store.hpp"
#include "design/inquiries/pairing.hpp"
#include "kernel/crypto/crypto.hpp"
#include "kernel/mailin/mailin.hpp"
#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/districts/districts.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::inquiries {

namespace {

constexpr int key_bytes = 18;  // 144 bits.
constexpr std::array<std::string_view, 3> state_codes{"draft", "open", "closed"};
constexpr std::array<std::string_view, 6> channel_codes{"page", "mail",   "comment",
                                                        "post", "letter", "talk"};
constexpr std::array<std::string_view, school_count> school_codes{
    "", "elementary", "middle", "high", "several", "district", "other"};

// "" is yes. By draft, open, closed.
constexpr std::string_view draft = "inquiries.no_draft", opened = "inquiries.no_open",
                           closed = "inquiries.no_closed", shut = "inquiries.no_shut",
                           going = "inquiries.no_going";
constexpr std::array<std::array<std::string_view, 3>, 6> table{{
    /* write  */ {"", "inquiries.no_change", "inquiries.no_change"},
    /* open   */ {"", opened, ""},
    /* answer */ {draft, "", closed},
    /* add    */ {draft, "", ""},
    /* close  */ {draft, "", shut},
    /* publish */ {draft, going, ""},
}};

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t letters_an_hour_max = 10;  // From one sender (R-26).

// Empty rows between them are left out.
Result<std::vector<Question>> checked(const std::vector<Question>& typed) {
    std::vector<Question> good;
    std::size_t row = 0;
    for (const Question& each : typed) {
        const std::string at = std::to_string(++row);
        Question one{text::tidied(each.words), text::tidied(each.why)};
        if (one.words.empty() && one.why.empty()) continue;
        if (one.words.empty()) return Refusal{"inquiries.no_question", "question-" + at};
        if (auto long_one = too_long(one.words, "question-" + at, line_max)) return *long_one;
        if (auto long_one = too_long(one.why, "why-" + at, line_max)) return *long_one;
        good.push_back(std::move(one));
    }
    if (good.empty()) return Refusal{"inquiries.no_questions", "question-1"};
    if (good.size() > questions_max) {
        return Refusal{"inquiries.many_questions",
                       "question-1",
                       {{"count", static_cast<std::int64_t>(questions_max)}}};
    }
    return good;
}

// Questions that come again stay, or their answers could not be laid side by side.
Result<Done> same(const std::vector<Question>& before, const std::vector<Question>& typed) {
    for (std::size_t i = 0; i < std::max(before.size(), typed.size()); ++i) {
        if (i < before.size() && i < typed.size() && before[i].words == typed[i].words) continue;
        return Refusal{"inquiries.same_questions", "question-" + std::to_string(i + 1)};
    }
    return Done{};
}

Result<Inquiry> taken(Inquiry one, const Typed& typed, locale::Language language) {
    one.title = text::tidied(typed.title);
    one.about = text::tidied(typed.about);
    one.language = tag(language);
    if (one.title.empty()) return Refusal{"inquiries.empty", "title"};
    if (auto long_one = too_long(one.title, "title", line_max)) return *long_one;
    if (auto long_one = too_long(one.about, "about", words_max)) return *long_one;
    auto questions = checked(typed.questions);
    if (!questions) return questions.refusal();
    if (one.follows) {
        if (const auto stays = same(one.questions, *questions); !stays) return stays.refusal();
    }
    one.questions = std::move(*questions);
    one.pairs = typed.pairs || one.follows.has_value();
    return one;
}

Result<Done> come_to(WriteTx& tx, const Inquiry& before, Act act, State state) {
    if (const auto reason = against(act, before.state)) return Refusal{*reason};
    Inquiry one = before;
    const Day today = districts::zone(tx).day(tx.now());
    one.state = state;
    if (state == State::open && !one.opened_on) one.opened_on = today;
    one.published_at = std::nullopt;
    one.closed_on = state == State::closed ? std::optional(today) : std::nullopt;
    store::put(tx, one);
    return Done{};
}

bool says_nothing(const Response& one) {
    return std::ranges::all_of(one.answers, [](const auto& words) { return words.empty(); });
}

std::string all_words(const Response& one) {
    std::string all;
    for (const std::string& words : one.answers) all += text::folded(words) + '\n';
    // Where nothing could be divided, what came is what is compared.
    return says_nothing(one) ? text::folded(one.whole) : all;
}

// Each below its question, as far as there are questions.
Result<Done> put_answers(Response& one, const std::vector<std::string>& typed) {
    for (std::size_t i = 0; i < std::min(one.answers.size(), typed.size()); ++i) {
        one.answers[i] = text::tidied(typed[i]);
        const std::string field = "answer-" + std::to_string(i + 1);
        if (auto long_one = too_long(one.answers[i], field, words_max)) return *long_one;
    }
    return Done{};
}

// What the program made of the whole, for a person to look over.
void divide(Response& one, const Inquiry& inquiry) {
    one.answers = divided(inquiry.questions, one.whole);
    for (std::string& words : one.answers) words = text::shortened(words, words_max);
    one.is_checked = false;
}

// What was answered, row by row; the way it came decides what else is needed.
Result<Response> taken(const Inquiry& inquiry, const TypedResponse& typed) {
    const bool is_entered = std::ranges::find(by_hand, typed.channel) != std::end(by_hand);
    Response one{.id = {},
                 .channel = typed.channel,
                 .school = typed.school,
                 .name = text::tidied(typed.name),
                 .source = is_entered ? text::tidied(typed.source) : "",
                 .may_quote = typed.may_quote,
                 .made_at = {},
                 .answers = {}};
    one.answers.resize(inquiry.questions.size());
    const auto put = put_answers(one, typed.answers);
    if (!put) return put.refusal();
    if (inquiry.pairs) {
        auto pair = pair_of(inquiry, typed.own_word);
        if (!pair) return pair.refusal();
        one.pair = std::move(*pair);
    }
    if (typed.channel != Channel::page) one.whole = text::tidied(typed.whole);
    if (auto long_one = too_long(one.whole, "whole", whole_max)) return *long_one;
    if (says_nothing(one)) {
        if (one.whole.empty()) {
            return Refusal{"inquiries.nothing_said",
                           typed.channel == Channel::comment ? "whole" : "answer-1"};
        }
        divide(one, inquiry);
    }
    if (auto long_one = too_long(one.name, "name", line_max)) return *long_one;
    if (is_entered && one.source.empty()) return Refusal{"inquiries.no_source", "source"};
    if (auto long_one = too_long(one.source, "source", line_max)) return *long_one;
    return one;
}

std::string_view domain_of(std::string_view address) {
    return address.substr(address.rfind('@') + 1);
}

Result<ResponseId> kept(WriteTx& tx, const Inquiry& inquiry, Response& one) {
    one.id = tx.new_id<ResponseId>();
    one.made_at = tx.now();
    store::insert(tx, inquiry.id, one);
    const bool is_entered = std::ranges::find(by_hand, one.channel) != std::end(by_hand);
    happened(tx, is_entered ? "added" : "answered", inquiry.id);
    return one.id;
}

}  // namespace

std::optional<Refusal> too_long(std::string_view words, std::string field, std::size_t max) {
    if (text::length(words) <= max) return std::nullopt;
    return Refusal{"inquiries.long", std::move(field), {{"count", static_cast<std::int64_t>(max)}}};
}

void happened(WriteTx& tx, std::string_view what, InquiryId id) {
    audit::record(tx, "inquiry." + std::string(what), "inquiry/" + id.text());
}

std::string_view code(State state) { return state_codes[static_cast<std::size_t>(state)]; }

std::optional<Key> against(Act act, State state) {
    const auto reason = table[static_cast<std::size_t>(act)][static_cast<std::size_t>(state)];
    if (reason.empty()) return std::nullopt;
    return Key::of(reason);
}

std::string_view code(Channel channel) { return channel_codes[static_cast<std::size_t>(channel)]; }

std::optional<Channel> parse_channel(std::string_view text) {
    const auto at = std::ranges::find(channel_codes, text);
    if (at == channel_codes.end()) return std::nullopt;
    return static_cast<Channel>(at - channel_codes.begin());
}

std::optional<Channel> parse_by_hand(std::string_view text) {
    const auto at = std::ranges::find(by_hand, text, [](Channel one) { return code(one); });
    if (at == std::end(by_hand)) return std::nullopt;
    return *at;
}

std::string_view code(School school) { return school_codes[static_cast<std::size_t>(school)]; }

std::optional<School> parse_school(std::string_view text) {
    const auto at = std::ranges::find(school_codes, text);
    if (at == school_codes.end()) return std::nullopt;
    return static_cast<School>(at - school_codes.begin());
}

std::vector<Inquiry> mine(ReadTx& tx) { return store::of_actor(tx); }

std::optional<Inquiry> find(ReadTx& tx, InquiryId id) { return store::own(tx, id); }

Result<InquiryId> begin(WriteTx& tx, const Typed& typed, locale::Language language) {
    auto one = taken(Inquiry{}, typed, language);
    if (!one) return one.refusal();
    one->id = tx.new_id<InquiryId>();
    one->chain = one->id;
    store::insert(tx, *one);
    happened(tx, "begun", one->id);
    return one->id;
}

Result<Done> write(WriteTx& tx, const Inquiry& before, const Typed& typed,
                   locale::Language language) {
    if (const auto reason = against(Act::write, before.state)) return Refusal{*reason};
    auto one = taken(before, typed, language);
    if (!one) return one.refusal();
    if (typed.version != before.version) return Refusal{"inquiries.changed"};
    store::put(tx, *one);
    store::put_questions(tx, *one);
    happened(tx, "written", one->id);
    return Done{};
}

Result<Done> open(WriteTx& tx, const Inquiry& one) {
    auto done = come_to(tx, one, Act::open, State::open);
    if (!done) return done;
    if (one.state == State::draft) store::link(tx, one.id);
    happened(tx, "opened", one.id);
    return done;
}

Result<Done> close(WriteTx& tx, const Inquiry& one) {
    auto done = come_to(tx, one, Act::close, State::closed);
    if (done) happened(tx, "closed", one.id);
    return done;
}

std::optional<DistrictId> district_of(ReadTx& tx, InquiryId id) {
    return store::district_of(tx, id);
}

std::optional<Inquiry> asked(ReadTx& tx, InquiryId id) {
    auto found = store::any(tx, id);
    if (found && found->state == State::draft) return std::nullopt;
    return found;
}

std::vector<Inquiry> published(ReadTx& tx) { return store::published(tx); }

Result<ResponseId> answer(WriteTx& tx, const Inquiry& inquiry, const TypedResponse& typed) {
    const Act act = typed.channel == Channel::page ? Act::answer : Act::add;
    if (const auto reason = against(act, inquiry.state)) return Refusal{*reason};
    if (inquiry.responses >= responses_max) return Refusal{"inquiries.enough"};
    auto one = taken(inquiry, typed);
    if (!one) return one.refusal();
    return kept(tx, inquiry, *one);
}

std::optional<std::string> mail_address(ReadTx& tx, InquiryId id) {
    const auto programme = settings::text(tx, settings::mail_address);
    if (!programme || programme->find('@') == std::string::npos) return std::nullopt;
    return "q+" + id.text() + "@" + std::string(domain_of(*programme));
}

std::optional<InquiryId> inquiry_of_address(std::string_view address) {
    if (!address.starts_with("q+") || address.find('@') == address.npos) return std::nullopt;
    return InquiryId::parse(address.substr(2, address.rfind('@') - 2));
}

Result<ResponseId> answer_by_mail(WriteTx& tx, InquiryId id, const mailin::Received& mail) {
    const auto inquiry = store::any(tx, id);
    if (!inquiry) return Refusal{"inquiries.no_draft"};
    if (const auto reason = against(Act::answer, inquiry->state)) return Refusal{*reason};
    if (inquiry->responses >= responses_max) return Refusal{"inquiries.enough"};
    Response one;
    one.channel = Channel::mail;
    if (!mail.from.empty()) {
        one.name = text::shortened(text::tidied(mail.from.front().name), line_max);
        one.source =
            text::shortened(text::lower_ascii(text::trimmed(mail.from.front().address)), line_max);
    }
    one.whole = text::shortened(text::tidied(mail.text), whole_max);
    if (one.whole.empty()) return Refusal{"inquiries.nothing_said"};
    one.digest = crypto::sha256_hex(mail.message_id + "\n" + one.source + "\n" + one.whole);
    if (store::is_known(tx, id, one.digest)) return Refusal{"inquiries.known"};
    if (store::count_from(tx, id, one.source, Instant{tx.now().ms - hour_ms}) >=
        letters_an_hour_max) {
        return Refusal{"inquiries.too_many"};
    }
    // With its quotations: people answer between the lines.
    divide(one, *inquiry);
    return kept(tx, *inquiry, one);
}

Result<Done> correct(WriteTx& tx, const Inquiry& inquiry, const Response& before,
                     const TypedResponse& typed) {
    if (before.channel == Channel::page) return Refusal{"inquiries.their_words"};
    Response one = before;
    const auto put = put_answers(one, typed.answers);
    if (!put) return put;
    if (says_nothing(one)) return Refusal{"inquiries.nothing_said", "answer-1"};
    one.name = text::tidied(typed.name);
    one.school = typed.school;
    one.may_quote = typed.may_quote;
    one.is_checked = true;
    if (auto long_one = too_long(one.name, "name", line_max)) return *long_one;
    store::put(tx, inquiry.id, one);
    happened(tx, "corrected", inquiry.id);
    return Done{};
}

std::vector<Response> responses(ReadTx& tx, const Inquiry& inquiry) {
    auto found = store::responses(tx, inquiry);
    std::set<std::string> seen;
    for (Response& one : found) one.is_double = !seen.insert(all_words(one)).second;
    return found;
}

std::string give_key(WriteTx& tx, ResponseId id) {
    std::string key = tx.random().token(key_bytes);
    store::insert_key(tx, id, crypto::sha256_hex(key));
    return key;
}

std::optional<Response> own(ReadTx& tx, const Inquiry& inquiry, std::string_view key) {
    const auto id = store::response_of_key(tx, inquiry.id, crypto::sha256_hex(key));
    if (!id) return std::nullopt;
    auto all = responses(tx, inquiry);
    const auto at = std::ranges::find(all, *id, &Response::id);
    if (at == all.end()) return std::nullopt;
    return std::move(*at);
}

void forget_names(Db& db) {
    const auto all = db.read(Scope::whole(), [](ReadTx& tx) { return districts::all(tx); });
    for (const DistrictId district : all) {
        const Scope scope{.district = district, .actor = {}};
        db.write(scope, [](WriteTx& tx) {
            const Day today = districts::zone(tx).day(tx.now());
            if (store::erase_names(tx, today.plus(-names_days)) == 0) return;
            audit::record(tx, "inquiry.names_erased", "district");
        });
    }
}

Result<Done> erase(WriteTx& tx, const Inquiry& inquiry, ResponseId id) {
    if (store::erase(tx, inquiry.id, id) == 0) return Refusal{"inquiries.gone"};
    happened(tx, "erased", inquiry.id);
    return Done{};
}

}  // namespace rapport::inquiries
