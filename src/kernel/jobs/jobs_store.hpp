// Where jobs are kept. Private to kernel/jobs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernel/jobs/jobs.hpp"

namespace rapport::jobs {

bool add(WriteTx&, std::string_view kind, std::string_view dedup, std::string_view payload,
         Instant run_at);
bool is_any_due(ReadTx&);
// Of every district; `tries` as before the lease.
std::vector<Job> due(ReadTx&, int count_max);
// Each of these is for the holder of the lease alone, whom the count of tries names; returns
// whether it still was.
bool lease(WriteTx&, const Job&, Instant until);  // Adds one to the tries of the row.
bool keep(WriteTx&, const Job&, Instant until);
bool finish(WriteTx&, const Job&);
bool put_back(WriteTx&, const Job&, Instant run_at, std::string_view error);
bool park(WriteTx&, const Job&, std::string_view error);
std::int64_t count_parked(ReadTx&);

}  // namespace rapport::jobs
