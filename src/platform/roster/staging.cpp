#include "platform/roster/staging.hpp"

#include <boost/json.hpp>

#include "kernel/check.hpp"

namespace rapport::roster {

namespace {

namespace json = boost::json;
constexpr std::size_t piece_size = 256 * 1024;

// Rows are arrays that begin with what they are: h(ead), o(rg), t(erm), c(ourse), k(lass),
// p(erson), s(eat).
class Stager {
  public:
    explicit Stager(const std::function<void(const std::string&)>& put) : put_(put) {}
    ~Stager() = default;
    void add(const json::array& row) {
        text_ += text_.empty() ? '[' : ',';
        text_ += json::serialize(row);
        if (text_.size() > piece_size) flush();
    }
    void flush() {
        if (text_.empty()) return;
        text_ += ']';
        put_(text_);
        text_.clear();
    }

  private:
    const std::function<void(const std::string&)>& put_;
    std::string text_;
};

json::value day_of(const std::optional<Day>& day) {
    if (!day) return nullptr;
    return json::value(day->iso());
}

json::array roles_of(const PersonIn& person) {
    json::array roles;
    for (const auto& role : person.roles) {
        roles.push_back(json::array{static_cast<int>(role.role), role.word, role.org_key,
                                    role.school_key, day_of(role.begins), day_of(role.ends),
                                    role.is_primary, role.is_ended, role.row});
    }
    return roles;
}

// One row, read cell by cell in the order it was written.
class Cells {
  public:
    explicit Cells(const json::array& row) : row_(row) {}
    std::string text() { return std::string(next().as_string()); }
    std::int64_t number() { return next().to_number<std::int64_t>(); }
    bool flag() { return next().as_bool(); }
    template <class E>
    E one_of() {
        return static_cast<E>(number());
    }
    std::optional<Day> day() {
        const auto& cell = next();
        if (cell.is_null()) return std::nullopt;
        return Day::parse(std::string_view(cell.as_string()));
    }
    const json::value& next() { return row_.at(at_++); }

  private:
    const json::array& row_;
    std::size_t at_ = 0;
};

RoleIn role_of(const json::array& row, Texts& texts) {
    Cells cells(row);
    RoleIn role;
    role.role = cells.one_of<UserRole>();
    role.word = texts.once(cells.text());
    role.org_key = texts.once(cells.text());
    role.school_key = texts.once(cells.text());
    role.begins = cells.day();
    role.ends = cells.day();
    role.is_primary = cells.flag();
    role.is_ended = cells.flag();
    role.row = cells.number();
    return role;
}

PersonIn person_of(Cells& cells, Texts& texts) {
    PersonIn person;
    person.key = texts.once(cells.text());
    person.name = texts.keep(cells.text());
    person.sort_name = texts.keep(cells.text());
    person.email = texts.keep(cells.text());
    person.title = texts.once(cells.text());
    person.home_key = texts.once(cells.text());
    for (const auto& role : cells.next().as_array()) {
        person.roles.push_back(role_of(role.as_array(), texts));
    }
    person.roles_are = cells.one_of<PersonIn::Roles>();
    person.has_row = cells.flag();
    person.is_enabled = cells.flag();
    person.is_ended = cells.flag();
    person.row = cells.number();
    return person;
}

ClassIn class_of(Cells& cells, Texts& texts) {
    ClassIn made;
    made.key = texts.once(cells.text());
    made.title = texts.keep(cells.text());
    made.course_key = texts.once(cells.text());
    made.grades = texts.once(cells.text());
    made.subjects = texts.once(cells.text());
    made.room = texts.once(cells.text());
    made.org_key = texts.once(cells.text());
    made.terms = texts.once(cells.text());
    made.student_count = cells.number();
    made.is_ended = cells.flag();
    return made;
}

void take_head(Cells& cells, Incoming& in) {
    in.version = cells.one_of<Version>();
    in.system = cells.text();
    for (Mode* mode : {&in.orgs, &in.terms, &in.courses, &in.classes, &in.people, &in.seats}) {
        *mode = cells.one_of<Mode>();
    }
    in.student_count = cells.number();
    in.row_count = cells.number();
}

void take_row(const json::array& row, Incoming& in) {
    Cells cells(row);
    const std::string what = cells.text();
    if (what == "h") return take_head(cells, in);
    if (what == "p") return in.person_list.push_back(person_of(cells, in.texts));
    if (what == "k") return in.class_list.push_back(class_of(cells, in.texts));
    if (what == "o") {
        OrgIn org{cells.text(), cells.text(), cells.text(), cells.text()};
        org.type = cells.one_of<OrgType>();
        org.is_ended = cells.flag();
        org.row = cells.number();
        return in.org_list.push_back(std::move(org));
    }
    if (what == "t") {
        TermIn term{cells.text(), cells.text(), cells.text(), *cells.day(), *cells.day(), false};
        term.is_ended = cells.flag();
        return in.term_list.push_back(std::move(term));
    }
    if (what == "c") {
        return in.course_list.push_back({cells.text(), cells.text(), cells.flag()});
    }
    must(what == "s", "a staged row of no known kind");
    SeatIn seat;
    seat.class_key = in.texts.once(cells.text());
    seat.person_key = in.texts.once(cells.text());
    seat.role = in.texts.once(cells.text());
    seat.is_ended = cells.flag();
    in.seat_list.push_back(seat);
}

}  // namespace

void stage(const Incoming& in, const std::function<void(const std::string&)>& put) {
    Stager stager(put);
    json::array head{"h", static_cast<int>(in.version), in.system};
    for (const Mode mode : {in.orgs, in.terms, in.courses, in.classes, in.people, in.seats}) {
        head.push_back(static_cast<int>(mode));
    }
    head.push_back(in.student_count);
    head.push_back(in.row_count);
    stager.add(head);
    for (const auto& org : in.org_list) {
        stager.add({"o", org.key, org.name, org.identifier, org.parent, static_cast<int>(org.type),
                    org.is_ended, org.row});
    }
    for (const auto& term : in.term_list) {
        stager.add({"t", term.key, term.title, term.kind, term.begins.iso(), term.ends.iso(),
                    term.is_ended});
    }
    for (const auto& course : in.course_list) {
        stager.add({"c", course.key, course.title, course.is_ended});
    }
    for (const auto& made : in.class_list) {
        stager.add({"k", made.key, made.title, made.course_key, made.grades, made.subjects,
                    made.room, made.org_key, made.terms, made.student_count, made.is_ended});
    }
    for (const auto& p : in.person_list) {
        stager.add({"p", p.key, p.name, p.sort_name, p.email, p.title, p.home_key, roles_of(p),
                    static_cast<int>(p.roles_are), p.has_row, p.is_enabled, p.is_ended, p.row});
    }
    for (const auto& seat : in.seat_list) {
        stager.add({"s", seat.class_key, seat.person_key, seat.role, seat.is_ended});
    }
    stager.flush();
}

void Unstager::take(std::string_view body) {
    const auto rows = json::parse(body);
    for (const auto& row : rows.as_array()) take_row(row.as_array(), incoming_);
}

}  // namespace rapport::roster
