#include "design/vacancies/vacancies_jobs.hpp"

#include "design/vacancies/vacancies_store.hpp"
#include "kernel/jobs/jobs.hpp"
#include "platform/audit/audit.hpp"
#include "platform/districts/districts.hpp"

namespace rapport::vacancies {

namespace {
constexpr int morning = 4;  // O'clock.
}

void erase_on(WriteTx& tx, const Vacancy& one) {
    must(one.erase_on.has_value(), "a vacancy that ended keeps its applications for ever");
    jobs::enqueue(tx, erasure_job, one.id.text(), one.id.view(),
                  districts::zone(tx).instant({*one.erase_on, morning, 0}));
}

void erase(WriteTx& tx, std::string_view left) {
    const auto id = VacancyId::parse(left);
    must(id.has_value(), "an erasure names no vacancy");
    const auto one = store::vacancy(tx, *id);
    if (!one || !is_over(one->state)) return;
    const std::int64_t count = store::erase_applications(tx, *id);
    audit::record(tx, "vacancy.erased", "vacancy/" + id->text(),
                  R"({"applications":)" + std::to_string(count) + "}");
}

void mount_erasure(jobs::Runner& runner, Db& db) {
    runner.on(std::string(erasure_job), [&db](const jobs::Job& job) {
        db.write({.district = job.district, .actor = {}},
                 [&](WriteTx& tx) { erase(tx, job.payload); });
    });
}

}  // namespace rapport::vacancies
