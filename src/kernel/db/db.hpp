// The one door to storage. A read gets a ReadTx, which cannot write; a write gets a WriteTx
// inside one serializable transaction. Both carry the Scope: whose rows, and who asks.
// SQLite and PostgreSQL stand behind it with the same SQL; only sqlite.cpp and postgres.cpp know
// which. A write's body may run twice, so it sends nothing: it enqueues (jobs/jobs.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/clock/clock.hpp"
#include "kernel/id/id.hpp"
#include "kernel/id/random.hpp"
#include "kernel/result.hpp"

namespace rapport::sealing {
class Secret;
class ServerKey;
}  // namespace rapport::sealing

namespace rapport {

class ReadTx;

// A statement, named "slice.what" for logs, counts and the registry test. $1…$n on both engines.
struct Sql {
    const char* name;
    const char* text;
};

// Whose rows and who acts. whole() is for the few acts that are nobody's yet: signing in, running
// jobs, making a district.
struct Scope {
    DistrictId district;
    PersonId actor;
    bool is_whole = false;
    // What the actor has unlocked for this one request: the secret that opens what is sealed to
    // them. None in jobs, for programs with a token, and while it is locked.
    const sealing::Secret* secret = nullptr;
    static Scope whole() { return {.district = {}, .actor = {}, .is_whole = true}; }
};

namespace db {

// A parameter on its way in. Borrows text; lives for one call.
class Value {
  public:
    enum class Kind { null, integer, real, text };
    Value() = default;
    Value(std::nullopt_t) {}
    Value(bool flag) : kind_(Kind::integer), is_flag_(true), integer_(flag ? 1 : 0) {}
    Value(int number) : kind_(Kind::integer), integer_(number) {}
    Value(std::int64_t number) : kind_(Kind::integer), integer_(number) {}
    Value(double number) : kind_(Kind::real), real_(number) {}
    Value(std::string_view text) : kind_(Kind::text), text_(text) {}
    Value(const std::string& text) : kind_(Kind::text), text_(text) {}
    Value(const char* text) : kind_(Kind::text), text_(text) {}
    Value(Instant at) : kind_(Kind::integer), integer_(at.ms) {}
    Value(Day on) : kind_(Kind::text), own_(on.iso()), text_(own_) {}
    template <class Tag>
    Value(const Id<Tag>& id) : kind_(Kind::text), text_(id.view()) {}
    template <class T>
    Value(const std::optional<T>& maybe) {
        if (maybe) assign(Value(*maybe));
    }
    Value(const Value& other) { assign(other); }
    Value& operator=(const Value& other) {
        if (this != &other) assign(other);
        return *this;
    }

    Kind kind() const { return kind_; }
    bool is_flag() const { return is_flag_; }
    std::int64_t integer() const { return integer_; }
    double real() const { return real_; }
    std::string_view text() const { return text_; }

  private:
    void assign(const Value& other) {
        kind_ = other.kind_;
        is_flag_ = other.is_flag_;
        integer_ = other.integer_;
        real_ = other.real_;
        own_ = other.own_;
        text_ = other.own_.empty() ? other.text_ : std::string_view(own_);
    }
    Kind kind_ = Kind::null;
    bool is_flag_ = false;
    std::int64_t integer_ = 0;
    double real_ = 0;
    std::string own_;  // Only for values that are not text already.
    std::string_view text_;
};

// One row on its way out; valid only inside the callback. Columns count from 0. Asking for a
// number where there is text, or for a value where there is NULL, is a Bug.
class Row {
  public:
    virtual ~Row() = default;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view view(int column) const = 0;  // Dies with the row.

    std::string text(int column) const { return std::string(view(column)); }
    std::string text_or_empty(int column) const { return is_null(column) ? "" : text(column); }
    bool flag(int column) const { return integer(column) != 0; }
    Instant instant(int column) const { return {integer(column)}; }
    Day day(int column) const;
    template <class IdType>
    IdType id(int column) const {
        const auto parsed = IdType::parse(view(column));
        must(parsed.has_value(), "a stored id is not an id");
        return *parsed;
    }
    template <class IdType>
    std::optional<IdType> maybe_id(int column) const {
        if (is_null(column)) return std::nullopt;
        return id<IdType>(column);
    }
    std::optional<std::int64_t> maybe_integer(int column) const {
        if (is_null(column)) return std::nullopt;
        return integer(column);
    }
    std::optional<Instant> maybe_instant(int column) const {
        if (is_null(column)) return std::nullopt;
        return instant(column);
    }
    std::optional<Day> maybe_day(int column) const {
        if (is_null(column)) return std::nullopt;
        return day(column);
    }
};

using RowReader = std::function<void(const Row&)>;

// One engine connection inside one transaction. Only kernel/db implements it.
class Session {
  public:
    virtual ~Session() = default;
    // Runs one statement and hands over its rows; returns the number of rows changed. A broken
    // UNIQUE, foreign key or CHECK throws Conflict.
    virtual std::int64_t run(const Sql& sql, std::span<const Value> values,
                             const RowReader* reader) = 0;
    virtual bool is_sqlite() const = 0;
};

// Faults. The request edge answers them; slices never catch.
struct Fault : std::runtime_error {
    using std::runtime_error::runtime_error;
};
struct Conflict : Fault {  // A constraint said no. The transaction is void.
    using Fault::Fault;
};
struct Busy : Fault {  // Too much at once; nothing was done. 503, try again.
    using Fault::Fault;
};
struct Unknown : Fault {  // COMMIT was sent and nobody knows. 503, same key again.
    using Fault::Fault;
};

bool is_on_sqlite(const ReadTx&);  // For kernel/db alone: elsewhere both engines are one.

}  // namespace db

class ReadTx {
  public:
    ReadTx(db::Session& session, const Scope& scope, Instant now,
           const sealing::ServerKey* server_key)
        : session_(session), scope_(scope), now_(now), server_key_(server_key) {}
    ReadTx(const ReadTx&) = delete;
    ReadTx& operator=(const ReadTx&) = delete;

    const Scope& scope() const { return scope_; }
    // Not copies: a view of their letters lives as long as the transaction.
    const DistrictId& district() const { return scope_.district; }
    const PersonId& actor() const { return scope_.actor; }
    Instant now() const { return now_; }  // The same all through the transaction.
    // What the server holds beside the database (kernel/sealing). A Bug where none was entrusted.
    const sealing::ServerKey& server_key() const {
        must(server_key_ != nullptr, "this database was opened without the server's key");
        return *server_key_;
    }

    // Every row, in the order of the statement.
    template <class F, class... A>
    void each(const Sql& sql, F&& reader, const A&... values) {
        const std::array<db::Value, sizeof...(A)> bound{db::Value(values)...};
        const db::RowReader callback = std::ref(reader);
        session_.run(sql, bound, &callback);
    }
    // Every row through `make`, which takes a Row and returns a T.
    template <class T, class F, class... A>
    std::vector<T> all(const Sql& sql, F&& make, const A&... values) {
        std::vector<T> found;
        each(
            sql, [&](const db::Row& row) { found.push_back(make(row)); }, values...);
        return found;
    }
    // The first row through `make`, if there is one.
    template <class T, class F, class... A>
    std::optional<T> maybe(const Sql& sql, F&& make, const A&... values) {
        std::optional<T> found;
        each(
            sql,
            [&](const db::Row& row) {
                if (!found) found = make(row);
            },
            values...);
        return found;
    }
    // For a statement whose number of values only the running program knows (db/copy.hpp).
    void each_of(const Sql& sql, std::span<const db::Value> values, const db::RowReader& reader) {
        session_.run(sql, values, &reader);
    }
    // The one number of the one row: counts and sums. No row or NULL is a Bug.
    template <class... A>
    std::int64_t number(const Sql& sql, const A&... values) {
        const auto found = maybe<std::int64_t>(
            sql, [](const db::Row& row) { return row.integer(0); }, values...);
        must(found.has_value(), "a statement that always gives a number gave none");
        return *found;
    }

  protected:
    db::Session& session_;

  private:
    friend bool db::is_on_sqlite(const ReadTx&);
    Scope scope_;
    Instant now_;
    const sealing::ServerKey* server_key_;
};

class WriteTx : public ReadTx {
  public:
    WriteTx(db::Session& session, const Scope& scope, Instant now, Random& random,
            const sealing::ServerKey* server_key)
        : ReadTx(session, scope, now, server_key), random_(random) {}

    // INSERT, UPDATE, DELETE; returns the rows changed.
    template <class... A>
    std::int64_t run(const Sql& sql, const A&... values) {
        const std::array<db::Value, sizeof...(A)> bound{db::Value(values)...};
        return session_.run(sql, bound, nullptr);
    }
    std::int64_t run_of(const Sql& sql, std::span<const db::Value> values) {
        return session_.run(sql, values, nullptr);
    }
    template <class IdType>
    IdType new_id() {
        return random_.id<IdType>();
    }
    Random& random() { return random_; }

  private:
    Random& random_;
};

namespace db {

struct Options {
    std::string url;       // "postgresql://…", or a path to an SQLite file.
    int readers = 4;       // Read connections (both engines).
    int writers = 16;      // Write connections (PostgreSQL only; SQLite has one writer).
    int queue_max = 256;   // Writes waiting (SQLite); beyond it Busy.
    int batch_max = 256;   // Writes in one commit (SQLite).
    bool is_test = false;  // Durability off, for tests that need none. Never in `serve`.
};

struct Counts {  // Since the start; for /metrics, benches and the statement-budget test.
    std::int64_t statements = 0;
    std::int64_t reads = 0;
    std::int64_t writes = 0;
    std::int64_t commits = 0;  // Group commits on SQLite.
};

class Engine;  // sqlite.cpp, postgres.cpp.

}  // namespace db

class Db {
  public:
    // Opens and checks the engine's settings: throws Fault where they cannot be had. Does
    // not migrate.
    static std::unique_ptr<Db> open(const db::Options&, Clock&, Random&);
    Db(std::unique_ptr<db::Engine>, Clock&, Random&);  // For open(), which chooses the engine.
    ~Db();

    // Runs `body(ReadTx&)` in a read-only snapshot and returns what it returns.
    template <class F>
    auto read(const Scope& scope, F&& body) {
        using Value = std::invoke_result_t<F, ReadTx&>;
        if constexpr (std::is_void_v<Value>) {
            read_with(scope, [&](ReadTx& tx) { body(tx); });
        } else {
            std::optional<Value> value;
            read_with(scope, [&](ReadTx& tx) { value.emplace(body(tx)); });
            return std::move(*value);
        }
    }

    // Runs `body(WriteTx&)` serializably, perhaps more than once, and returns when it is durable.
    // A refused Result or an exception rolls everything back.
    template <class F>
    auto write(const Scope& scope, F&& body) {
        using Value = std::invoke_result_t<F, WriteTx&>;
        if constexpr (std::is_void_v<Value>) {
            write_with(scope, [&](WriteTx& tx) {
                body(tx);
                return true;
            });
        } else {
            std::optional<Value> value;
            write_with(scope, [&](WriteTx& tx) {
                value.emplace(body(tx));
                if constexpr (is_result<Value>::value) return value->has_value();
                return true;
            });
            return std::move(*value);
        }
    }

    bool is_sqlite() const;
    // Differs after every commit, by whatever program; costs about a microsecond. None where only
    // the server of another machine could tell (PostgreSQL), or when the file is busy.
    std::optional<std::int64_t> version();
    db::Counts counts() const;
    // Statements run by this thread since it started: the statement-budget test reads it.
    static std::int64_t statements_of_this_thread();
    Clock& clock() { return clock_; }
    Random& random() { return random_; }
    // Hands over the key that is kept beside the database; it outlives this.
    void entrust(const sealing::ServerKey& key) { server_key_ = &key; }

    // For migrate, check, backup and the registry test: raw text, outside the two doors.
    void script(const std::string& sql);   // Several statements, own transaction.
    void prepare(const std::string& sql);  // Throws Fault if the engine refuses it.
    void checkpoint();                     // SQLite: PASSIVE; PostgreSQL: nothing.

  private:
    void read_with(const Scope&, const std::function<void(ReadTx&)>& body);
    // `body` returns false to roll back.
    void write_with(const Scope&, const std::function<bool(WriteTx&)>& body);

    std::unique_ptr<db::Engine> engine_;
    Clock& clock_;
    Random& random_;
    const sealing::ServerKey* server_key_ = nullptr;
};

}  // namespace rapport
