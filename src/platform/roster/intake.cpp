#include "platform/roster/intake.hpp"

#include <algorithm>
#include <array>

#include "kernel/text/text.hpp"

namespace rapport::roster {

namespace {

constexpr std::size_t id_max = 255;

void fill(IdTable& table, const std::vector<std::uint64_t>& keys) {
    for (const auto key : keys) table.put(key, 0);
}

// "2023-05-01T18:25:43.511Z", as nearly every row has it.
bool is_instant(std::string_view text) {
    return text.size() >= 20 && text[4] == '-' && text[7] == '-' && text[10] == 'T' &&
           text[13] == ':' && text.back() == 'Z';
}

}  // namespace

std::string_view code(Version version) { return version == Version::v1_1 ? "1.1" : "1.2"; }

std::string_view code(Mode mode) {
    switch (mode) {
        case Mode::absent:
            return "absent";
        case Mode::bulk:
            return "bulk";
        case Mode::delta:
            return "delta";
    }
    return "";
}

Intake::Intake(Bundle& bundle, const Known& known, Reading& reading)
    : bundle_(bundle), in_(reading.incoming), flaws_(reading.flaws), rejects_(reading.rejects) {
    fill(orgs_.known, known.buildings);
    fill(terms_.known, known.terms);
    fill(courses_.known, known.courses);
    fill(classes_.known, known.classes);
    fill(users_.known, known.people);
}

void Intake::run() {
    for (const auto& flaw : bundle_.flaws().all()) {
        flaws_.add(flaw.kind, {.file = flaw.file, .field = flaw.field, .found = flaw.found});
    }
    if (!has_any_file()) return flaws_.add(Kind::nothing_here, {});
    read_manifest();
    decide_version();
    for (const auto& file : bundle_.files()) {
        if (file.name == "demographics.csv" || file.name == "userProfiles.csv") {
            flaws_.add(Kind::file_kept_out, {.file = file.name});
        }
    }
    read_orgs();
    read_terms();
    read_courses();
    read_roles();
    read_users();
    read_classes();
    read_enrollments();
}

bool Intake::has_any_file() const {
    constexpr std::array<std::string_view, 7> read_here = {
        "orgs.csv",  "academicSessions.csv", "courses.csv", "classes.csv", "users.csv",
        "roles.csv", "enrollments.csv"};
    return std::any_of(read_here.begin(), read_here.end(),
                       [&](std::string_view name) { return bundle_.find(name) != nullptr; });
}

void Intake::read_manifest() {
    const BundleFile* file = bundle_.find("manifest.csv");
    if (file == nullptr) return flaws_.add(Kind::no_manifest, {.file = "manifest.csv"});
    static constexpr std::array<Column, 2> columns = {
        {{"propertyName", Need::key}, {"value", Need::key}}};
    bundle_.stream(*file, flaws_, [&](csv::Source source) {
        Table table("manifest.csv", std::move(source), columns, flaws_);
        if (!table.is_usable()) return;
        has_manifest_ = true;
        while (table.next()) {
            const std::string name = lower_ascii(table[0]), value = lower_ascii(table[1]);
            properties_[name] = name == "source.systemname" ? tidy_text(table[1]) : value;
            static constexpr std::array<std::string_view, 6> modes = {
                "", "absent", "bulk", "delta", "full", "incremental"};
            if (name.starts_with("file.") &&
                std::find(modes.begin(), modes.end(), value) == modes.end()) {
                table.flaw(Kind::manifest_value, 1);
            }
        }
    });
    in_.system = properties_["source.systemname"];
    if (in_.system == "absent") in_.system.clear();
}

void Intake::decide_version() {
    const bool has_roles = bundle_.find("roles.csv") != nullptr;
    in_.version = has_roles ? Version::v1_2 : Version::v1_1;
    std::string_view said = properties_["oneroster.version"];
    if (said.starts_with('v')) said.remove_prefix(1);
    if (said.starts_with("1.2")) {
        in_.version = Version::v1_2;
    } else if (said.starts_with("1.1")) {
        in_.version = Version::v1_1;
    } else if (has_manifest_) {
        flaws_.add(Kind::version_unknown,
                   {.file = "manifest.csv", .field = "oneroster.version", .found = said});
    }
}

Mode Intake::mode_of(std::string_view file) {
    const bool is_there = bundle_.find(file) != nullptr;
    const auto stem = file.substr(0, file.size() - 4);
    const auto at = properties_.find("file." + lower_ascii(stem));
    std::string_view said;
    if (at != properties_.end()) said = at->second;
    if (!is_there) {
        if (said != "" && said != "absent")
            flaws_.add(Kind::file_missing, {.file = file, .found = said});
        return Mode::absent;
    }
    if (said == "absent") {
        flaws_.add(Kind::file_unexpected, {.file = file});
        return Mode::absent;
    }
    return said == "delta" || said == "incremental" ? Mode::delta : Mode::bulk;
}

bool Intake::take_id(Table& table, std::size_t column) {
    const auto id = table[column];
    if (id.empty()) {
        reject(table, Kind::id_missing, column);
        return false;
    }
    if (id.size() > id_max) {
        reject(table, Kind::id_too_long, column);
        return false;
    }
    if (!is_plain_id(id)) table.flaw(Kind::id_letters, column);
    return true;
}

bool Intake::is_new_id(Table& table, Ids& ids, std::size_t column, std::size_t next) {
    const auto id = table[column];
    bool is_new = false;
    ids.places.at(id_hash(id), static_cast<std::uint32_t>(next), is_new);
    if (!is_new) {
        reject(table, Kind::id_twice, column);
        return false;
    }
    note_case(ids.folded, id,
              {.file = table.file(),
               .row = table.row(),
               .field = table.columns()[column].name,
               .found = id});
    return true;
}

// Two ids that differ in capitals alone are two ids, but seldom on purpose.
void Intake::note_case(IdTable& folded, std::string_view id, const Where& where) {
    const std::string lower = lower_ascii(id);
    const auto exact = static_cast<std::uint32_t>(id_hash(id) >> 16);
    bool is_new = false;
    const auto before = folded.at(id_hash(lower), exact, is_new);
    if (!is_new && before != exact) flaws_.add(Kind::id_case, where);
}

bool Intake::is_ended(Table& table, std::size_t status, Mode mode) {
    const auto text = table[status];
    if (text.empty()) {
        if (mode == Mode::delta) table.flaw(Kind::status_missing, status);
        return false;
    }
    const auto parsed = parse_status(text);
    if (!parsed) {
        table.flaw(Kind::status_unknown, status);
        return false;
    }
    if (mode == Mode::bulk) table.flaw(Kind::status_in_bulk, status);
    return parsed->value == Status::ended;
}

void Intake::check_modified(Table& table, std::size_t column, Mode mode) {
    const auto text = table[column];
    if (is_instant(text)) return;
    if (text.empty()) {
        if (mode == Mode::delta) table.flaw(Kind::modified_missing, column);
        return;
    }
    // Named by its shape, "0000-00-00": thousands of days written alike are one flaw.
    std::string shape(text.substr(0, 40));
    std::replace_if(
        shape.begin(), shape.end(), [](char c) { return c >= '0' && c <= '9'; }, '0');
    const auto day = parse_day(text, SlashOrder::unknown);
    table.flaw(day ? Kind::date_form : Kind::date_unreadable, column, shape);
}

std::optional<Day> Intake::day_in(Table& table, std::size_t column, SlashOrder order) {
    const auto text = table[column];
    if (text.empty()) return std::nullopt;
    const auto parsed = parse_day(text, order);
    if (!parsed) {
        table.flaw(Kind::date_unreadable, column);
        return std::nullopt;
    }
    if (!parsed->is_exact) {
        table.flaw(Kind::date_form, column, std::string(text) + " → " + parsed->value.iso());
    }
    return parsed->value;
}

void Intake::reject(Table& table, Kind kind, std::size_t column) {
    table.flaw(kind, column);
    Rejects::Row row{table.row(), kind, std::string(table.columns()[column].name), {}};
    for (const auto cell : table.cells()) row.cells.push_back(text::shortened(cell, 1000));
    rejects_.add(table.file(), table.columns(), std::move(row));
}

void Intake::reject_unseen(Table& table, Kind kind, std::size_t column,
                           std::initializer_list<std::size_t> kept) {
    const bool is_kept = std::find(kept.begin(), kept.end(), column) != kept.end();
    table.flaw(kind, column, is_kept ? table[column] : std::string_view());
    Rejects::Row row{table.row(), kind, std::string(table.columns()[column].name), {}};
    row.cells.resize(table.cells().size());
    for (const auto at : kept) row.cells[at] = text::shortened(table[at], 1000);
    rejects_.add(table.file(), table.columns(), std::move(row));
}

std::string Intake::text_in(Table& table, std::size_t column) {
    const std::string_view written = table[column];
    std::string tidy = tidy_text(written);
    if (tidy.size() != written.size()) {
        table.flaw(Kind::text_long, column);
    } else if (tidy != written) {
        table.flaw(Kind::text_unseen, column, tidy);
    }
    return tidy;
}

// What a thing is called, or what it can be called instead.
std::string Intake::name_or(Table& table, std::size_t column, std::string_view otherwise) {
    std::string name = text_in(table, column);
    if (!name.empty()) return name;
    table.flaw(Kind::title_missing, column);
    return tidy_text(otherwise);
}

Reading read_bundle(Bundle& bundle, const Known& known) {
    Reading reading;
    Intake(bundle, known, reading).run();
    return reading;
}

}  // namespace rapport::roster
