#include "sample/rounds.hpp"

#include <algorithm>
#include <map>

#include "coaching/agreements/agreements.hpp"
#include "coaching/rounds/rounds.hpp"
#include "sample/sample_store.hpp"

namespace rapport::sample {

namespace {

constexpr std::int64_t invited_before = 21;  // Days before the first round.
constexpr std::int64_t day_seconds = 86400;
constexpr std::int64_t each_round = 3;  // Teachers whom a coach takes in.
constexpr std::int64_t last_round = 4;

class Year {
  public:
    Year(WriteTx& tx, const Staff& staff)
        : tx_(tx),
          pairing_(staff.pairing),
          staff_(staff),
          today_(agreements::today(tx)),
          year_(rounds::school_year(today_)),
          rounds_(rounds::rounds_of(tx, year_)) {
        const std::int64_t ahead = today_.number() - rounds_.front().begins.number();
        // In summer, before the first round, they were invited yesterday.
        invited_ago_ = std::max<std::int64_t>(ahead + invited_before, 1);
    }

    void fill() {
        for (std::size_t i = 0; i < staff_.teachers.size(); ++i) {
            add_last_year(staff_.teachers[i], i);
            add(staff_.teachers[i], i);
        }
    }

  private:
    Instant ago(std::int64_t days) const { return tx_.now().plus_seconds(-days * day_seconds); }
    bool has_begun(std::int64_t round) const {
        return rounds_.at(static_cast<std::size_t>(round) - 1).begins <= today_;
    }
    bool is_paired(PersonId teacher) const {
        return std::ranges::find(pairing_.teachers, teacher) != pairing_.teachers.end();
    }

    // Some had their turn, and some waited for the last round in vain.
    void add_last_year(PersonId teacher, std::size_t i) {
        if (i % 3 != 1) return;
        EnrolmentRow row{.teacher = teacher, .school_year = year_ - 1};
        row.invited_by = pairing_.coach;
        row.invited_at = ago(invited_ago_ + 365);
        row.answered_at = ago(invited_ago_ + 360);
        row.round = last_round;
        if (i % 9 != 4) {
            row.coach = staff_.coaches[i % staff_.coaches.size()];
            row.accepted_at = ago(invited_ago_ + 300);
        }
        add_enrolment(tx_, row);
    }

    void add(PersonId teacher, std::size_t i) {
        EnrolmentRow row{.teacher = teacher, .school_year = year_};
        row.invited_by = pairing_.coach;
        row.invited_at = ago(invited_ago_);
        const bool signs_in = teacher == pairing_.teachers.front();
        const bool has_answered = !signs_in && (is_paired(teacher) || i % 7 < 3);
        const auto thinks = static_cast<std::int64_t>(1 + i % 13);
        if (has_answered && thinks < invited_ago_) answer(row, i, thinks);
        add_enrolment(tx_, row);
    }

    void answer(EnrolmentRow& row, std::size_t i, std::int64_t thinks) {
        row.answered_at = ago(invited_ago_ - thinks);
        row.round = static_cast<std::int64_t>((i + i / 5) % rounds_.size()) + 1;
        if (is_paired(row.teacher)) {
            row.round = 1;
        } else if (i % 11 == 5) {
            row.round = 0;
            return;
        }
        if (!has_begun(row.round)) return;
        const std::size_t coach = is_paired(row.teacher) ? 0 : i % staff_.coaches.size();
        auto& taken = taken_[{row.round, coach}];
        if (taken == each_round && !is_paired(row.teacher)) return;
        ++taken;
        row.coach = staff_.coaches[coach];
        row.accepted_at = ago(std::max<std::int64_t>(invited_ago_ - thinks - 5, 0));
    }

    WriteTx& tx_;
    const Pairing& pairing_;
    const Staff& staff_;
    Day today_;
    int year_;
    std::vector<rounds::Round> rounds_;
    std::int64_t invited_ago_ = 1;
    std::map<std::pair<std::int64_t, std::size_t>, std::int64_t> taken_;  // By round and coach.
};

}  // namespace

void hold_rounds(Db& db, DistrictId district, const Staff& staff) {
    if (staff.pairing.teachers.empty() || staff.coaches.empty()) return;
    db.write({.district = district, .actor = {}}, [&](WriteTx& tx) { Year(tx, staff).fill(); });
}

}  // namespace rapport::sample
