#include <algorithm>
#include <cstdlib>
#include <set>

#include "platform/roster/bundles_for_tests.hpp"

namespace rapport::roster::test {

struct LoadedBundle::TextStream final : Bundle::Stream {
    explicit TextStream(const std::string& text) : rest(text) {}
    std::size_t read(char* buffer, std::size_t size, End& end) override {
        const std::size_t got = rest.copy(buffer, size);
        rest.remove_prefix(got);
        if (rest.empty()) end = End::whole;
        return got;
    }
    std::uint64_t packed_size() const override { return 0; }
    std::string_view rest;
};

LoadedBundle::LoadedBundle(Files files, const BundleLimits& limits)
    : Bundle(limits), files_(std::move(files)) {
    for (const auto& [path, text] : files_) consider(path, 0);
    choose();
}

std::unique_ptr<Bundle::Stream> LoadedBundle::open_file(const BundleFile& file) {
    return std::make_unique<TextStream>(files_.at(file.path));
}

Reading read(const Files& files, const Known& known) {
    LoadedBundle bundle(files);
    return read_bundle(bundle, known);
}

const Flaw* flaw_in(const Flaws& flaws, Kind kind, std::string_view field) {
    for (const auto& flaw : flaws.all()) {
        if (flaw.kind == kind && (field.empty() || flaw.field == field)) return &flaw;
    }
    return nullptr;
}

std::string rows_of(const Flaws& flaws, Kind kind, std::string_view field) {
    const Flaw* flaw = flaw_in(flaws, kind, field);
    return flaw == nullptr ? "" : flaw->file + " " + rows_said(*flaw, 20);
}

std::string manifest(std::string_view version, std::string_view mode) {
    std::string text = "propertyName,value\nmanifest.version,1.0\noneroster.version,";
    text.append(version).append("\n");
    for (const std::string_view file :
         {"academicSessions", "classes", "courses", "enrollments", "orgs", "users"}) {
        text.append("file.").append(file).append(",").append(mode).append("\n");
    }
    return text + "source.systemName,Tests\n";
}

Files good_files() {
    return {{"manifest.csv", manifest("1.1", "bulk")},
            {"orgs.csv",
             "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
             "d,,,Lakeside,district,,\n"
             "s1,,,Cedar Elementary,school,0101,d\n"
             "s2,,,Harbor High School,school,0102,d\n"},
            {"academicSessions.csv",
             "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,"
             "schoolYear\n"
             "t1,,,Fall,semester,2026-08-24,2027-01-15,,2027\n"},
            {"courses.csv",
             "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,"
             "grades,orgSourcedId,subjects,subjectCodes\n"
             "c1,,,,Reading 4,R4,04,d,,\n"},
            {"users.csv",
             "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,"
             "givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,"
             "password\n"
             "p1,,,true,s1,teacher,amina,,Amina,Diallo,,,amina@lake.example,555,555,,,hunter2\n"
             "p2,,,true,s1,teacher,bao,,Bao,Nguyễn,,,bao@lake.example,,,,,hunter2\n"
             "p3,,,true,s2,teacher,chidi,,Chidi,Okafor,,,chidi@lake.example,,,,,hunter2\n"
             "p4,,,true,s1,principal,helen,,Helen,Marsh,,,helen@lake.example,,,,,hunter2\n"
             "x1,,,true,s1,student,zoe,,Zoë,Secretname,,,zoe@lake.example,,,,04,hunter2\n"
             "x2,,,true,s1,student,kofi,,Kofi,Secretname,,,,,,,04,hunter2\n"
             "x3,,,true,s2,student,lena,,Lena,Secretname,,,,,,,09,hunter2\n"},
            {"classes.csv",
             "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,"
             "classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,"
             "periods\n"
             "k1,,,Reading 4A,04,c1,R4A,scheduled,Room 12,s1,t1,Reading,,\n"
             "k2,,,Physics 9,09,,P9,scheduled,Lab,s2,t1,Science,,\n"},
            {"enrollments.csv",
             "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,"
             "primary,beginDate,endDate\n"
             "e1,,,k1,s1,p1,teacher,true,,\n"
             "e2,,,k2,s2,p3,teacher,true,,\n"
             "e3,,,k1,s1,x1,student,,,\n"
             "e4,,,k1,s1,x2,student,,,\n"
             "e5,,,k2,s2,x3,student,,,\n"}};
}

District::District(Db& db) : db_(db), scope_(rapport::test::make_district(db)) {}

Look District::look(const Files& files) {
    Look look;
    look.source_name = "test";
    LoadedBundle bundle(files);
    db_.read(scope_, [&](ReadTx& tx) {
        look.reading = read_bundle(bundle, load_known(tx));
        look.settings = load_settings(tx);
        const State state = load_state(tx, today_of(tx));
        look.plan =
            make_plan({.incoming = look.reading.incoming,
                       .state = state,
                       .settings = look.settings,
                       .today = today_of(tx),
                       .has_open_work = [&](PersonId id) { return has_open_work(tx, id); }});
    });
    return look;
}

Look District::bring_in(const Files& files, const Consent& consent) {
    Look made = look(files);
    must(bring_in_look(made, consent), "the district refused a roster");
    return made;
}

bool District::is_refused(const Files& files) {
    Look made = look(files);
    return !bring_in_look(made, {});
}

bool District::bring_in_look(Look& made, const Consent& consent) {
    return db_.write(scope_, [&](WriteTx& tx) { return bring_in_now(tx, made, consent); })
        .has_value();
}

Result<Look> District::look_at_path(const std::filesystem::path& path) {
    return look_at(db_, scope_, path.string(), path.filename().string());
}

State District::state() {
    return db_.read(scope_, [](ReadTx& tx) { return load_state(tx, today_of(tx)); });
}

const PersonRow* District::person(std::string_view key) {
    state_ = state();
    for (const auto& row : state_.people) {
        if (row.key == key) return &row;
    }
    return nullptr;
}

std::string District::roles_of(std::string_view person_key) {
    const PersonRow* row = person(person_key);
    std::set<std::string> said;
    for (const auto& held : state_.roles) {
        if (&state_.people[static_cast<std::size_t>(held.person)] != row) continue;
        std::string one(code(held.role));
        if (held.building != nowhere) {
            one += "@" + state_.buildings[static_cast<std::size_t>(held.building)].name;
        }
        said.insert(one);
    }
    std::string all;
    for (const auto& one : said) all += (all.empty() ? "" : ", ") + one;
    return all;
}

void District::change(const std::string& sql) {
    std::string text = sql;
    const std::string id = "'" + scope_.district.text() + "'";
    for (auto at = text.find("@d"); at != std::string::npos; at = text.find("@d")) {
        text.replace(at, 2, id);
    }
    db_.script(text);
}

std::string District::picture() {
    const State now = state();
    const auto building = [&](std::int32_t place) {
        return place == nowhere ? "-" : now.buildings[static_cast<std::size_t>(place)].name;
    };
    std::set<std::string> lines;
    const auto line = [&](std::initializer_list<std::string_view> parts) {
        std::string one;
        for (const auto part : parts) one.append(part).append("|");
        lines.insert(one);
    };
    for (const auto& row : now.buildings) {
        if (!row.is_ended) line({"building", row.key, row.name, row.identifier});
    }
    for (const auto& row : now.terms) {
        if (!row.is_ended) line({"term", row.key, row.title, row.begins.iso(), row.ends.iso()});
    }
    for (const auto& row : now.courses) {
        if (!row.is_ended) line({"course", row.key, row.title});
    }
    for (const auto& row : now.classes) {
        if (row.is_ended) continue;
        line({"class", row.key, row.title, row.course, row.grades, row.subjects, row.room,
              row.terms, building(row.building), std::to_string(row.student_count)});
    }
    for (const auto& row : now.people) {
        if (row.is_ended) continue;
        line({"person", row.key, row.name, row.sort_name, row.email, row.title, row.room,
              row.teaches, building(row.building)});
    }
    for (const auto& seat : now.seats) {
        const auto& made = now.classes[static_cast<std::size_t>(seat.class_place)];
        if (made.is_ended) continue;
        line({"seat", made.key, now.people[static_cast<std::size_t>(seat.person)].key, seat.role});
    }
    for (const auto& held : now.roles) {
        line({"role", now.people[static_cast<std::size_t>(held.person)].key, code(held.role),
              building(held.building)});
    }
    std::string picture;
    for (const auto& one : lines) picture += one + "\n";
    return picture;
}

std::filesystem::path shared_data() {
    if (const char* named = std::getenv("RAPPORT_SHARED_DATA")) return named;
    for (const char* up : {"/../shared/data", "/../../shared/data"}) {
        const std::string path = std::string(RAPPORT_SOURCE_DIR) + up;
        if (std::filesystem::exists(path)) return path;
    }
    return {};
}

}  // namespace rapport::roster::test
