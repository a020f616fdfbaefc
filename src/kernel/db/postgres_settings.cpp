// What a PostgreSQL server, a database and a role must be before a district may rely on them
// (R-01, R-05): said to the server on every connection, and read back.
#include <cstring>

#include "kernel/db/postgres_connection.hpp"

namespace rapport::db {

namespace {

// A superuser and a role with BYPASSRLS pass the second fence; tests may.
constexpr const char* facts = R"(
    SELECT current_setting('fsync'), current_setting('full_page_writes'),
           current_setting('synchronous_commit'), pg_encoding_to_char(d.encoding), d.datcollate,
           CASE WHEN r.rolsuper OR r.rolbypassrls THEN 'free' ELSE 'fenced' END,
           CASE WHEN CAST(current_setting('server_version_num') AS BIGINT) >= 150000
                THEN 'fit' ELSE 'old' END
      FROM pg_database d, pg_roles r
     WHERE d.datname = current_database() AND r.rolname = current_user)";

constexpr const char* settings =
    "SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '60s'; "
    "SET client_encoding = 'UTF8'; SET jit = off; SET standard_conforming_strings = on";

PostgresResult ask(PGconn* connection, const char* sql) {
    PostgresResult result(PQexec(connection, sql));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) return result;
    throw Fault("PostgreSQL refuses its settings: " + postgres_message(result.get()));
}

bool is_bytewise(const std::string& collation) {
    return collation == "C" || collation == "POSIX" || collation == "C.UTF-8" ||
           collation == "C.utf8";
}

void check_database(const PGresult* found) {
    const auto fact = [&](int column) { return std::string(PQgetvalue(found, 0, column)); };
    if (fact(6) != "fit") throw Fault("PostgreSQL is older than 15");
    if (fact(3) != "UTF8") throw Fault("the database is not in UTF8");
    if (!is_bytewise(fact(4))) {
        throw Fault("the database sorts by \"" + fact(4) +
                    "\"; make it with TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
    }
}

void check_promises(const PGresult* found) {
    const auto fact = [&](int column) { return std::string(PQgetvalue(found, 0, column)); };
    if (fact(0) != "on") throw Fault("the server runs with fsync = off: nothing would be safe");
    if (fact(1) != "on") throw Fault("the server runs with full_page_writes = off");
    if (fact(5) != "fenced") {
        throw Fault("the role passes row security; use one without SUPERUSER and BYPASSRLS");
    }
}

// Commits wait for the disk (and for the standby, where there is one). The stricter remote_apply
// stays as it is.
void settle_commits(PGconn* connection, const std::string& found) {
    if (found == "on" || found == "remote_apply") return;
    ask(connection, "SET synchronous_commit = on");
    const PostgresResult back = ask(connection, "SHOW synchronous_commit");
    if (std::strcmp(PQgetvalue(back.get(), 0, 0), "on") != 0) {
        throw Fault("PostgreSQL does not keep synchronous_commit = on");
    }
}

}  // namespace

std::string postgres_message(const PGresult* result) {
    const char* text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    return text == nullptr ? "no answer" : text;
}

PostgresHandle connect_postgres(const Options& options) {
    // The later of two equal keywords wins; the URL, expanded in its place, can set its own.
    const char* const keywords[] = {"connect_timeout", "application_name", "tcp_user_timeout",
                                    "keepalives_idle", "dbname",           nullptr};
    const char* const values[] = {"5", "rapport", "10000", "30", options.url.c_str(), nullptr};
    PostgresHandle handle(PQconnectdbParams(keywords, values, 1));
    if (!handle || PQstatus(handle.get()) != CONNECTION_OK) {
        throw Busy("PostgreSQL does not answer: " +
                   std::string(handle ? PQerrorMessage(handle.get()) : "no memory"));
    }
    PQsetNoticeReceiver(
        handle.get(), [](void*, const PGresult*) {}, nullptr);
    ask(handle.get(), settings);
    const PostgresResult found = ask(handle.get(), facts);
    if (PQntuples(found.get()) != 1) throw Fault("PostgreSQL does not say what it is");
    check_database(found.get());
    if (options.is_test) {
        ask(handle.get(), "SET synchronous_commit = off");
    } else {
        check_promises(found.get());
        settle_commits(handle.get(), PQgetvalue(found.get(), 0, 2));
    }
    return handle;
}

}  // namespace rapport::db
