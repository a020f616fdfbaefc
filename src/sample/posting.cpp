#include "sample/posting.hpp"

#include "design/credentials/credentials.hpp"
#include "design/vacancies/vacancies.hpp"

namespace rapport::sample {

namespace {

using vacancies::Holding;
using vacancies::Wording;

vacancies::Typed vacancy(Day today) {
    return {.title = "Technology coach",
            .place = "Cedar Elementary and Lakeside Middle School",
            .summary =
                "You plan lessons with teachers, teach beside them, and help with small "
                "things in the hallway, so that technology helps students learn. You "
                "evaluate nobody. Two coaches are here already and will show you around.",
            .begins = "In August, or as soon as you can",
            .hours = "37.5 hours a week, the teachers’ year and five days",
            .pay = "The teachers’ schedule, with a stipend",
            .apply_how = "",
            .takes_applications = true,
            .apply_by = today.plus(30),
            .post = {},
            .requirements = {{Wording::required, "", "Three years of teaching, in any subject"},
                             {Wording::required, "", "A valid teaching certificate"},
                             {Wording::preferred, "", "Experience with adults who learn"},
                             {Wording::preferred, "maine_680", ""},
                             {Wording::willing, "iste_certified", ""}},
            .version = 0};
}

void post_vacancy(Db& db, DistrictId district, PersonId director) {
    const auto id = db.write({.district = district, .actor = director}, [](WriteTx& tx) {
        const Day today = Zone::utc().day(tx.now());
        const auto made = vacancies::begin(tx, vacancy(today), locale::Language::english);
        must(made.has_value(), "the sample's vacancy is refused");
        const auto posted = vacancies::post(tx, *vacancies::find(tx, *made));
        must(posted.has_value(), "the sample's vacancy cannot be posted");
        return *made;
    });
    db.write({.district = district, .actor = {}}, [&](WriteTx& tx) {
        const auto sent = vacancies::apply(
            tx, *vacancies::find(tx, id),
            {.name = "Ines Duarte",
             .email = "ines.duarte@mail.example",
             .words = "I have taught grade 5 for six years and have planned with my neighbours for "
                      "as long. I would like to do that all day.",
             .answers = {{"maine_680", Holding::no}, {"iste_certified", Holding::would}},
             .documents = {{vacancies::FileKind::txt, "Ines Duarte.txt",
                            "Grade 5, Maple Street, since 2020.\nMentor of two new teachers.\n"}}});
        must(sent.has_value(), "the sample's application is refused");
    });
}

void hold_credentials(Db& db, DistrictId district, const Staff& staff) {
    const auto enter = [&](PersonId person, const credentials::Typed& typed) {
        db.write({.district = district, .actor = person}, [&](WriteTx& tx) {
            const auto made = credentials::enter(tx, typed);
            must(made.has_value(), "a credential of the sample is refused");
        });
    };
    const Day today = Zone::utc().day(db.clock().now());
    enter(staff.coaches.front(), {.type = "iste_certified",
                                  .edition = "",
                                  .name = "",
                                  .evidence = "In my file at the office",
                                  .obtained_on = today.plus(-3 * 365 + 120),
                                  .expires_on = {}});
    enter(staff.coaches.front(), {.type = "google_educator",
                                  .edition = "",
                                  .name = "",
                                  .evidence = "",
                                  .obtained_on = today.plus(-300),
                                  .expires_on = {}});
    enter(staff.coaches.back(), {.type = "maine_680",
                                 .edition = "",
                                 .name = "",
                                 .evidence = "With the state’s list",
                                 .obtained_on = today.plus(-900),
                                 .expires_on = today.plus(900)});
    enter(staff.teachers.front(), {.type = "apple_coach",
                                   .edition = "",
                                   .name = "",
                                   .evidence = "",
                                   .obtained_on = today.plus(-60),
                                   .expires_on = {}});
    db.write({.district = district, .actor = staff.coaches.front()}, [&](WriteTx& tx) {
        const auto made = credentials::plan(tx, {.type = "maine_680", .by = today.plus(400)});
        must(made.has_value(), "a plan of the sample is refused");
    });
}

}  // namespace

void seek_somebody(Db& db, DistrictId district, const Staff& staff) {
    post_vacancy(db, district, staff.director);
    hold_credentials(db, district, staff);
}

}  // namespace rapport::sample
