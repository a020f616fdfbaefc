// The table behind a release: buildings by kind of help, or by team, and behind each number who has
// how much of it. It is asked for numbers, and gives only those that may be said.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "insight/programme/programme.hpp"
#include "kernel/suppression/suppression.hpp"

namespace rapport::programme {

// Buildings get rows in the order of their ids; one more row, last, is the whole district.
class Rows {
  public:
    void add(const std::optional<BuildingId>&);
    void number();  // Once all are added.
    int size() const { return static_cast<int>(row_.size()); }
    int of(const std::optional<BuildingId>&) const;
    // The row of a building; none where nothing happened.
    std::optional<int> find(BuildingId) const;
    std::vector<BuildingId> buildings() const;

  private:
    std::map<std::string, int, std::less<>> row_;  // "" is help that was in no building.
};

class Cube {
  public:
    enum class Of : std::uint8_t { help, wishes };  // Help is also about those who gave it.
    Cube(Of, int rows, int columns);

    struct Place {
        int row = 0, column = 0;
    };
    // What somebody did, and what somebody had of it; each also goes to the totals.
    void add_doer(const Place&, std::string_view who, const Part&);
    void add_had(const Place&, std::string_view who, const Part&);
    void hide(std::int64_t people_min);  // Once all is added.

    // Row `rows` and column `columns` are the totals.
    Shown contacts(int row, int column) const;
    Shown minutes(int row, int column) const;
    Why why(int row, int column) const;
    const Shares& people(int row, int column) const { return face(row, column).people; }
    const Shares& doers(int row, int column) const { return face(row, column).doers; }

  private:
    struct Face {
        Shares people, doers;
        Part sum;
    };
    const Face& face(int row, int column) const;
    Why judged(const Face&) const;
    template <class F>
    void each_sum(const Place&, F&&);

    Of of_;
    int rows_, columns_;
    std::int64_t people_min_ = people_least;
    std::vector<Face> faces_;
    suppression::Mask mask_;
};

}  // namespace rapport::programme
