// What a programme is counted from, and where a release is kept. Private to the slice.
#pragma once

#include <string>
#include <vector>

#include "insight/programme/programme.hpp"

namespace rapport::programme::store {

// One person's part in one kind of help in one building; somebody known only to the counting.
struct Doing {
    std::optional<BuildingId> building;
    std::string code;  // Of the kind.
    PersonId who;
    Part part;
};
std::vector<Doing> doers(ReadTx&, const Span&);   // Of those who helped.
std::vector<Doing> helped(ReadTx&, const Span&);  // Of those who were helped.

// What decides which times there are: the terms that have begun, what was released, and the first
// day on which anything happened.
struct Calendar {
    std::vector<Span> terms;
    std::vector<Span> released;
    std::optional<Day> first;
};
Calendar calendar(ReadTx&, const Rules&);

// False when it was released already, by another program perhaps.
bool keep(WriteTx&, const Release&);

}  // namespace rapport::programme::store

namespace rapport::programme {

// A release as it is kept, and back.
std::string written(const Release&);
Release read_release(const Span&, std::string_view body);

// The times that were or will be released and are not yet, oldest first: terms, and the months
// beside them, that overlap nothing released. Pure.
std::vector<Span> still_due(const store::Calendar&, Day today);

}  // namespace rapport::programme
