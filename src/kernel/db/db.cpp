#include "kernel/db/db.hpp"

#include "kernel/db/engine.hpp"

namespace rapport {

namespace db {

namespace {

thread_local std::int64_t thread_statements = 0;
thread_local const Engine* inside = nullptr;

}  // namespace

std::int64_t statements_of_this_thread() { return thread_statements; }

void Engine::count_read(std::int64_t statements) {
    thread_statements += statements;
    statements_.fetch_add(statements, std::memory_order_relaxed);
    reads_.fetch_add(1, std::memory_order_relaxed);
}

void Engine::count_write(std::int64_t statements) {
    thread_statements += statements;
    statements_.fetch_add(statements, std::memory_order_relaxed);
    writes_.fetch_add(1, std::memory_order_relaxed);
}

Inside::Inside(const Engine& engine) : outer_(inside) {
    must(inside != &engine, "a transaction was opened inside a transaction");
    inside = &engine;
}

Inside::~Inside() { inside = outer_; }

Day Row::day(int column) const {
    const auto parsed = Day::parse(view(column));
    must(parsed.has_value(), "a stored date is not a date");
    return *parsed;
}

}  // namespace db

std::unique_ptr<Db> Db::open(const db::Options& options, Clock& clock, Random& random) {
    const bool is_postgres =
        options.url.starts_with("postgresql://") || options.url.starts_with("postgres://");
    auto engine = is_postgres ? db::open_postgres(options, random) : db::open_sqlite(options);
    return std::make_unique<Db>(std::move(engine), clock, random);
}

Db::Db(std::unique_ptr<db::Engine> engine, Clock& clock, Random& random)
    : engine_(std::move(engine)), clock_(clock), random_(random) {}

Db::~Db() = default;

bool Db::is_sqlite() const { return engine_->is_sqlite(); }

std::optional<std::int64_t> Db::version() { return engine_->version(); }

db::Counts Db::counts() const { return engine_->counts(); }

std::int64_t Db::statements_of_this_thread() { return db::statements_of_this_thread(); }

void Db::script(const std::string& sql) { engine_->script(sql); }

void Db::prepare(const std::string& sql) { engine_->prepare(sql); }

void Db::checkpoint() { engine_->checkpoint(); }

void Db::read_with(const Scope& scope, const std::function<void(ReadTx&)>& body) {
    engine_->read(scope, [&](db::Session& session) {
        ReadTx tx(session, scope, clock_.now(), server_key_);
        body(tx);
    });
}

void Db::write_with(const Scope& scope, const std::function<bool(WriteTx&)>& body) {
    engine_->write(scope, [&](db::Session& session) {
        WriteTx tx(session, scope, clock_.now(), random_, server_key_);
        return body(tx);
    });
}

bool db::is_on_sqlite(const ReadTx& tx) { return tx.session_.is_sqlite(); }

}  // namespace rapport
