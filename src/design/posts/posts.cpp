#include "design/posts/posts.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "design/posts/library.hpp"
#include "design/posts/posts_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/districts/districts.hpp"
#include "platform/letters/letters.hpp"

namespace rapport::posts {

namespace {

constexpr std::array<SectionKind, 27> kinds_of_section{{
    {"title", "post", Form::line},
    {"working_title", "post", Form::line},
    {"code", "post", Form::line},
    {"department", "post", Form::line},
    {"category", "post", Form::line},
    {"supervision", "post", Form::list},
    {"supervises", "post", Form::line},
    {"work_year", "post", Form::line},
    {"week_hours", "post", Form::hours},
    {"purpose", "purpose", Form::text},
    {"required", "qualifications", Form::list},
    {"preferred", "qualifications", Form::list},
    {"knowledge", "qualifications", Form::list},
    {"certificates", "qualifications", Form::list},
    {"experience", "qualifications", Form::text},
    {"physical", "qualifications", Form::text},
    {"exemption", "pay", Form::line},
    {"pay", "pay", Form::line},
    {"stipend", "pay", Form::line},
    {"unit", "pay", Form::line},
    {"retirement", "pay", Form::line},
    {"health", "pay", Form::line},
    {"evaluation", "terms", Form::text},
    {"terms", "terms", Form::text},
    {"other_duties", "terms", Form::text},
    {"fairness", "terms", Form::text},
    {"credit", "terms", Form::text},  // Whose description it was written after.
}};

const std::string nothing;

std::string object_of(PostId post) { return "post/" + post.text(); }

// Hours of a week as minutes: "37.5", "37,5" or "40".
std::optional<std::int64_t> minutes_in(std::string_view typed) {
    std::string dotted(typed);
    std::ranges::replace(dotted, ',', '.');
    double hours = 0;
    const char* end = dotted.data() + dotted.size();
    const auto read = std::from_chars(dotted.data(), end, hours, std::chars_format::fixed);
    if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
    if (!(hours > 0) || hours > static_cast<double>(hours_max)) return std::nullopt;
    return static_cast<std::int64_t>(hours * 60 + 0.5);
}

Result<std::string> checked(const SectionKind& kind, std::string_view typed) {
    std::string words = kept(typed);
    const std::string code(kind.code);
    const std::size_t max =
        kind.form == Form::list || kind.form == Form::text ? words_max : line_max;
    if (text::length(words) > max) {
        return Refusal{"posts.words_long", code, {{"count", static_cast<std::int64_t>(max)}}};
    }
    if (kind.code == "title" && words.empty()) return Refusal{"posts.no_title", code};
    if (kind.form != Form::hours || words.empty()) return words;
    if (!minutes_in(words)) return Refusal{"posts.no_hours", code, {{"count", hours_max}}};
    std::ranges::replace(words, ',', '.');
    return words;
}

// How a description stands today, and to the actor.
void come_to_today(Description& one, Day on) {
    if (one.state == State::in_force && one.review_on && *one.review_on <= on) {
        one.state = State::review_due;
    }
}

Standing toward(const Description& one, Standing who, PersonId actor) {
    who.is_maker = one.made_by == actor;
    who.is_consulted = one.is_consulted;
    return who;
}

// What was in force is everybody's to read; what never was, only theirs who are at work on it.
bool is_readable(const Description& one, const Standing& who) {
    return one.in_force_on.has_value() || who.is_author || who.is_maker || who.is_consulted;
}

std::vector<Description> readable(ReadTx& tx, std::vector<Description> found) {
    if (found.empty()) return found;
    const Standing who = standing(tx);
    const Day on = today(tx);
    std::erase_if(found, [&](const Description& one) {
        return !is_readable(one, toward(one, who, tx.actor()));
    });
    for (Description& one : found) come_to_today(one, on);
    return found;
}

Result<Duty> checked(ReadTx& tx, const TypedDuty& typed) {
    Duty duty{.place = typed.place,
              .heading = typed.heading,
              .words = kept(typed.words),
              .is_essential = typed.is_essential,
              .kinds = typed.kinds,
              .standards = typed.standards};
    if (duty.words.empty()) return Refusal{"posts.no_duty_words", "words"};
    if (text::length(duty.words) > duty_max) {
        return Refusal{"posts.words_long", "words", {{"count", std::int64_t{duty_max}}}};
    }
    if (std::ranges::find(heading_codes, duty.heading) == std::end(heading_codes)) {
        return Refusal{"posts.no_heading", "heading"};
    }
    std::ranges::sort(duty.kinds);
    duty.kinds.erase(std::unique(duty.kinds.begin(), duty.kinds.end()), duty.kinds.end());
    for (const kinds::KindId kind : duty.kinds) {
        if (!kinds::find(tx, kind)) return Refusal{"kinds.gone", "kinds"};
    }
    std::ranges::sort(duty.standards);
    duty.standards.erase(std::unique(duty.standards.begin(), duty.standards.end()),
                         duty.standards.end());
    return duty;
}

void note_down(WriteTx& tx, const Hand& hand, std::string_view act) {
    audit::record(tx, "post." + std::string(act), object_of(hand.description.post));
}

DutyId append_duty(WriteTx& tx, const Description& to, Duty duty, std::int64_t position) {
    duty.id = tx.new_id<DutyId>();
    if (duty.origin.is_none()) duty.origin = duty.id;
    store::insert_duty(tx, to, duty, position);
    return duty.id;
}

void fill_from(WriteTx& tx, const Description& to, const library::Model& model,
               const locale::Speech& speech) {
    const std::string purpose = "model_purpose." + std::string(model.code);
    store::put_section(tx, to, {"purpose", speech.say(Key::of(purpose))});
    store::put_section(tx, to, {"week_hours", "37.5"});
    store::put_section(tx, to, {"evaluation", speech.say("posts.usual_evaluation")});
    store::put_section(tx, to, {"required", speech.say("posts.usual_required")});
    store::put_section(tx, to, {"preferred", speech.say("posts.usual_preferred")});
    const auto known = kinds::all(tx);
    std::int64_t position = 0;
    for (const library::Part& part : model.parts) {
        const auto* entry = library::find(part.duty);
        must(entry != nullptr, "a template names a duty that the library does not have");
        const auto duty = checked(tx, library::duty_of(*entry, known, speech));
        must(duty.has_value(), "a duty of the library is no good duty");
        Duty with_share = *duty;
        with_share.share = part.share;
        append_duty(tx, to, with_share, ++position);
    }
}

Section section_of(const Hand& hand, std::string_view code) {
    return {std::string(code), hand.words(code), hand.version_of(code)};
}

}  // namespace

std::string kept(std::string_view typed) {
    std::string words;
    const std::string_view trimmed = text::trimmed(typed);
    for (std::size_t at = 0; at < trimmed.size(); ++at) {
        const bool is_pair = trimmed[at] == '\r' && trimmed.substr(at + 1).starts_with('\n');
        if (!is_pair) words += trimmed[at];
    }
    return words;
}

std::string_view code(Place place) { return place == Place::district ? "district" : "building"; }

std::optional<Place> parse_place(std::string_view text) {
    if (text == "district") return Place::district;
    if (text == "building") return Place::building;
    return std::nullopt;
}

std::vector<SectionKind> section_kinds() {
    return {kinds_of_section.begin(), kinds_of_section.end()};
}

const SectionKind* find_section(std::string_view code) {
    const auto at = std::ranges::find(kinds_of_section, code, &SectionKind::code);
    return at == kinds_of_section.end() ? nullptr : &*at;
}

const std::string& Hand::words(std::string_view section) const {
    const auto at = std::ranges::find(sections, section, &Section::code);
    return at == sections.end() ? nothing : at->words;
}

std::int64_t Hand::version_of(std::string_view section) const {
    const auto at = std::ranges::find(sections, section, &Section::code);
    return at == sections.end() ? 0 : at->version;
}

const Duty* Hand::duty(DutyId id) const {
    const auto at = std::ranges::find(duties, id, &Duty::id);
    return at == duties.end() ? nullptr : &*at;
}

std::int64_t Hand::share() const {
    std::int64_t sum = 0;
    for (const Duty& one : duties) sum += one.share;
    return sum;
}

std::int64_t Hand::week_minutes() const { return minutes_in(words("week_hours")).value_or(0); }

std::int64_t Hand::minutes_of(std::int64_t share) const {
    return (week_minutes() * share + whole_week / 2) / whole_week;
}

bool Hand::may(Act act) const { return !against(act, *this); }

Day today(ReadTx& tx) { return districts::zone(tx).day(tx.now()); }

Standing standing(ReadTx& tx) { return store::standing(tx); }

std::vector<Description> all(ReadTx& tx) { return readable(tx, store::descriptions(tx)); }

std::vector<Description> versions_of(ReadTx& tx, PostId post) {
    return readable(tx, store::descriptions(tx, post));
}

std::optional<Hand> in_hand(ReadTx& tx, PostId post, std::optional<std::int64_t> number) {
    const auto versions = versions_of(tx, post);
    auto at = std::ranges::find_if(versions, [&](const Description& one) {
        return number ? one.number == *number : is_valid(one.state);
    });
    if (at == versions.end() && !number) at = versions.begin();
    if (at == versions.end()) return std::nullopt;
    return Hand{.description = *at,
                .standing = toward(*at, standing(tx), tx.actor()),
                .sections = store::sections(tx, *at),
                .duties = store::duties(tx, *at)};
}

std::optional<Refusal> against(Act act, const Hand& hand) {
    if (const auto reason = against(act, hand.description.state)) return Refusal{*reason};
    if (const auto reason = against(act, hand.description.state, hand.standing)) {
        return Refusal{*reason};
    }
    return std::nullopt;
}

std::vector<Template> templates(const locale::Speech& speech) {
    std::vector<Template> all;
    for (const library::Model& model : library::models()) {
        const std::string code(model.code);
        all.push_back({code, speech.say(Key::of("model." + code)),
                       speech.say(Key::of("model_purpose." + code))});
    }
    return all;
}

Result<PostId> begin(WriteTx& tx, const Beginning& typed, const locale::Speech& speech) {
    const Standing who = standing(tx);
    if (!who.is_author && !who.is_coach) return Refusal{"posts.no_author"};
    const auto title = checked(*find_section("title"), typed.title);
    if (!title) return title.refusal();
    const auto* model = library::find_model(typed.model);
    if (model == nullptr && !typed.model.empty()) return Refusal{"posts.no_model", "model"};
    Description fresh;
    fresh.post = tx.new_id<PostId>();
    store::insert_post(tx, fresh.post);
    store::insert(tx, fresh);
    store::put_section(tx, fresh, {"title", *title});
    if (model != nullptr) fill_from(tx, fresh, *model, speech);
    store::append_event(tx, fresh, "begin", {});
    audit::record(tx, "post.begun", object_of(fresh.post));
    if (!who.is_author) {
        std::vector<PersonId> to;
        for (const auto& one : store::authors(tx)) to.push_back(one.id);
        letters::leave(tx, {.event = "post.proposed",
                            .thing = fresh.post.text(),
                            .path = "/job-descriptions/" + fresh.post.text(),
                            .says = "posts.mail_proposed",
                            .to = to});
    }
    return fresh.post;
}

Result<Done> write_sections(WriteTx& tx, const Hand& hand, const std::vector<TypedSection>& typed) {
    if (const auto reason = against(Act::write, hand)) return *reason;
    for (const TypedSection& one : typed) {
        const SectionKind* kind = find_section(one.code);
        if (kind == nullptr) return Refusal{"posts.no_section", one.code};
        const auto words = checked(*kind, one.words);
        if (!words) return words.refusal();
        const Section now = section_of(hand, one.code);
        if (*words == now.words) continue;
        if (one.seen != now.version) return Refusal{"posts.changed_meanwhile", one.code};
        store::put_section(tx, hand.description, {one.code, *words});
    }
    note_down(tx, hand, "written");
    return Done{};
}

Result<DutyId> add_duty(WriteTx& tx, const Hand& hand, const TypedDuty& typed) {
    if (const auto reason = against(Act::write, hand)) return *reason;
    if (hand.duties.size() >= duties_max) {
        return Refusal{"posts.many_duties", "", {{"count", std::int64_t{duties_max}}}};
    }
    const auto duty = checked(tx, typed);
    if (!duty) return duty.refusal();
    for (const Duty& one : hand.duties) {
        if (one.words == duty->words) return Refusal{"posts.duty_is_there", "words"};
    }
    const auto position = store::last_position(tx, hand.description) + 1;
    const DutyId id = append_duty(tx, hand.description, *duty, position);
    note_down(tx, hand, "duty_added");
    return id;
}

Result<Done> write_duty(WriteTx& tx, const Hand& hand, DutyId id, const TypedDuty& typed,
                        std::int64_t seen) {
    if (const auto reason = against(Act::write, hand)) return *reason;
    const Duty* now = hand.duty(id);
    if (now == nullptr) return Refusal{"posts.duty_is_gone"};
    auto duty = checked(tx, typed);
    if (!duty) return duty.refusal();
    if (seen != now->version) return Refusal{"posts.changed_meanwhile", "words"};
    duty->id = id;
    store::put_duty(tx, *duty);
    note_down(tx, hand, "duty_written");
    return Done{};
}

Result<Done> remove_duty(WriteTx& tx, const Hand& hand, DutyId id) {
    if (const auto reason = against(Act::write, hand)) return *reason;
    if (hand.duty(id) == nullptr) return Refusal{"posts.duty_is_gone"};
    store::erase_duty(tx, id);
    note_down(tx, hand, "duty_removed");
    return Done{};
}

Result<Done> set_shares(WriteTx& tx, const Hand& hand, const std::vector<TypedShare>& typed) {
    if (const auto reason = against(Act::write, hand)) return *reason;
    for (const TypedShare& one : typed) {
        const Duty* now = hand.duty(one.duty);
        const std::string field = "share-" + one.duty.text();
        if (now == nullptr) return Refusal{"posts.duty_is_gone"};
        if (one.share < 0 || one.share > whole_week) return Refusal{"posts.no_share", field};
        if (one.share == one.seen || one.share == now->share) continue;
        if (now->share != one.seen) {
            return Refusal{"posts.share_meanwhile", field, {{"count", now->share}}};
        }
        store::put_share(tx, one.duty, one.share);
    }
    note_down(tx, hand, "shares_set");
    return Done{};
}

std::vector<std::string> authors(ReadTx& tx) {
    std::vector<std::string> names;
    for (auto& one : store::authors(tx)) names.push_back(std::move(one.name));
    return names;
}

}  // namespace rapport::posts
