#include "kernel/jobs/jobs_store.hpp"

namespace rapport::jobs {

namespace {

using JobId = Id<struct JobTag>;

// The installation's own jobs have no district: ''.
std::string_view stored(const DistrictId& district) {
    return district.is_none() ? std::string_view() : district.view();
}

Job job_of(const db::Row& row) {
    return {
        .id = row.text(1),
        .district = DistrictId::parse(row.view(0)).value_or(DistrictId()),
        .kind = row.text(2),
        .dedup = row.text(3),
        .payload = row.text(4),
        .tries = static_cast<int>(row.integer(5)),
    };
}

}  // namespace

namespace sql {
constexpr Sql add{"jobs.add", R"(
    INSERT INTO job (district_id, id, kind, dedup, payload, run_at)
    VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (district_id, kind, dedup) DO NOTHING)"};

// Rides the partial index job_due, as does the next.
constexpr Sql is_any_due{"jobs.is_any_due", R"(
    SELECT COUNT(*)
      FROM (SELECT id FROM job
             WHERE done_at IS NULL AND parked_at IS NULL AND run_at <= $1 AND leased_until <= $1
             LIMIT 1) due)"};

constexpr Sql due{"jobs.due", R"(
    SELECT district_id, id, kind, dedup, payload, tries
      FROM job
     WHERE done_at IS NULL AND parked_at IS NULL AND run_at <= $1 AND leased_until <= $1
     ORDER BY run_at, id
     LIMIT $2)"};

constexpr Sql lease{"jobs.lease", R"(
    UPDATE job SET leased_until = $4, tries = tries + 1
     WHERE district_id = $1 AND id = $2 AND tries = $3 AND done_at IS NULL AND parked_at IS NULL)"};

constexpr Sql keep{"jobs.keep", R"(
    UPDATE job SET leased_until = $4
     WHERE district_id = $1 AND id = $2 AND tries = $3 AND done_at IS NULL AND parked_at IS NULL)"};

// What it said goes: a mail that is sent is no longer kept here. That it was done stays.
constexpr Sql finish{"jobs.finish", R"(
    UPDATE job SET done_at = $4, leased_until = 0, payload = ''
     WHERE district_id = $1 AND id = $2 AND tries = $3 AND done_at IS NULL AND parked_at IS NULL)"};

constexpr Sql put_back{"jobs.put_back", R"(
    UPDATE job SET run_at = $4, leased_until = 0, last_error = $5
     WHERE district_id = $1 AND id = $2 AND tries = $3 AND done_at IS NULL AND parked_at IS NULL)"};

constexpr Sql park{"jobs.park", R"(
    UPDATE job SET parked_at = $4, leased_until = 0, last_error = $5
     WHERE district_id = $1 AND id = $2 AND tries = $3 AND done_at IS NULL AND parked_at IS NULL)"};

constexpr Sql count_parked{"jobs.count_parked", R"(
    SELECT COUNT(*) FROM job WHERE parked_at IS NOT NULL AND done_at IS NULL)"};
}  // namespace sql

bool add(WriteTx& tx, std::string_view kind, std::string_view dedup, std::string_view payload,
         Instant run_at) {
    return tx.run(sql::add, stored(tx.district()), tx.new_id<JobId>(), kind, dedup, payload,
                  run_at) == 1;
}

bool is_any_due(ReadTx& tx) { return tx.number(sql::is_any_due, tx.now()) > 0; }

std::vector<Job> due(ReadTx& tx, int count_max) {
    return tx.all<Job>(sql::due, job_of, tx.now(), count_max);
}

bool lease(WriteTx& tx, const Job& job, Instant until) {
    return tx.run(sql::lease, stored(job.district), job.id, job.tries, until) == 1;
}

bool keep(WriteTx& tx, const Job& job, Instant until) {
    return tx.run(sql::keep, stored(job.district), job.id, job.tries, until) == 1;
}

bool finish(WriteTx& tx, const Job& job) {
    return tx.run(sql::finish, stored(job.district), job.id, job.tries, tx.now()) == 1;
}

bool put_back(WriteTx& tx, const Job& job, Instant run_at, std::string_view error) {
    return tx.run(sql::put_back, stored(job.district), job.id, job.tries, run_at, error) == 1;
}

bool park(WriteTx& tx, const Job& job, std::string_view error) {
    return tx.run(sql::park, stored(job.district), job.id, job.tries, tx.now(), error) == 1;
}

std::int64_t count_parked(ReadTx& tx) { return tx.number(sql::count_parked); }

}  // namespace rapport::jobs
