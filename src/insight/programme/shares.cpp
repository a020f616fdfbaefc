#include "insight/programme/shares.hpp"

#include <algorithm>
#include <array>

namespace rapport::programme {

namespace {

constexpr std::array<std::string_view, 5> why_codes{"shown", "few_people", "few_coaches",
                                                    "one_person", "beside"};

bool is_most(std::int64_t part, std::int64_t whole) { return part * 100 > whole * share_most; }

}  // namespace

std::string_view code(Why why) { return why_codes[static_cast<std::size_t>(why)]; }

void Shares::add(std::string_view who, const Part& part) {
    auto at = parts_.find(who);
    if (at == parts_.end()) at = parts_.emplace(std::string(who), Part{}).first;
    at->second.contacts += part.contacts;
    at->second.minutes += part.minutes;
}

bool Shares::is_mostly_one() const {
    Part whole, most;
    for (const auto& [who, part] : parts_) {
        whole.contacts += part.contacts;
        whole.minutes += part.minutes;
        most.contacts = std::max(most.contacts, part.contacts);
        most.minutes = std::max(most.minutes, part.minutes);
    }
    return is_most(most.contacts, whole.contacts) || is_most(most.minutes, whole.minutes);
}

bool Shares::are_alike() const {
    if (parts_.size() < 2) return false;
    const std::int64_t first = parts_.begin()->second.contacts;
    return std::ranges::all_of(parts_,
                               [&](const auto& one) { return one.second.contacts == first; });
}

Why against(const Shares& people, std::int64_t people_min) {
    if (people.count() == 0) return Why::shown;
    if (people.count() < people_min) return Why::few_people;
    if (people.is_mostly_one() || people.are_alike()) return Why::one_person;
    return Why::shown;
}

Why against(const Shares& people, const Shares& coaches, std::int64_t people_min) {
    if (coaches.count() == 0) return Why::shown;
    if (coaches.count() < coaches_least) return Why::few_coaches;
    const Why why = against(people, people_min);
    if (why != Why::shown) return why;
    return coaches.is_mostly_one() ? Why::one_person : Why::shown;
}

}  // namespace rapport::programme
