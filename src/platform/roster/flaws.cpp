#include "platform/roster/flaws.hpp"

#include "kernel/text/text.hpp"

namespace rapport::roster {

namespace {
constexpr std::size_t found_max = 80;
constexpr std::size_t flaws_max = 10'000;
constexpr std::size_t ranges_max = 250'000;
constexpr std::string_view too_various = "…";
}  // namespace

void Flaws::add(Kind kind, const Where& where) {
    key_.assign(1, static_cast<char>(kind));
    key_.append(where.file).append(1, '\n').append(where.field).append(1, '\n');
    const std::size_t stem = key_.size();
    key_.append(where.found);
    auto at = places_.find(key_);
    if (at == places_.end() && flaws_.size() >= flaws_max) {
        // So many different values that nobody reads them: one flaw for the rest of its kind.
        key_.resize(stem);
        key_.append(too_various);
        at = places_.find(key_);
    }
    if (at == places_.end()) {
        at = places_.emplace(key_, flaws_.size()).first;
        std::string found = key_.substr(stem);
        if (found.size() > found_max) found = text::shortened(found, found_max);
        flaws_.push_back(
            {kind, std::string(where.file), std::string(where.field), std::move(found), 0, {}});
    }
    Flaw& flaw = flaws_[at->second];
    ++flaw.count;
    if (where.row == 0) return;
    if (!flaw.rows.empty() && flaw.rows.back().last + 1 >= where.row) {
        flaw.rows.back().last = where.row;
    } else if (ranges_ < ranges_max) {
        flaw.rows.push_back({where.row, where.row});
        ++ranges_;
    }
}

bool Flaws::has_stop() const { return count(Weight::stop) > 0; }

std::int64_t Flaws::count(Weight weight) const {
    std::int64_t sum = 0;
    for (const auto& flaw : flaws_) {
        if (text_of(flaw.kind).weight == weight) sum += flaw.count;
    }
    return sum;
}

std::int64_t Flaws::count(Kind kind) const {
    std::int64_t sum = 0;
    for (const auto& flaw : flaws_) {
        if (flaw.kind == kind) sum += flaw.count;
    }
    return sum;
}

std::string rows_said(const Flaw& flaw, std::size_t max) {
    std::string said;
    for (std::size_t i = 0; i < flaw.rows.size() && i < max; ++i) {
        const auto& range = flaw.rows[i];
        if (i > 0) said += ", ";
        said += std::to_string(range.first);
        if (range.last > range.first) said += "–" + std::to_string(range.last);
    }
    if (flaw.rows.size() > max) said += " …";
    return said;
}

}  // namespace rapport::roster
