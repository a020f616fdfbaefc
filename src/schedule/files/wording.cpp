#include "schedule/files/wording.hpp"

#include <fmt/format.h>

namespace rapport::schedule_files {

namespace {

using locale::Speech;
using namespace solver;

std::string listed(const std::vector<int>& tasks, const Names& names) {
    constexpr std::size_t named_max = 3;
    std::string list;
    for (std::size_t i = 0; i < tasks.size() && i < named_max; ++i) {
        if (i > 0) list += ", ";
        list += names.task(tasks[i]);
    }
    if (tasks.size() > named_max) list += ", …";
    return list;
}

// Hours as the plan counts them, minutes from midnight: "9:05".
std::string hour(std::int64_t minutes) {
    return fmt::format("{}:{:02}", minutes / 60, minutes % 60);
}

std::string name_or_empty(const std::function<std::string(int)>& name, int index) {
    return index == none ? "" : name(index);
}

Key key_of(Cause cause) {
    switch (cause) {
        case Cause::no_option:
            return Key{"schedule_files.why_no_option"};
        case Cause::step_before:
            return Key{"schedule_files.why_step_before"};
        case Cause::cycle_order:
            return Key{"schedule_files.why_cycle_order"};
        case Cause::no_common_slot:
            return Key{"schedule_files.why_no_common_slot"};
        case Cause::coach_busy:
            return Key{"schedule_files.why_coach_busy"};
        case Cause::coach_full:
            return Key{"schedule_files.why_coach_full"};
        case Cause::travel:
            return Key{"schedule_files.why_travel"};
        case Cause::rest:
            return Key{"schedule_files.why_rest"};
        case Cause::outweighed:
            return Key{"schedule_files.why_outweighed"};
    }
    return Key{"schedule_files.why_no_option"};
}

Key key_of(Remedy remedy) {
    switch (remedy) {
        case Remedy::none_found:
        case Remedy::move_others:
            return Key{"schedule_files.help_move_others"};
        case Remedy::more_minutes:
            return Key{"schedule_files.help_more_minutes"};
        case Remedy::wider_period:
            return Key{"schedule_files.help_wider_period"};
        case Remedy::free_resource:
            return Key{"schedule_files.help_free_resource"};
        case Remedy::drop_other:
            return Key{"schedule_files.help_drop_other"};
        case Remedy::another_coach:
            return Key{"schedule_files.help_another_coach"};
        case Remedy::another_gap:
            return Key{"schedule_files.help_another_gap"};
        case Remedy::longer_day:
            return Key{"schedule_files.help_longer_day"};
    }
    return Key{"schedule_files.help_move_others"};
}

Key key_of(Fault fault) {
    switch (fault) {
        case Fault::unknown:
            return Key{"schedule_files.wrong_unknown"};
        case Fault::placed_twice:
            return Key{"schedule_files.wrong_placed_twice"};
        case Fault::wrong_coach:
            return Key{"schedule_files.wrong_wrong_coach"};
        case Fault::outside_option:
            return Key{"schedule_files.wrong_outside_option"};
        case Fault::resource_taken:
            return Key{"schedule_files.wrong_resource_taken"};
        case Fault::coach_absent:
            return Key{"schedule_files.wrong_coach_absent"};
        case Fault::cannot_be_there:
            return Key{"schedule_files.wrong_cannot_be_there"};
        case Fault::day_too_long:
            return Key{"schedule_files.wrong_day_too_long"};
        case Fault::run_too_long:
            return Key{"schedule_files.wrong_run_too_long"};
        case Fault::over_capacity:
            return Key{"schedule_files.wrong_over_capacity"};
        case Fault::step_before_missing:
            return Key{"schedule_files.wrong_step_before_missing"};
        case Fault::cycle_changes_coach:
            return Key{"schedule_files.wrong_cycle_changes_coach"};
        case Fault::gap_outside:
            return Key{"schedule_files.wrong_gap_outside"};
        case Fault::before_step_before:
            return Key{"schedule_files.wrong_before_step_before"};
        case Fault::pin_moved:
            return Key{"schedule_files.wrong_pin_moved"};
    }
    return Key{"schedule_files.wrong_unknown"};
}

}  // namespace

Names names_of(const Instance& instance, const Speech& speech) {
    return {
        .task = [&instance](int i) { return instance.tasks[static_cast<std::size_t>(i)].id; },
        .coach = [&instance](int i) { return instance.coaches[static_cast<std::size_t>(i)].id; },
        .resource = [&instance](int i) { return instance.resources[static_cast<std::size_t>(i)]; },
        .day =
            [&speech](int day) {
                return speech.say(Key{"schedule_files.day"}, {{"number", day + 1}});
            },
    };
}

std::string why(const Reason& reason, const Names& names, const Speech& speech) {
    const bool is_named = !reason.blocking.empty();
    const Key key = reason.cause == Cause::no_common_slot && !is_named
                        ? Key{"schedule_files.why_coach_busy"}
                        : key_of(reason.cause);
    return speech.say(key, {{"task", names.task(reason.task)},
                            {"who", name_or_empty(names.coach, reason.coach)},
                            {"others", listed(reason.blocking, names)},
                            {"minutes", reason.minutes_short}});
}

std::string what_helps(const Reason& reason, const Names& names, const Speech& speech) {
    if (reason.remedy == Remedy::none_found) return "";
    if (reason.remedy == Remedy::move_others && reason.loses > 0) {
        return speech.say(Key{"schedule_files.help_move_others_at_a_loss"},
                          {{"loses", reason.loses}});
    }
    return speech.say(key_of(reason.remedy),
                      {{"who", name_or_empty(names.coach, reason.remedy_coach)},
                       {"other", name_or_empty(names.task, reason.remedy_other)},
                       {"day", name_or_empty(names.day, reason.remedy_day)},
                       {"amount", reason.amount}});
}

std::string what_is_wrong(const Violation& violation, const Names& names, const Speech& speech) {
    return speech.say(key_of(violation.fault),
                      {{"task", name_or_empty(names.task, violation.task)},
                       {"who", name_or_empty(names.coach, violation.coach)},
                       {"other", name_or_empty(names.task, violation.other)},
                       {"resource", name_or_empty(names.resource, violation.resource)},
                       {"day", name_or_empty(names.day, violation.day)},
                       {"hour", hour(violation.minutes)},
                       {"minutes", violation.minutes}});
}

}  // namespace rapport::schedule_files
