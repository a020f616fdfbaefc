#include <algorithm>
#include <map>

#include "kernel/text/text.hpp"
#include "platform/roster/vanished.hpp"

namespace rapport::roster {

namespace {

// "Amina Diallo" and "Amina Diallo-Sow" have a word in common; "Front Office" has none with them.
bool share_a_word(std::string_view a, std::string_view b) {
    const std::string one = text::folded(a), other = text::folded(b);
    for (const auto word : text::split(one, ' ')) {
        if (word.size() < 2) continue;
        for (const auto candidate : text::split(other, ' ')) {
            if (word == candidate) return true;
        }
    }
    return false;
}

// The value met most often; of equals the first in the alphabet.
std::string most_frequent(const std::map<std::string_view, int>& counts) {
    std::string_view best;
    int most = 0;
    for (const auto& [value, count] : counts) {
        if (count > most) {
            best = value;
            most = count;
        }
    }
    return std::string(best);
}

}  // namespace

bool is_corrected(std::string_view marks, std::string_view field) {
    return marks.find("," + std::string(field) + ",") != std::string_view::npos;
}

PersonAfter person_after(const PersonIn& in, const PersonRow* before, const Described& made) {
    PersonAfter after{.name = std::string(in.name),
                      .sort_name = std::string(in.sort_name),
                      .email = std::string(in.email),
                      .title = std::string(in.title),
                      .room = std::string(made.room),
                      .teaches = std::string(made.teaches)};
    if (before == nullptr) return after;
    const auto stays = [&](std::string_view field, const std::string& value) {
        return is_corrected(before->corrected, field) || value.empty();
    };
    if (stays("name", after.name)) {
        after.name = before->name;
        after.sort_name = before->sort_name;
    }
    if (stays("email", after.email)) after.email = before->email;
    if (stays("title", after.title)) after.title = before->title;
    const bool is_derived_whole = made.is_whole && !before->key.empty();
    const auto keeps = [&](std::string_view field, const std::string& value) {
        return is_corrected(before->corrected, field) || (value.empty() && !is_derived_whole);
    };
    if (!made.is_whole || keeps("room", after.room)) after.room = before->room;
    if (!made.is_whole || keeps("teaches", after.teaches)) after.teaches = before->teaches;
    after.is_building_kept = is_corrected(before->corrected, "building");
    return after;
}

Described Planner::described(std::int32_t incoming) const {
    return {at(plan_.rooms, incoming), at(plan_.teaches, incoming),
            in_.seats == Mode::bulk && in_.classes == Mode::bulk};
}

// What somebody teaches and where, from their classes.
void Planner::describe_from_classes() {
    struct Facts {
        std::map<std::string_view, int> rooms;
        std::map<std::string_view, int> subjects;
    };
    std::vector<std::pair<std::int32_t, std::int32_t>> pairs;  // Person, class.
    for (const auto& seat : in_.seat_list) {
        const auto person = people_in_.find(seat.person_key);
        const auto made = classes_in_.find(seat.class_key);
        if (person != none && made != none && !seat.is_ended) pairs.emplace_back(person, made);
    }
    std::sort(pairs.begin(), pairs.end());
    constexpr std::size_t named_max = 3;
    for (std::size_t i = 0; i < pairs.size();) {
        const auto person = pairs[i].first;
        Facts facts;
        for (; i < pairs.size() && pairs[i].first == person; ++i) {
            const auto& made = at(in_.class_list, pairs[i].second);
            if (made.is_ended) continue;
            if (!made.room.empty()) ++facts.rooms[made.room];
            const auto& course = at(plan_.course_titles, pairs[i].second);
            const std::string_view what = !made.subjects.empty() ? made.subjects
                                          : !course.empty()      ? course
                                                                 : made.title;
            if (!what.empty()) ++facts.subjects[what];
        }
        const auto place = static_cast<std::size_t>(person);
        plan_.rooms[place] = most_frequent(facts.rooms);
        std::string& teaches = plan_.teaches[place];
        std::size_t named = 0;
        for (const auto& [subject, count] : facts.subjects) {
            if (named++ == named_max) break;
            if (!teaches.empty()) teaches += " · ";
            teaches += subject;
        }
        teaches = tidy_text(teaches);
    }
}

void Planner::plan_people() {
    people_matched_.assign(state_.people.size(), false);
    for (std::size_t i = 0; i < state_.people.size(); ++i) {
        const auto& row = state_.people[i];
        if (!row.email.empty()) {
            people_by_email_[row.email].push_back(static_cast<std::int32_t>(i));
        }
        if (!row.key.empty()) {
            people_by_lower_key_.emplace(lower_ascii(row.key), static_cast<std::int32_t>(i));
        }
    }
    for (std::size_t i = 0; i < state_.roles.size(); ++i) {
        roles_of_[state_.roles[i].person].push_back(static_cast<std::int32_t>(i));
    }
    // Those known by their id first, so that nobody else is taken for them.
    for (std::size_t i = 0; i < in_.person_list.size(); ++i) {
        const auto& person = in_.person_list[i];
        const auto existing = people_.find(person.key);
        plan_.people[i] = existing;
        if (existing != none && !person.is_ended) {
            people_matched_[static_cast<std::size_t>(existing)] = true;
        }
    }
    for (std::size_t i = 0; i < in_.person_list.size(); ++i) {
        if (in_.person_list[i].is_ended) continue;
        const auto incoming = static_cast<std::int32_t>(i);
        plan_person(incoming, find_person(incoming));
    }
    if (in_.people == Mode::absent) return;
    for (std::size_t i = 0; i < state_.people.size(); ++i) {
        const auto& row = state_.people[i];
        if (people_matched_[i] || row.is_ended || row.key.empty()) continue;
        if (is_free(in_.people, in_.person_list, people_in_, row.key)) {
            vanish(static_cast<std::int32_t>(i));
        }
    }
}

// Who an incoming person is: by id, or by what gives them away under a new id.
std::int32_t Planner::find_person(std::int32_t incoming) {
    const auto place = static_cast<std::size_t>(incoming);
    if (plan_.people[place] != none) return plan_.people[place];
    const auto& person = at(in_.person_list, incoming);
    Merge::Why why = Merge::Why::email;
    bool is_sure = true;
    const auto existing = same_person(person, why, is_sure);
    if (existing == none) return none;
    const auto& row = at(state_.people, existing);
    const bool is_taken = is_same_by_choice(person.key, is_sure);
    plan_.merges.push_back({Entity::person, incoming, existing, std::string(person.name),
                            std::string(row.key), std::string(person.key), why, is_taken,
                            std::string(person.email)});
    if (!is_taken) return none;
    plan_.people[place] = existing;
    people_matched_[static_cast<std::size_t>(existing)] = true;
    return existing;
}

std::int32_t Planner::same_person(const PersonIn& person, Merge::Why& why, bool& is_sure) const {
    const auto may_be = [&](std::int32_t candidate) {
        return !people_matched_[static_cast<std::size_t>(candidate)] &&
               is_free(in_.people, in_.person_list, people_in_, at(state_.people, candidate).key);
    };
    const auto by_key = people_by_lower_key_.find(lower_ascii(person.key));
    if (by_key != people_by_lower_key_.end() && may_be(by_key->second)) {
        why = Merge::Why::id_case;
        is_sure = share_a_word(person.name, at(state_.people, by_key->second).name);
        return by_key->second;
    }
    const auto by_email = people_by_email_.find(person.email);
    if (person.email.empty() || by_email == people_by_email_.end()) return none;
    std::int32_t found = none;
    for (const auto candidate : by_email->second) {
        if (!may_be(candidate)) continue;
        const bool is_likelier = found == none || at(state_.people, found).is_ended;
        if (is_likelier) found = candidate;
    }
    why = Merge::Why::email;
    if (found != none) is_sure = share_a_word(person.name, at(state_.people, found).name);
    return found;
}

void Planner::plan_person(std::int32_t incoming, std::int32_t existing) {
    const auto& person = at(in_.person_list, incoming);
    const Ref building = building_ref(person.home_key);
    Step step{.entity = Entity::person,
              .act = Act::change,
              .incoming = incoming,
              .existing = existing,
              .name = std::string(person.name),
              .building = building_name(building)};
    if (existing == none) {
        // Roles alone make nobody.
        if (!person.has_row) return;
        step.act = Act::add;
        plan_roles(step, person, none);
        return put(std::move(step));
    }
    const auto& row = at(state_.people, existing);
    if (person.has_row) {
        step.is_back = row.is_ended || row.is_missing;
        compare_person(step, person, row);
    } else {
        step.name = row.name;
        step.building = building_name(row.building);
    }
    plan_roles(step, person, existing);
    if (step.fields.empty() && !step.is_back) {
        ++tally(Entity::person).same;
        return;
    }
    put(std::move(step));
}

void Planner::compare_person(Step& step, const PersonIn& person, const PersonRow& row) {
    const Described made = described(step.incoming);
    const PersonAfter after = person_after(person, &row, made);
    differ(step, "id", row.key, person.key);
    differ(step, "name", row.name, after.name);
    if (row.name == after.name) differ(step, "sort_name", row.sort_name, after.sort_name);
    differ(step, "email", row.email, after.email);
    differ(step, "title", row.title, after.title);
    differ(step, "room", row.room, after.room);
    differ(step, "teaches", row.teaches, after.teaches);
    const auto note_left = [&](std::string_view field, std::string_view kept,
                               std::string_view said) {
        if (is_corrected(row.corrected, field) && !said.empty() && kept != said) {
            plan_.left.push_back(
                {std::string(row.name), field, std::string(kept), std::string(said)});
        }
    };
    note_left("name", row.name, person.name);
    note_left("email", row.email, person.email);
    note_left("title", row.title, person.title);
    if (made.is_whole) {
        note_left("room", row.room, made.room);
        note_left("teaches", row.teaches, made.teaches);
    }
    const Ref building = building_ref(person.home_key);
    const bool is_elsewhere =
        row.building != building.existing || (row.building == none && building != Ref{});
    if (after.is_building_kept) {
        if (is_elsewhere) {
            note_left("building", building_name(row.building), building_name(building));
        }
        step.building = building_name(row.building);
    } else if (is_elsewhere && (building != Ref{} || in_.orgs == Mode::bulk)) {
        step.fields.push_back(
            {"building", std::string(building_name(row.building)), std::string(step.building)});
        step.is_moved = row.building != none && building != Ref{};
    }
}

// Somebody the roster no longer names. Open work keeps them, flagged, until it is done.
void Planner::vanish(std::int32_t existing) {
    const auto& row = at(state_.people, existing);
    if (!row.is_missing) ++removed_[static_cast<std::size_t>(Entity::person)];
    Step step{.entity = Entity::person,
              .act = Act::end,
              .incoming = none,
              .existing = existing,
              .name = std::string(row.name),
              .building = building_name(row.building)};
    if (p_.has_open_work(row.id)) {
        if (row.is_missing) {
            ++tally(Entity::person).same;
            return;
        }
        step.act = Act::keep;
        return put(std::move(step));
    }
    const auto roles = roles_of_.find(existing);
    if (roles != roles_of_.end()) {
        for (const auto held : roles->second) {
            RoleStep ends;
            ends.ends_existing = held;
            plan_.roles.push_back(ends);
        }
    }
    put(std::move(step));
}

}  // namespace rapport::roster
