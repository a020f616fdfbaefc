// The server engine: pools of connections, serializable writes tried again when they clash, and a
// COMMIT with three answers.
#include <array>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "kernel/blocking.hpp"
#include "kernel/db/engine.hpp"
#include "kernel/db/postgres_connection.hpp"

namespace rapport::db {

namespace {

constexpr auto wait_max = std::chrono::seconds(5);
constexpr int clashes_max = 10;
constexpr int losses_max = 3;

class Pool {
  public:
    Pool(const Options& options, PostgresUse use, PostgresTimes times, int size)
        : options_(options), use_(use), times_(times), room_(size) {
        must(size > 0, "a database without connections");
        give_back(take());  // The first one checks the server while the program starts.
    }
    std::unique_ptr<PostgresConnection> take() {
        {
            std::unique_lock lock(mutex_);
            if (waiting_ >= options_.queue_max) throw Busy("too many transactions are waiting");
            ++waiting_;
            const bool has_room = has_room_.wait_for(lock, wait_max, [&] { return room_ > 0; });
            --waiting_;
            if (!has_room) throw Busy("too many transactions are waiting");
            --room_;
            if (!free_.empty()) {
                auto connection = std::move(free_.back());
                free_.pop_back();
                return connection;
            }
        }
        try {
            return std::make_unique<PostgresConnection>(options_, use_, times_);
        } catch (const Fault&) {
            give_back(nullptr);
            throw;
        }
    }
    void give_back(std::unique_ptr<PostgresConnection> connection) {
        if (connection && connection->is_dead()) connection.reset();
        {
            const std::lock_guard lock(mutex_);
            ++room_;
            if (connection) free_.push_back(std::move(connection));
        }
        has_room_.notify_one();
    }
    // After one connection was found dead, its idle neighbours are likely dead too.
    void forget_idle() {
        const std::lock_guard lock(mutex_);
        free_.clear();
    }

  private:
    const Options options_;
    const PostgresUse use_;
    const PostgresTimes times_;
    std::mutex mutex_;
    std::condition_variable has_room_;
    int room_;
    int waiting_ = 0;
    std::vector<std::unique_ptr<PostgresConnection>> free_;
};

// A connection inside a transaction. Leaving without commit() rolls back.
class Transaction {
  public:
    Transaction(Pool& pool, const Scope& scope) : pool_(pool), connection_(pool.take()) {
        connection_->begin(scope);
    }
    ~Transaction() {
        connection_->end_without_waiting();
        pool_.give_back(std::move(connection_));
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    PostgresConnection& connection() { return *connection_; }

  private:
    Pool& pool_;
    std::unique_ptr<PostgresConnection> connection_;
};

// Every act of a district adds to its record, so two at once can only clash, and all but one of
// them begin again. Those of one process take turns instead, before they take a connection;
// between processes a clash is rare, and tried again.
class Turns {
  public:
    std::unique_lock<std::timed_mutex> take(const Scope& scope) {
        if (scope.is_whole) return {};
        const std::size_t which = std::hash<std::string_view>{}(scope.district.view());
        std::unique_lock turn(turns_[which % turns_.size()], std::defer_lock);
        if (!turn.try_lock_for(wait_max)) throw Busy("too many transactions are waiting");
        return turn;
    }

  private:
    std::array<std::timed_mutex, 64> turns_;  // Districts that share one wait a little longer.
};

class Postgres final : public Engine {
  public:
    Postgres(const Options& options, Random& random, PostgresTimes times)
        : options_(options),
          random_(random),
          readers_(options, PostgresUse::read, times, options.readers),
          writers_(options, PostgresUse::write, times, options.writers) {}

    void read(const Scope& scope, ReadBody body) override {
        const Inside inside(*this);
        const Blocking waiting;  // For the server, nearly all of the time.
        for (int tries = 1;; ++tries) {
            try {
                return read_once(scope, body);
            } catch (const Clash&) {  // A standby had to drop our snapshot.
                if (tries >= clashes_max) throw Busy("a read was interrupted too often");
            } catch (const Lost& lost) {
                readers_.forget_idle();
                if (tries >= losses_max) throw Busy(lost.what());
            }
            back_off(tries);
        }
    }

    void write(const Scope& scope, WriteBody body) override {
        const Inside inside(*this);
        const Blocking waiting;  // For the server, nearly all of the time.
        const auto turn = turns_.take(scope);
        int losses = 0;
        bool was_conflict = false;
        for (int tries = 1;; ++tries) {
            try {
                return write_once(scope, body);
            } catch (const Clash&) {
                if (tries >= clashes_max) throw Busy("too many changed the same thing at once");
            } catch (const Conflict&) {
                // Two made the same row at once: seen again, the loser finds the winner's row and
                // the rule can refuse in words, as it would on SQLite.
                if (was_conflict) throw;
                was_conflict = true;
            } catch (const Lost& lost) {
                writers_.forget_idle();
                if (++losses >= losses_max) throw Busy(lost.what());
            }
            back_off(tries);
        }
    }

    void script(const std::string& text) override {
        const PostgresHandle handle = connect_postgres(options_);
        const std::string whole =
            "BEGIN; SET LOCAL statement_timeout = 0; "
            "SELECT set_config('rapport.district', '*', true); " +
            text + "\n; COMMIT";
        const PostgresResult result(PQexec(handle.get(), whole.c_str()));
        const ExecStatusType status = PQresultStatus(result.get());
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
        throw Fault("script: " + postgres_message(result.get()));
    }

    void prepare(const std::string& sql) override {
        Transaction transaction(readers_, Scope::whole());
        transaction.connection().try_prepare(sql);
    }

    void checkpoint() override {}
    bool is_sqlite() const override { return false; }
    std::optional<std::int64_t> version() override { return std::nullopt; }

  private:
    void read_once(const Scope& scope, const ReadBody& body) {
        Transaction transaction(readers_, scope);
        PostgresSession session(transaction.connection());
        body(session);
        count_read(session.statements());
    }

    void write_once(const Scope& scope, const WriteBody& body) {
        Transaction transaction(writers_, scope);
        PostgresSession session(transaction.connection());
        const bool is_kept = body(session);
        if (is_kept) transaction.connection().commit();
        count_write(session.statements());
        if (is_kept) count_commit();
    }

    // Up to 2 ms after the first clash, 4 after the second … 128 at most; chance parts the two.
    void back_off(int tries) {
        const std::uint64_t most_us = std::uint64_t{1'000} << std::min(tries, 7);
        std::this_thread::sleep_for(std::chrono::microseconds(random_.number() % most_us));
    }

    const Options options_;
    Random& random_;
    Pool readers_;
    Pool writers_;
    Turns turns_;
};

}  // namespace

std::unique_ptr<Engine> open_postgres(const Options& options, Random& random) {
    return open_postgres(options, random, PostgresTimes{});
}

std::unique_ptr<Engine> open_postgres(const Options& options, Random& random, PostgresTimes times) {
    return std::make_unique<Postgres>(options, random, times);
}

}  // namespace rapport::db
