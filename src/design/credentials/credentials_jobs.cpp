#include "design/credentials/credentials_jobs.hpp"

#include "design/credentials/credentials_store.hpp"
#include "kernel/jobs/jobs.hpp"
#include "platform/districts/districts.hpp"
#include "platform/letters/letters.hpp"

namespace rapport::credentials {

namespace {
constexpr int morning = 8;  // O'clock.
}

// What is left: "<id> <the end that is warned of>".
void warn_before(WriteTx& tx, const Credential& one) {
    if (!one.expires_on) return;
    const Zone& zone = districts::zone(tx);
    const Day day = one.expires_on->plus(-warning_days);
    if (day <= zone.day(tx.now())) return;
    const std::string left = one.id.text() + " " + one.expires_on->iso();
    jobs::enqueue(tx, warning_job, left, left, zone.instant({day, morning, 0}));
}

void warn(WriteTx& tx, std::string_view left) {
    const auto space = left.find(' ');
    const auto id = CredentialId::parse(left.substr(0, space));
    must(id.has_value() && space != left.npos, "a warning names no credential");
    const auto one = store::find(tx, *id);
    if (!one || !one->expires_on || one->expires_on->iso() != left.substr(space + 1)) return;
    letters::leave(tx, {.event = "credential.expiring",
                        .thing = one->id.text(),
                        .path = "/credentials",
                        .says = "credentials.mail_expiring",
                        .to = {one->holder}});
}

void mount_warnings(jobs::Runner& runner, Db& db) {
    runner.on(std::string(warning_job), [&db](const jobs::Job& job) {
        db.write({.district = job.district, .actor = {}},
                 [&](WriteTx& tx) { warn(tx, job.payload); });
    });
}

}  // namespace rapport::credentials
