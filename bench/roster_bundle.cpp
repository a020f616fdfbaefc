// Writes a OneRoster 1.2 bundle of invented people, the same for the same seed:
//
//     roster_bundle FOLDER [USERS] [SEED]
//
// One user in twelve is staff, one in forty a parent, the rest are students in six classes each.
// The slips are those of real exports: TRUE for true, days without a time, a status in a full file,
// a password in a column of its own.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t students_per_school = 600, classes_per_teacher = 5, classes_per_student = 6;

constexpr std::array<std::string_view, 24> given_names = {
    "Amina",   "Bao",   "Chidi",     "Dolores", "Elif",  "Farah",  "Giulia",    "Hiroshi",
    "Ingrid",  "Jamal", "Katarzyna", "Léa",     "Mateo", "Nguyễn", "Oluwaseun", "Priya",
    "Quentin", "Rosa",  "Søren",     "Tomás",   "Uma",   "Vjosa",  "Wanjiru",   "Zoë"};
constexpr std::array<std::string_view, 24> family_names = {
    "Abdi",    "Bianchi", "Castillo", "Diallo",   "Eriksson", "Fofanah",  "García",  "Haddad",
    "Ivanova", "Jensen",  "Kowalski", "Lê",       "Morales",  "Nakamura", "O’Brien", "Petrov",
    "Quispe",  "Rahman",  "Størmer",  "Tremblay", "Udo",      "Vasquez",  "Wójcik",  "Yılmaz"};
constexpr std::array<std::string_view, 8> subjects = {
    "Mathematics", "Science", "History", "Reading", "Art", "Music", "French", "Geography"};

struct Writer {
    explicit Writer(const std::filesystem::path& path) : out(path, std::ios::binary) {
        if (!out) {
            throw std::runtime_error("cannot write there");
        }
    }
    Writer& operator<<(std::string_view text) {
        out.write(text.data(), static_cast<std::streamsize>(text.size()));
        return *this;
    }
    Writer& operator<<(std::size_t number) { return *this << std::to_string(number); }
    std::ofstream out;
};

// An id as student information systems make them, the same for the same thing.
std::string id_of(std::string_view kind, std::size_t number) {
    std::uint64_t state =
        number * 0x9E3779B97F4A7C15ull + kind.size() * 31 + static_cast<unsigned char>(kind[0]);
    std::string id;
    for (const int length : {8, 4, 4, 4, 12}) {
        if (!id.empty()) id += '-';
        for (int i = 0; i < length; ++i) {
            state ^= state >> 29;
            state *= 0xBF58476D1CE4E5B9ull;
            id += "0123456789abcdef"[state >> 60];
        }
    }
    return id + "-" + std::to_string(number);
}

struct Shape {
    std::size_t users, staff, parents, students, schools, teachers, classes;
};

Shape shape_of(std::size_t users) {
    Shape shape{};
    shape.users = users;
    shape.staff = users / 12;
    shape.parents = users / 40;
    shape.students = users - shape.staff - shape.parents;
    shape.schools = shape.students / students_per_school + 1;
    shape.teachers =
        shape.staff - shape.staff / 5;  // The others are aides, counselors, principals.
    shape.classes = shape.teachers * classes_per_teacher;
    return shape;
}

std::size_t school_of_class(const Shape& shape, std::size_t number) {
    return number / classes_per_teacher % shape.schools;
}

void write_manifest(const std::filesystem::path& folder) {
    Writer out(folder / "manifest.csv");
    out << "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\n"
           "file.academicSessions,bulk\nfile.categories,absent\nfile.classes,bulk\n"
           "file.classResources,absent\nfile.courses,bulk\nfile.courseResources,absent\n"
           "file.demographics,absent\nfile.enrollments,bulk\nfile.lineItems,absent\n"
           "file.orgs,bulk\nfile.resources,absent\nfile.results,absent\nfile.roles,bulk\n"
           "file.users,bulk\nsource.systemName,Invented\nsource.systemCode,1\n";
}

void write_places(const std::filesystem::path& folder, const Shape& shape) {
    Writer orgs(folder / "orgs.csv");
    orgs << "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n";
    orgs << id_of("district", 0) << ",,,Great Lakes Schools,district,0100,\n";
    for (std::size_t i = 0; i < shape.schools; ++i) {
        orgs << id_of("school", i) << ",,,School No. " << i + 1 << ",school,0" << 10'000 + i << ","
             << id_of("district", 0) << "\n";
    }
    Writer terms(folder / "academicSessions.csv");
    terms << "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,"
             "schoolYear\n"
          << id_of("term", 0) << ",,,2026-27,schoolYear,2026-08-24,2027-06-12,,2027\n"
          << id_of("term", 1) << ",,,Fall,semester,2026-08-24,2027-01-16," << id_of("term", 0)
          << ",2027\n"
          << id_of("term", 2) << ",,,Spring,semester,2027-01-18,2027-06-12," << id_of("term", 0)
          << ",2027\n";
    Writer courses(folder / "courses.csv");
    courses << "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,"
               "orgSourcedId,subjects,subjectCodes\n";
    for (std::size_t i = 0; i < subjects.size() * 12; ++i) {
        courses << id_of("course", i) << ",,," << id_of("term", 0) << "," << subjects[i % 8] << " "
                << i / 8 + 1 << ",C" << i << "," << i / 8 + 1 << "," << id_of("district", 0) << ","
                << subjects[i % 8] << ",\n";
    }
}

void write_users(const std::filesystem::path& folder, const Shape& shape, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    Writer users(folder / "users.csv");
    users << "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,"
             "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,"
             "userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,"
             "primaryOrgSourcedId,pronouns\n";
    Writer roles(folder / "roles.csv");
    roles << "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,"
             "orgSourcedId,userProfileSourcedId\n";
    for (std::size_t i = 0; i < shape.users; ++i) {
        const std::string id = id_of("user", i);
        const std::string school = id_of("school", i % shape.schools);
        const auto given = given_names[random() % given_names.size()];
        const auto family = family_names[random() % family_names.size()];
        const bool is_staff = i < shape.staff;
        const bool is_parent = !is_staff && i < shape.staff + shape.parents;
        users << id << ",active,2026-08-01,TRUE,u" << i << ",{LDAP:" << i << "}," << given << ","
              << family << ",," << i << ",u" << i << "@lakes.example,6035550000,6035550001,,"
              << (is_staff || is_parent ? "" : "05") << ",Secret" << i << ",,,,," << school
              << ",\n";
        const std::string_view role = is_parent            ? "guardian"
                                      : !is_staff          ? "student"
                                      : i < shape.teachers ? "teacher"
                                      : i % 20 == 0        ? "principal"
                                      : i % 3 == 0         ? "counselor"
                                                           : "aide";
        roles << id_of("role", i) << ",,," << id << ",primary," << role << ",2026-08-24,," << school
              << ",\n";
    }
}

void write_classes(const std::filesystem::path& folder, const Shape& shape, std::uint64_t seed) {
    std::mt19937_64 random(seed + 1);
    Writer classes(folder / "classes.csv");
    classes << "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,"
               "location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\n";
    Writer enrollments(folder / "enrollments.csv");
    enrollments << "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,"
                   "userSourcedId,role,primary,beginDate,endDate\n";
    std::size_t serial = 0;
    const auto enroll = [&](std::size_t made, const std::string& user, std::string_view role) {
        enrollments << id_of("enrollment", serial++) << ",,," << id_of("class", made) << ","
                    << id_of("school", school_of_class(shape, made)) << "," << user << "," << role
                    << "," << (role == "teacher" ? "true" : "") << ",2026-08-24,2027-06-12\n";
    };
    for (std::size_t i = 0; i < shape.classes; ++i) {
        const std::size_t course = random() % (subjects.size() * 12);
        classes << id_of("class", i) << ",,," << subjects[course % 8] << " " << i << ","
                << course / 8 + 1 << "," << id_of("course", course) << ",S" << i
                << ",scheduled,Room " << 100 + i / classes_per_teacher % 80 << ","
                << id_of("school", school_of_class(shape, i)) << ",\"" << id_of("term", 1) << ","
                << id_of("term", 2) << "\"," << subjects[course % 8] << ",,\"1,3\"\n";
        enroll(i, id_of("user", i / classes_per_teacher), "teacher");
    }
    const std::size_t first = shape.staff + shape.parents;
    for (std::size_t i = first; i < shape.users; ++i) {
        const std::string user = id_of("user", i);
        const std::size_t start = random() % shape.classes;
        for (std::size_t k = 0; k < classes_per_student; ++k) {
            enroll((start + k * 7) % shape.classes, user, "student");
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fputs("roster_bundle FOLDER [USERS] [SEED]\n", stderr);
        return 2;
    }
    const std::filesystem::path folder(argv[1]);
    const std::size_t users = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 250'000;
    const std::uint64_t seed = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1;
    if (users < 100) {
        std::fputs("at least a hundred users\n", stderr);
        return 2;
    }
    std::filesystem::create_directories(folder);
    const Shape shape = shape_of(users);
    write_manifest(folder);
    write_places(folder, shape);
    write_users(folder, shape, seed);
    write_classes(folder, shape, seed);
    return 0;
}
