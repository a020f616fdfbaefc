// The mails of a school: the letters that were left are written first, as the runner does.
#pragma once

#include <string>
#include <vector>

#include "platform/letters/letters.hpp"
#include "tests/support/school.hpp"

namespace rapport::test {

inline std::vector<std::string> jobs_of(School& school, std::string_view kind) {
    return school.db().read(school.scope(), [&](ReadTx& tx) {
        return tx.all<std::string>(
            Sql{"test.payloads", R"(SELECT payload FROM job
                                     WHERE district_id = $1 AND kind = $2 ORDER BY run_at, id)"},
            [](const db::Row& row) { return row.text(0); }, tx.district(), kind);
    });
}

// Those that wait to be sent, as they will be sent.
inline std::vector<std::string> mails(School& school) {
    const Scope nobody{.district = school.scope().district, .actor = {}};
    // A runner that died half way does its round again.
    for (int i = 0; i < 2; ++i) {
        for (const auto& left : jobs_of(school, letters::letter_job)) {
            school.db().write(nobody,
                              [&](WriteTx& tx) { letters::tell(tx, left, "http://rapport.test"); });
        }
    }
    return jobs_of(school, "mail");
}

// The same, and they are gone: the next look finds those that came later.
inline std::vector<std::string> mails_taken(School& school) {
    auto all = mails(school);
    school.db().write(school.scope(), [](WriteTx& tx) {
        tx.run(Sql{"test.forget", "DELETE FROM job WHERE district_id = $1"}, tx.district());
    });
    return all;
}

}  // namespace rapport::test
