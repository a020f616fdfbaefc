#include "coaching/meetings/paper.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace rapport::meetings {

namespace {

// Lines [begin, end) of the one text stand where lines [fresh_begin, fresh_end) of the other do.
struct Change {
    std::size_t begin = 0, end = 0, fresh_begin = 0, fresh_end = 0;
    bool is_insertion() const { return begin == end; }
};
using Changes = std::vector<Change>;

constexpr std::size_t table_max = 4'000'000;  // Cells; what is larger changed as a whole.

void add(Changes& changes, const Change& one) {
    if (one.begin == one.end && one.fresh_begin == one.fresh_end) return;
    changes.push_back(one);
}

struct Stretch {  // The same lines of neither text at its ends.
    std::size_t from = 0, to = 0, fresh_from = 0, fresh_to = 0;
};

// The longest common lines of a stretch (the classic table), and what changed between them.
Changes changes_in(const Paper& seen, const Paper& fresh, const Stretch& in) {
    const std::size_t rows = in.to - in.from, columns = in.fresh_to - in.fresh_from;
    Changes changes;
    if (rows == 0 || columns == 0 || rows > table_max / columns) {
        add(changes, {in.from, in.to, in.fresh_from, in.fresh_to});
        return changes;
    }
    std::vector<std::uint32_t> table((rows + 1) * (columns + 1), 0);
    const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& {
        return table[i * (columns + 1) + j];
    };
    const auto is_same = [&](std::size_t i, std::size_t j) {
        return seen[in.from + i].text == fresh[in.fresh_from + j].text;
    };
    for (std::size_t i = rows; i-- > 0;) {
        for (std::size_t j = columns; j-- > 0;) {
            at(i, j) = is_same(i, j) ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
        }
    }
    Change open{in.from, in.from, in.fresh_from, in.fresh_from};
    std::size_t i = 0, j = 0;
    while (i < rows && j < columns) {
        if (is_same(i, j)) {
            add(changes, open);
            ++i;
            ++j;
            open = {in.from + i, in.from + i, in.fresh_from + j, in.fresh_from + j};
        } else if (at(i + 1, j) >= at(i, j + 1)) {
            open.end = in.from + ++i;
        } else {
            open.fresh_end = in.fresh_from + ++j;
        }
    }
    open.end = in.to;
    open.fresh_end = in.fresh_to;
    add(changes, open);
    return changes;
}

// How alike two lines are, in percent: what they begin and end with in common.
int likeness(const std::string& one, const std::string& other) {
    const std::size_t most = std::max(one.size(), other.size()),
                      least = std::min(one.size(), other.size());
    std::size_t begin = 0, end = 0;
    while (begin < least && one[begin] == other[begin]) ++begin;
    while (end < least - begin && one[one.size() - 1 - end] == other[other.size() - 1 - end]) ++end;
    return most == 0 ? 0 : static_cast<int>((begin + end) * 100 / most);
}

constexpr int like = 40;  // Percent from which a line is taken for the other, changed.
constexpr std::size_t pairs_max = 10'000;  // What is larger is compared as a whole.

// A change of several lines as changes of one each, as far as each is like the one it was: so that
// two who work on neighbouring lines do not get in each other's way.
void add_by_line(Changes& changes, const Paper& seen, const Paper& fresh, const Change& whole) {
    const std::size_t rows = whole.end - whole.begin;
    const std::size_t columns = whole.fresh_end - whole.fresh_begin;
    if (rows == 0 || columns == 0 || rows * columns > pairs_max) return add(changes, whole);
    std::vector<int> best((rows + 1) * (columns + 1), 0);
    const auto at = [&](std::size_t i, std::size_t j) -> int& {
        return best[i * (columns + 1) + j];
    };
    const auto worth = [&](std::size_t i, std::size_t j) {
        const int percent = likeness(seen[whole.begin + i].text, fresh[whole.fresh_begin + j].text);
        return percent >= like ? percent : -1;
    };
    for (std::size_t i = rows; i-- > 0;) {
        for (std::size_t j = columns; j-- > 0;) {
            at(i, j) = std::max({at(i + 1, j), at(i, j + 1), at(i + 1, j + 1) + worth(i, j)});
        }
    }
    Change open{whole.begin, whole.begin, whole.fresh_begin, whole.fresh_begin};
    std::size_t i = 0, j = 0;
    while (i < rows && j < columns) {
        const int pair = worth(i, j);
        if (pair > 0 && at(i, j) == at(i + 1, j + 1) + pair) {
            add(changes, open);
            const std::size_t row = whole.begin + i++, column = whole.fresh_begin + j++;
            add(changes, {row, row + 1, column, column + 1});
            open = {row + 1, row + 1, column + 1, column + 1};
        } else if (at(i, j) == at(i + 1, j)) {
            open.end = whole.begin + ++i;
        } else {
            open.fresh_end = whole.fresh_begin + ++j;
        }
    }
    open.end = whole.end;
    open.fresh_end = whole.fresh_end;
    add(changes, open);
}

Changes changes_of(const Paper& seen, const Paper& fresh) {
    Stretch in{0, seen.size(), 0, fresh.size()};
    while (in.from < in.to && in.fresh_from < in.fresh_to &&
           seen[in.from].text == fresh[in.fresh_from].text) {
        ++in.from;
        ++in.fresh_from;
    }
    while (in.to > in.from && in.fresh_to > in.fresh_from &&
           seen[in.to - 1].text == fresh[in.fresh_to - 1].text) {
        --in.to;
        --in.fresh_to;
    }
    Changes fine;
    for (const Change& change : changes_in(seen, fresh, in)) {
        add_by_line(fine, seen, fresh, change);
    }
    return fine;
}

// Two changes that concern the same lines, or put something into the same gap.
bool touches(const Change& one, const Change& other) {
    if (one.is_insertion() && other.is_insertion()) return one.begin == other.begin;
    if (one.is_insertion()) return other.begin < one.begin && one.begin < other.end;
    if (other.is_insertion()) return one.begin < other.begin && other.begin < one.end;
    return one.begin < other.end && other.begin < one.end;
}

// One of the two texts that come together, read along the lines both began with.
class Side {
  public:
    Side(const Paper& seen, const Paper& paper) : paper_(paper), all_(changes_of(seen, paper)) {}
    const Change* next() const { return at_ < all_.size() ? &all_[at_] : nullptr; }
    // Takes what touches the group into it; whether anything did.
    bool join(Change& group) {
        bool has_grown = false;
        while (next() != nullptr && touches(*next(), group)) {
            group.begin = std::min(group.begin, next()->begin);
            group.end = std::max(group.end, next()->end);
            last_ = ++at_;
            has_grown = true;
        }
        return has_grown;
    }
    void take_first(Change& group) {
        group = *next();
        last_ = ++at_;
    }
    bool has_joined() const { return last_ > first_; }
    // Its lines where the group of lines was.
    Paper lines_of(const Change& group) {
        const auto begin = moved(group.begin);
        for (; first_ < last_; ++first_) {
            const Change& one = all_[first_];
            grown_ += static_cast<std::ptrdiff_t>(one.fresh_end - one.fresh_begin) -
                      static_cast<std::ptrdiff_t>(one.end - one.begin);
        }
        return {paper_.begin() + begin, paper_.begin() + moved(group.end)};
    }
    // Its lines from one line of the beginning to another, where it changed nothing.
    Paper untouched(std::size_t from, std::size_t to) const {
        return {paper_.begin() + moved(from), paper_.begin() + moved(to)};
    }

  private:
    std::ptrdiff_t moved(std::size_t line) const {
        return static_cast<std::ptrdiff_t>(line) + grown_;
    }
    const Paper& paper_;
    Changes all_;
    std::size_t at_ = 0, first_ = 0, last_ = 0;
    std::ptrdiff_t grown_ = 0;
};

bool says_the_same(const Line& one, const Line& other) { return one.text == other.text; }

bool contains(const Paper& whole, const Paper& part) {
    auto at = whole.begin();
    for (const Line& line : part) {
        at = std::find_if(at, whole.end(),
                          [&](const Line& one) { return says_the_same(one, line); });
        if (at == whole.end()) return false;
        ++at;
    }
    return true;
}

void append(Paper& paper, const Paper& lines) {
    paper.insert(paper.end(), lines.begin(), lines.end());
}

// Both changed it: what they have in common once, the rest side by side.
class Joint {
  public:
    explicit Joint(std::int64_t first_difference) : difference_(first_difference) {}

    void put(Paper& out, Paper now, Paper fresh, bool is_insertion) {
        if (contains(now, fresh)) return append(out, now);
        if (contains(fresh, now)) return append(out, fresh);
        const auto common = std::ranges::mismatch(now, fresh, says_the_same);
        out.insert(out.end(), now.begin(), common.in1);
        now.erase(now.begin(), common.in1);
        fresh.erase(fresh.begin(), common.in2);
        Paper tail;
        while (!now.empty() && !fresh.empty() && says_the_same(now.back(), fresh.back())) {
            tail.insert(tail.begin(), now.back());
            now.pop_back();
            fresh.pop_back();
        }
        if (!is_insertion && !now.empty() && !fresh.empty()) mark(now, fresh);
        append(out, now);
        append(out, fresh);
        append(out, tail);
    }

  private:
    // A third one joins a difference that is there.
    void mark(Paper& now, Paper& fresh) {
        const std::int64_t there = now.front().difference;
        const bool is_one = there != 0 && std::ranges::all_of(now, [&](const Line& line) {
                                return line.difference == there;
                            });
        std::int64_t side = 1;
        if (is_one) {
            for (const Line& line : now) side = std::max(side, line.side + 1);
        } else {
            for (Line& line : now) {
                line.difference = difference_;
                line.side = 0;
            }
        }
        for (Line& line : fresh) {
            line.difference = now.front().difference;
            line.side = side;
        }
        if (!is_one) ++difference_;
    }
    std::int64_t difference_;
};

// A difference of which one side alone is left is none any more.
void drop_settled(Paper& paper) {
    std::map<std::int64_t, std::set<std::int64_t>> sides;
    for (const Line& line : paper) {
        if (line.difference != 0) sides[line.difference].insert(line.side);
    }
    for (Line& line : paper) {
        if (line.difference != 0 && sides[line.difference].size() < 2) {
            line.difference = line.side = 0;
        }
    }
}

// A difference somebody has settled by leaving every side in the text; unless another side came
// meanwhile, which they have not seen.
void drop_let_stand(const Paper& seen, const Paper& fresh, Paper& paper) {
    std::set<std::pair<std::int64_t, std::int64_t>> known;
    std::set<std::int64_t> let_stand, unseen;
    for (const Line& line : seen) {
        known.insert({line.difference, line.side});
        let_stand.insert(line.difference);
    }
    for (const Line& line : fresh) let_stand.erase(line.difference);
    for (const Line& line : paper) {
        if (!known.contains({line.difference, line.side})) unseen.insert(line.difference);
    }
    for (Line& line : paper) {
        if (!let_stand.contains(line.difference) || unseen.contains(line.difference)) continue;
        line.difference = line.side = 0;
    }
}

// The earlier of two next changes; what is put before a line comes before what changes the line.
bool is_before(const Change* one, const Change* other) {
    if (one == nullptr || other == nullptr) return other == nullptr;
    if (one->begin != other->begin) return one->begin < other->begin;
    return one->is_insertion() || !other->is_insertion();
}

}  // namespace

Paper typed(std::string_view text, PersonId by) {
    Paper paper;
    std::string line;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
        if (text[i] != '\n' && text[i] != '\r') {
            line += text[i];
            continue;
        }
        paper.push_back({line, by});
        line.clear();
    }
    paper.push_back({line, by});
    while (!paper.empty() && paper.back().text.empty()) paper.pop_back();
    return paper;
}

std::string text_of(const Paper& paper) {
    std::string text;
    for (const Line& line : paper) text += (&line == paper.data() ? "" : "\n") + line.text;
    return text;
}

Paper rewritten(const Paper& seen, std::string_view text, PersonId by) {
    Paper fresh = typed(text, by);
    std::size_t line = 0, at = 0;
    const auto keep_until = [&](std::size_t end) {
        for (; line < end; ++line, ++at) fresh[at] = seen[line];
    };
    for (const Change& change : changes_of(seen, fresh)) {
        keep_until(change.begin);
        line = change.end;
        at = change.fresh_end;
    }
    keep_until(seen.size());
    return fresh;
}

Paper merged(const Paper& seen, const Paper& now, const Paper& fresh,
             std::int64_t first_difference) {
    Side ours(seen, now), theirs(seen, fresh);
    Joint joint(first_difference);
    Paper out;
    std::size_t done = 0;
    while (ours.next() != nullptr || theirs.next() != nullptr) {
        Change group;
        (is_before(ours.next(), theirs.next()) ? ours : theirs).take_first(group);
        while (ours.join(group) || theirs.join(group)) {
        }
        append(out, ours.untouched(done, group.begin));
        const bool is_both = ours.has_joined() && theirs.has_joined();
        const bool is_ours = ours.has_joined();
        const Paper one = ours.lines_of(group), other = theirs.lines_of(group);
        if (is_both) {
            joint.put(out, one, other, group.is_insertion());
        } else {
            append(out, is_ours ? one : other);
        }
        done = group.end;
    }
    append(out, ours.untouched(done, seen.size()));
    drop_let_stand(seen, fresh, out);
    drop_settled(out);
    return out;
}

Paper chosen(const Paper& paper, const Choice& choice) {
    Paper left;
    for (Line line : paper) {
        if (line.difference == choice.difference) {
            if (choice.side && line.side != *choice.side) continue;
            line.difference = line.side = 0;
        }
        left.push_back(std::move(line));
    }
    return left;
}

}  // namespace rapport::meetings
