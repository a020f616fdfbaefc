#include "schedule/planner/reasons.hpp"

#include <boost/json.hpp>

#include "schedule/files/files.hpp"

namespace rapport::planner {

namespace json = boost::json;

namespace {

template <class Enum>
std::optional<Enum> parsed(std::string_view text, Enum last) {
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        const auto one = static_cast<Enum>(i);
        if (solver::code(one) == text) return one;
    }
    return std::nullopt;
}

std::optional<WishId> wish_at(const Bridge& bridge, const Material& material, int task) {
    if (task == solver::none) return std::nullopt;
    const TaskOf& of = bridge.tasks[static_cast<std::size_t>(task)];
    if (of.is_break) return std::nullopt;
    return material.wishes[of.wish].id;
}

std::optional<PersonId> coach_at(const Bridge& bridge, int coach) {
    if (coach == solver::none) return std::nullopt;
    return bridge.coaches[static_cast<std::size_t>(coach)];
}

std::optional<Day> day_at(const Bridge& bridge, int day) {
    if (day == solver::none) return std::nullopt;
    return bridge.first.plus(day);
}

// The kept reason with indices of its own, for the wording the command line uses as well.
class Retold {
  public:
    Retold(WishId wish, const Reason& reason, const Called& called, const locale::Speech& speech)
        : called_(called), speech_(speech) {
        told_.task = index(wish);
        told_.cause = reason.cause;
        told_.remedy = reason.remedy;
        told_.minutes_short = reason.minutes_short;
        told_.amount = reason.amount;
        told_.loses = reason.loses;
        told_.is_confirmed = reason.is_confirmed;
        for (const WishId other : reason.blocking) told_.blocking.push_back(index(other));
        if (reason.coach) told_.coach = index(*reason.coach);
        if (reason.day) told_.day = index(*reason.day);
        if (reason.remedy_coach) told_.remedy_coach = index(*reason.remedy_coach);
        if (reason.remedy_day) told_.remedy_day = index(*reason.remedy_day);
        if (reason.remedy_other) told_.remedy_other = index(*reason.remedy_other);
        if (!reason.remedy_resource.empty()) told_.remedy_resource = 0;
        resource_ = reason.remedy_resource;
    }
    const solver::Reason& reason() const { return told_; }
    schedule_files::Names names() const {
        schedule_files::Names names;
        names.task = [this](int i) { return called_.wish(wishes_[static_cast<std::size_t>(i)]); };
        names.coach = [this](int i) {
            return called_.person(people_[static_cast<std::size_t>(i)]);
        };
        names.day = [this](int i) { return speech_.near_day(days_[static_cast<std::size_t>(i)]); };
        names.resource = [this](int) { return resource_name(); };
        return names;
    }

  private:
    int index(WishId wish) {
        wishes_.push_back(wish);
        return static_cast<int>(wishes_.size()) - 1;
    }
    int index(PersonId person) {
        people_.push_back(person);
        return static_cast<int>(people_.size()) - 1;
    }
    int index(Day day) {
        days_.push_back(day);
        return static_cast<int>(days_.size()) - 1;
    }
    // "Amina Diallo, Tue 3 Mar"
    std::string resource_name() const {
        const auto slash = resource_.find('/');
        const auto person = PersonId::parse(resource_.substr(0, slash));
        std::string name = person ? called_.person(*person) : "";
        if (slash == std::string::npos) return name;
        const auto day = Day::parse(resource_.substr(slash + 1, 10));
        return day ? name + ", " + speech_.near_day(*day) : name;
    }
    const Called& called_;
    const locale::Speech& speech_;
    solver::Reason told_;
    std::string resource_;
    std::vector<WishId> wishes_;
    std::vector<PersonId> people_;
    std::vector<Day> days_;
};

std::string_view text_at(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string_view(value->as_string()) : "";
}

std::int64_t number_at(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_int64() ? value->as_int64() : 0;
}

}  // namespace

Reason kept(const solver::Reason& found, const Bridge& bridge, const Material& material) {
    Reason reason;
    reason.cause = found.cause;
    for (const int task : found.blocking) {
        if (const auto wish = wish_at(bridge, material, task)) reason.blocking.push_back(*wish);
    }
    reason.coach = coach_at(bridge, found.coach);
    reason.day = day_at(bridge, found.day);
    reason.minutes_short = found.minutes_short;
    reason.remedy = found.remedy;
    reason.remedy_coach = coach_at(bridge, found.remedy_coach);
    reason.remedy_day = day_at(bridge, found.remedy_day);
    reason.remedy_other = wish_at(bridge, material, found.remedy_other);
    if (found.remedy_resource != solver::none) {
        const auto at = static_cast<std::size_t>(found.remedy_resource);
        reason.remedy_resource = bridge.instance.resources[at];
    }
    reason.amount = found.amount;
    reason.loses = found.loses;
    reason.is_confirmed = found.is_confirmed;
    return reason;
}

std::string to_json(const Reason& reason) {
    json::object object{{"cause", solver::code(reason.cause)},
                        {"remedy", solver::code(reason.remedy)},
                        {"short", reason.minutes_short},
                        {"amount", reason.amount},
                        {"loses", reason.loses},
                        {"confirmed", reason.is_confirmed}};
    json::array blocking;
    for (const WishId wish : reason.blocking) blocking.emplace_back(wish.view());
    object["blocking"] = std::move(blocking);
    if (reason.coach) object["coach"] = reason.coach->view();
    if (reason.day) object["day"] = reason.day->iso();
    if (reason.remedy_coach) object["remedy_coach"] = reason.remedy_coach->view();
    if (reason.remedy_day) object["remedy_day"] = reason.remedy_day->iso();
    if (reason.remedy_other) object["remedy_other"] = reason.remedy_other->view();
    if (!reason.remedy_resource.empty()) object["remedy_resource"] = reason.remedy_resource;
    return json::serialize(object);
}

Reason parse_reason(std::string_view text) {
    Reason reason;
    boost::system::error_code error;
    const json::value value = json::parse(text, error);
    if (error || !value.is_object()) return reason;
    const json::object& object = value.as_object();
    reason.cause = parsed(text_at(object, "cause"), solver::Cause::outweighed)
                       .value_or(solver::Cause::no_option);
    reason.remedy = parsed(text_at(object, "remedy"), solver::Remedy::longer_day)
                        .value_or(solver::Remedy::none_found);
    if (const auto* blocking = object.if_contains("blocking"); blocking && blocking->is_array()) {
        for (const auto& one : blocking->as_array()) {
            if (!one.is_string()) continue;
            if (const auto wish = WishId::parse(one.as_string())) reason.blocking.push_back(*wish);
        }
    }
    reason.coach = PersonId::parse(text_at(object, "coach"));
    reason.day = Day::parse(text_at(object, "day"));
    reason.minutes_short = number_at(object, "short");
    reason.remedy_coach = PersonId::parse(text_at(object, "remedy_coach"));
    reason.remedy_day = Day::parse(text_at(object, "remedy_day"));
    reason.remedy_other = WishId::parse(text_at(object, "remedy_other"));
    reason.remedy_resource = text_at(object, "remedy_resource");
    reason.amount = number_at(object, "amount");
    reason.loses = number_at(object, "loses");
    const auto* confirmed = object.if_contains("confirmed");
    reason.is_confirmed = confirmed != nullptr && confirmed->is_bool() && confirmed->as_bool();
    return reason;
}

std::string why(WishId wish, const Reason& reason, const Called& called,
                const locale::Speech& speech) {
    const Retold retold(wish, reason, called, speech);
    return schedule_files::why(retold.reason(), retold.names(), speech);
}

std::string what_helps(WishId wish, const Reason& reason, const Called& called,
                       const locale::Speech& speech) {
    const Retold retold(wish, reason, called, speech);
    return schedule_files::what_helps(retold.reason(), retold.names(), speech);
}

}  // namespace rapport::planner
