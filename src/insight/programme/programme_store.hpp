// Which times there are, and where a release is kept. Private to the slice.
#pragma once

#include <string>
#include <vector>

#include "insight/programme/programme.hpp"

namespace rapport::programme::store {

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
