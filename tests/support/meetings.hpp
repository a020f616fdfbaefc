// For tests of meetings: a cycle with three in it, and saving in one line.
#pragma once

#include <string>

#include "coaching/cycles/cycles_cast.hpp"
#include "coaching/meetings/meetings.hpp"

namespace rapport::meetings::cast {

using test::Client;
using test::Reply;
using test::School;

// Coach, teacher and colleague in a cycle, with a meeting: its address.
inline std::string meeting(School& school, const std::string& cycle) {
    const Reply made = school.coach.post(cycle + "/meetings", {{"on", "2026-11-03"}});
    must(made.status == 303, made.body.c_str());
    return made.location;
}

inline std::string cycle_of_three(School& school) {
    const std::string cycle = cycles::cast::proposed(school, {&school.teacher, &school.colleague});
    cycles::cast::say_yes(school.teacher, cycle);
    cycles::cast::say_yes(school.colleague, cycle);
    return cycle;
}

inline MeetingId meeting_in(const std::string& address) {
    return MeetingId::parse(address.substr(address.rfind('/') + 1)).value();
}

inline cycles::CycleId cycle_in(const std::string& address) {
    return cycles::CycleId::parse(address.substr(8, 26)).value();
}

template <class Who>
Reply save(Who& who, const std::string& meeting, std::int64_t seen, const std::string& text) {
    return who.post(meeting + "/notes", {{"seen", std::to_string(seen)}, {"text", text}});
}

// The notes as somebody reads them now.
inline Sheet notes_for(School& school, const Client& who, const std::string& address) {
    return school.db().read(who.scope(), [&](ReadTx& tx) {
        const auto hand = cycles::in_hand(tx, cycle_in(address)).value();
        const auto meeting = find(tx, hand, meeting_in(address)).value();
        return sheet(tx, hand, {meeting.id, Part::notes}, meeting.notes);
    });
}

}  // namespace rapport::meetings::cast
