// One connection to PostgreSQL, always in pipeline mode: BEGIN and the district travel with the
// first statement of a transaction, and the end of a read is not waited for. Used by one thread at
// a time. Private to kernel/db.
#pragma once

#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "kernel/db/db.hpp"

namespace rapport::db {

// Two faults that Engine::write and Engine::read answer by trying again; slices never see them.
struct Clash : Fault {  // Somebody else's transaction went first.
    using Fault::Fault;
};
struct Lost : Fault {  // The connection is gone, before COMMIT was sent: nothing was done.
    using Fault::Fault;
};

struct PostgresClose {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct PostgresClear {
    void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresHandle = std::unique_ptr<PGconn, PostgresClose>;
using PostgresResult = std::unique_ptr<PGresult, PostgresClear>;

enum class PostgresUse { write, read };

struct PostgresTimes {
    std::chrono::milliseconds statement{35'000};  // The server gives up after 30 s.
    std::chrono::milliseconds commit{5'000};      // then nobody knows.
};

// Connects, tells the server what R-01 demands and reads it back. Throws Busy if nobody answers,
// Fault if the server or the role is not fit to keep a district's rows.
PostgresHandle connect_postgres(const Options&);
// What the server said, without the values it quotes: they are people's.
std::string postgres_message(const PGresult*);

class PostgresConnection {
  public:
    PostgresConnection(const Options&, PostgresUse, PostgresTimes);

    void begin(const Scope&);  // Sent with the first statement.
    std::int64_t run(const Sql&, std::span<const Value>, const RowReader*);
    void commit();               // Throws Clash, Conflict, Unknown; after Unknown it is dead.
    void end_without_waiting();  // COMMIT of a read, ROLLBACK of a write.
    void try_prepare(const std::string& sql);
    bool is_dead() const;

  private:
    using Deadline = std::chrono::steady_clock::time_point;
    struct Prepared {
        std::string name;
        std::string text;
        std::vector<Oid> types;
    };

    const Prepared& prepared(const Sql&);
    void prepare(const Sql&, Prepared&);
    void bind(const Prepared&, std::span<const Value>);
    void send_begin();
    void send_named(const char* name);
    void sync();
    void settle_debts();
    PostgresResult finish_round(const char* what, Deadline);
    PostgresResult next_result(Deadline);
    void check(const char* what, PostgresResult);
    [[noreturn]] void lose(const std::string& what);
    static void on_notice(void* self, const PGresult*);

    PostgresHandle handle_;
    const PostgresUse use_;
    const PostgresTimes times_;
    std::string district_;  // For the BEGIN that waits to be sent.
    bool is_begin_waiting_ = false;
    bool is_open_ = false;  // A transaction is open on the server.
    bool is_lost_ = false;
    bool was_warned_ = false;  // During COMMIT: a standby may not have it.
    int debts_ = 0;            // Rounds sent whose answers nobody has read.
    std::unordered_map<const char*, Prepared> prepared_;
    int prepared_count_ = 0;
    std::vector<std::string> numbers_;  // Texts of the numbers bound; reused.
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
};

class PostgresSession final : public Session {
  public:
    explicit PostgresSession(PostgresConnection& connection) : connection_(connection) {}
    std::int64_t run(const Sql& sql, std::span<const Value> values,
                     const RowReader* reader) override {
        ++statements_;
        return connection_.run(sql, values, reader);
    }
    bool is_sqlite() const override { return false; }
    std::int64_t statements() const { return statements_; }

  private:
    PostgresConnection& connection_;
    std::int64_t statements_ = 0;
};

class Engine;
std::unique_ptr<Engine> open_postgres(const Options&, Random&, PostgresTimes);

}  // namespace rapport::db
