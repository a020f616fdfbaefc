#include "design/vacancies/vacancies.hpp"

#include <algorithm>
#include <array>

#include "design/vacancies/vacancies_jobs.hpp"
#include "design/vacancies/vacancies_store.hpp"
#include "kernel/text/text.hpp"
#include "platform/audit/audit.hpp"
#include "platform/districts/districts.hpp"
#include "platform/settings/settings.hpp"

namespace rapport::vacancies {

namespace {

constexpr std::array<std::string_view, 3> wording_codes{"required", "preferred", "willing"};
constexpr std::size_t address_max = 50;
constexpr int addresses_tried = 1000;

struct Line {
    std::string_view field;
    std::string Typed::*from;
    std::string Vacancy::*to;
    std::size_t max;
    bool is_needed = false;
};
constexpr Line lines[] = {
    {"title", &Typed::title, &Vacancy::title, line_max, true},
    {"place", &Typed::place, &Vacancy::place, line_max, true},
    {"summary", &Typed::summary, &Vacancy::summary, words_max, true},
    {"begins", &Typed::begins, &Vacancy::begins, line_max},
    {"hours", &Typed::hours, &Vacancy::hours, line_max},
    {"pay", &Typed::pay, &Vacancy::pay, line_max},
    {"apply_how", &Typed::apply_how, &Vacancy::apply_how, words_max},
};

Refusal too_long(std::string_view field, std::size_t max) {
    return {"vacancies.long", std::string(field), {{"count", static_cast<std::int64_t>(max)}}};
}

Result<std::vector<Requirement>> checked(const std::vector<Requirement>& typed) {
    std::vector<Requirement> good;
    for (Requirement one : typed) {
        one.words = one.credential.empty() ? text::tidied(one.words) : "";
        if (one.credential.empty() && one.words.empty()) continue;
        if (!one.credential.empty() && credentials::find_type(one.credential) == nullptr) {
            return Refusal{"vacancies.no_credential", "credentials"};
        }
        if (text::length(one.words) > line_max) return too_long(code(one.wording), line_max);
        good.push_back(std::move(one));
    }
    if (good.size() > requirements_max) {
        return Refusal{"vacancies.many_requirements",
                       "required",
                       {{"count", static_cast<std::int64_t>(requirements_max)}}};
    }
    std::ranges::stable_sort(good, {}, &Requirement::wording);
    return good;
}

bool is_in_force(ReadTx& tx, posts::PostId post) {
    const auto hand = posts::in_hand(tx, post, std::nullopt);
    return hand && posts::is_valid(hand->description.state);
}

// What was typed, taken into a vacancy.
Result<Vacancy> taken(ReadTx& tx, Vacancy one, const Typed& typed, locale::Language language) {
    for (const Line& line : lines) {
        std::string words = text::tidied(typed.*(line.from));
        if (line.is_needed && words.empty()) {
            return Refusal{"vacancies.empty", std::string(line.field)};
        }
        if (text::length(words) > line.max) return too_long(line.field, line.max);
        one.*(line.to) = std::move(words);
    }
    auto requirements = checked(typed.requirements);
    if (!requirements) return requirements.refusal();
    const Day today = districts::zone(tx).day(tx.now());
    const bool is_new_day = typed.apply_by != one.apply_by;
    if (typed.apply_by && is_new_day &&
        (*typed.apply_by < today || *typed.apply_by > today.plus(days_ahead_max))) {
        return Refusal{"vacancies.no_day", "apply_by"};
    }
    const bool is_new_post = typed.post != one.post;
    if (typed.post && is_new_post && !is_in_force(tx, *typed.post)) {
        return Refusal{"vacancies.no_post", "post"};
    }
    one.takes_applications = typed.takes_applications;
    if (is_public(one.state) && one.apply_how.empty() && !one.takes_applications) {
        return Refusal{"vacancies.no_way", "apply_how"};
    }
    one.apply_by = typed.apply_by;
    if (is_new_post) one.post_number = std::nullopt;
    one.post = typed.post;
    one.language = tag(language);
    one.requirements = std::move(*requirements);
    return one;
}

void come_to_today(ReadTx& tx, Vacancy& one) {
    if (one.state != State::posted || !one.apply_by) return;
    if (*one.apply_by < districts::zone(tx).day(tx.now())) one.state = State::past_day;
}

std::optional<Vacancy> as_of_today(ReadTx& tx, std::optional<Vacancy> found) {
    if (found) come_to_today(tx, *found);
    return found;
}

void happened(WriteTx& tx, const Vacancy& one, Act act) {
    store::append_event(tx, one.id, code(act));
    audit::record(tx, "vacancy." + std::string(code(act)), "vacancy/" + one.id.text());
}

// "lakeside-unified", or with a number where another district was first.
void take_an_address(WriteTx& tx) {
    if (store::address(tx)) return;
    std::string name = text::link_name(districts::name(tx), address_max);
    if (name.size() < 3) name = "district";
    if (store::take_address(tx, name)) return;
    for (int i = 2; i < addresses_tried; ++i) {
        if (store::take_address(tx, name + "-" + std::to_string(i))) return;
    }
    bug("a thousand districts of one name", __FILE__, __LINE__);
}

Result<Done> end(WriteTx& tx, const Vacancy& before, Act act, State as) {
    if (const auto reason = against(act, before)) return *reason;
    Vacancy one = before;
    one.state = as;
    one.ended_on = districts::zone(tx).day(tx.now());
    one.erase_on = one.ended_on->plus(settings::number(tx, keep_days_setting, keep_days_default));
    store::put(tx, one);
    erase_on(tx, one);
    happened(tx, one, act);
    return Done{};
}

}  // namespace

std::string_view code(Wording wording) { return wording_codes[static_cast<std::size_t>(wording)]; }

std::optional<Wording> parse_wording(std::string_view text) {
    const auto at = std::ranges::find(wording_codes, text);
    if (at == wording_codes.end()) return std::nullopt;
    return static_cast<Wording>(at - wording_codes.begin());
}

std::vector<Vacancy> all(ReadTx& tx) {
    auto found = store::vacancies(tx);
    for (Vacancy& one : found) come_to_today(tx, one);
    return found;
}

std::optional<Vacancy> find(ReadTx& tx, VacancyId id) {
    return as_of_today(tx, store::vacancy(tx, id));
}

std::optional<Refusal> against(Act act, const Vacancy& one) {
    if (const auto reason = against(act, one.state)) return Refusal{*reason};
    if (act == Act::apply && !one.takes_applications) return Refusal{"vacancies.no_form"};
    return std::nullopt;
}

Result<VacancyId> begin(WriteTx& tx, const Typed& typed, locale::Language language) {
    auto one = taken(tx, {}, typed, language);
    if (!one) return one.refusal();
    one->id = tx.new_id<VacancyId>();
    one->number = store::last_number(tx) + 1;
    store::insert(tx, *one);
    happened(tx, *one, Act::write);
    return one->id;
}

Result<Done> write(WriteTx& tx, const Vacancy& before, const Typed& typed,
                   locale::Language language) {
    if (const auto reason = against(Act::write, before)) return *reason;
    auto one = taken(tx, before, typed, language);
    if (!one) return one.refusal();
    if (typed.version != before.version) return Refusal{"vacancies.changed"};
    if (one->state == State::past_day) one->state = State::posted;  // As it is stored.
    if (is_public(one->state) && one->post && !one->post_number) {
        one->post_number = posts::in_hand(tx, *one->post, std::nullopt)->description.number;
    }
    store::put(tx, *one);
    store::put_requirements(tx, *one);
    happened(tx, *one, Act::write);
    return Done{};
}

Result<Done> post(WriteTx& tx, const Vacancy& before) {
    if (const auto reason = against(Act::post, before)) return *reason;
    Vacancy one = before;
    const Day today = districts::zone(tx).day(tx.now());
    if (one.apply_how.empty() && !one.takes_applications) return Refusal{"vacancies.no_way"};
    if (one.apply_by && *one.apply_by < today) return Refusal{"vacancies.day_is_over"};
    if (one.post) {
        const auto hand = posts::in_hand(tx, *one.post, std::nullopt);
        if (!hand || !posts::is_valid(hand->description.state)) {
            return Refusal{"vacancies.no_post"};
        }
        one.post_number = hand->description.number;
    }
    take_an_address(tx);
    one.state = State::posted;
    one.posted_on = today;
    store::put(tx, one);
    happened(tx, one, Act::post);
    return Done{};
}

Result<Done> fill(WriteTx& tx, const Vacancy& one) {
    return end(tx, one, Act::fill, State::filled);
}

Result<Done> close(WriteTx& tx, const Vacancy& one) {
    return end(tx, one, Act::close, State::closed);
}

std::vector<Event> events(ReadTx& tx, VacancyId id) { return store::events(tx, id); }

std::optional<std::string> address(ReadTx& tx) { return store::address(tx); }

std::optional<DistrictId> district_at(ReadTx& tx, std::string_view address) {
    return store::district_at(tx, address);
}

std::vector<Vacancy> open_ones(ReadTx& tx) {
    auto found = all(tx);
    std::erase_if(found, [](const Vacancy& one) { return one.state != State::posted; });
    return found;
}

std::optional<Vacancy> public_one(ReadTx& tx, std::int64_t number) {
    auto found = as_of_today(tx, store::numbered(tx, number));
    if (!found || !is_public(found->state)) return std::nullopt;
    return found;
}

}  // namespace rapport::vacancies
