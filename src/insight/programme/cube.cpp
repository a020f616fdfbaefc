#include "insight/programme/cube.hpp"

#include "kernel/check.hpp"

namespace rapport::programme {

void Rows::add(const std::optional<BuildingId>& building) {
    row_[building ? building->text() : ""] = 0;
}

void Rows::number() {
    int next = 0;
    for (auto& [building, row] : row_) row = next++;
}

int Rows::of(const std::optional<BuildingId>& building) const {
    return row_.at(building ? building->text() : "");
}

std::optional<int> Rows::find(BuildingId building) const {
    const auto at = row_.find(building.view());
    if (at == row_.end()) return std::nullopt;
    return at->second;
}

std::vector<BuildingId> Rows::buildings() const {
    std::vector<BuildingId> found;
    for (const auto& [text, row] : row_) {
        if (const auto building = BuildingId::parse(text)) found.push_back(*building);
    }
    return found;
}

Cube::Cube(Of of, int rows, int columns)
    : of_(of),
      rows_(rows),
      columns_(columns),
      faces_(static_cast<std::size_t>((rows + 1) * (columns + 1))),
      mask_(rows, columns) {}

const Cube::Face& Cube::face(int row, int column) const {
    return faces_[static_cast<std::size_t>(row * (columns_ + 1) + column)];
}

template <class F>
void Cube::each_sum(const Place& place, F&& change) {
    for (const int row : {place.row, rows_}) {
        for (const int column : {place.column, columns_}) {
            change(faces_[static_cast<std::size_t>(row * (columns_ + 1) + column)]);
        }
    }
}

void Cube::add_doer(const Place& place, std::string_view who, const Part& part) {
    each_sum(place, [&](Face& face) {
        face.doers.add(who, part);
        if (of_ == Of::wishes) return;
        face.sum.contacts += part.contacts;
        face.sum.minutes += part.minutes;
    });
}

void Cube::add_had(const Place& place, std::string_view who, const Part& part) {
    each_sum(place, [&](Face& face) {
        face.people.add(who, part);
        if (of_ == Of::wishes) face.sum.contacts += part.contacts;
    });
}

Why Cube::judged(const Face& face) const {
    return of_ == Of::help ? against(face.people, face.doers, people_min_)
                           : against(face.people, people_min_);
}

void Cube::hide(std::int64_t people_min) {
    people_min_ = people_min;
    suppression::Table table(rows_, columns_);
    for (int row = 0; row <= rows_; ++row) {
        for (int column = 0; column <= columns_; ++column) {
            const Face& one = face(row, column);
            table.at(row, column) = {.people = one.people.count(),
                                     .amount = one.sum.contacts,
                                     .is_telling = judged(one) != Why::shown};
        }
    }
    mask_ = suppressed(table, people_min);
}

Shown Cube::contacts(int row, int column) const {
    if (mask_.is_hidden(row, column)) return std::nullopt;
    return face(row, column).sum.contacts;
}

Shown Cube::minutes(int row, int column) const {
    if (mask_.is_hidden(row, column)) return std::nullopt;
    return face(row, column).sum.minutes;
}

Why Cube::why(int row, int column) const {
    const Why why = judged(face(row, column));
    return why == Why::shown && mask_.is_hidden(row, column) ? Why::beside : why;
}

}  // namespace rapport::programme
