#include "kernel/db/postgres_connection.hpp"

#include <poll.h>

#include <charconv>
#include <cstring>

namespace rapport::db {

namespace {

using Clock = std::chrono::steady_clock;

// Types by their numbers in pg_type, which never change.
constexpr Oid bool_type = 16;
constexpr Oid int8_type = 20;
constexpr Oid int2_type = 21;
constexpr Oid int4_type = 23;
constexpr Oid text_types[] = {18, 19, 25, 705, 1042, 1043};
constexpr Oid number_types[] = {700, 701, 1700, int2_type, int4_type, int8_type};

template <std::size_t n>
bool is_one_of(Oid type, const Oid (&types)[n]) {
    for (const Oid known : types) {
        if (type == known) return true;
    }
    return false;
}

class PostgresRow final : public Row {
  public:
    PostgresRow(const PGresult* result, int row)
        : result_(result), row_(row), columns_(PQnfields(result)) {}

    bool is_null(int column) const override {
        type(column);
        return PQgetisnull(result_, row_, column) != 0;
    }
    std::int64_t integer(int column) const override {
        const Oid found = type(column);
        const std::string_view text = value(column);
        if (found == bool_type) return text == "t" ? 1 : 0;
        must(found == int8_type || found == int4_type || found == int2_type,
             "a column that is no whole number was read as one");
        return parsed<std::int64_t>(text);
    }
    double real(int column) const override {
        must(is_one_of(type(column), number_types), "a column that is no number was read as one");
        return parsed<double>(value(column));
    }
    std::string_view view(int column) const override {
        must(is_one_of(type(column), text_types), "a column that is no text was read as text");
        return value(column);
    }

  private:
    template <class T>
    static T parsed(std::string_view text) {
        T number{};
        const auto end = text.data() + text.size();
        const auto read = std::from_chars(text.data(), end, number);
        must(read.ec == std::errc() && read.ptr == end, "PostgreSQL sent a number that is none");
        return number;
    }
    Oid type(int column) const {
        must(column >= 0 && column < columns_, "a column that the statement does not give");
        return PQftype(result_, column);
    }
    std::string_view value(int column) const {
        must(PQgetisnull(result_, row_, column) == 0, "a value was asked for where there is none");
        return {PQgetvalue(result_, row_, column),
                static_cast<std::size_t>(PQgetlength(result_, row_, column))};
    }
    const PGresult* result_;
    int row_;
    int columns_;
};

std::string_view state_of(const PGresult* result) {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return state == nullptr ? "" : state;
}

bool is_failure(const PGresult* result) {
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
}

// The end of the connection, not of the statement.
bool is_fatal(const PGresult* result) {
    const char* severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
    const std::string_view state = state_of(result);
    return severity == nullptr || std::strcmp(severity, "ERROR") != 0 || state.starts_with("08") ||
           state.starts_with("57P");
}

std::int64_t changed_rows(PGresult* result) {
    if (std::strncmp(PQcmdStatus(result), "SELECT", 6) == 0) return 0;
    const std::string_view text = PQcmdTuples(result);
    std::int64_t changed = 0;
    std::from_chars(text.data(), text.data() + text.size(), changed);
    return changed;
}

constexpr const char* begin_name = "rapport_begin";
constexpr const char* scope_name = "rapport_scope";
constexpr const char* commit_name = "rapport_commit";
constexpr const char* rollback_name = "rapport_rollback";

}  // namespace

PostgresConnection::PostgresConnection(const Options& options, PostgresUse use, PostgresTimes times)
    : handle_(connect_postgres(options)), use_(use), times_(times) {
    PQsetNoticeReceiver(handle_.get(), on_notice, this);
    if (PQenterPipelineMode(handle_.get()) != 1) lose("pipeline");
    const char* begin = use == PostgresUse::write
                            ? "BEGIN ISOLATION LEVEL SERIALIZABLE"
                            : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    const char* const kept[][2] = {
        {begin_name, begin},
        {scope_name, "SELECT set_config('rapport.district', $1, true)"},
        {commit_name, "COMMIT"},
        {rollback_name, "ROLLBACK"},
    };
    for (const auto& [name, text] : kept) {
        if (PQsendPrepare(handle_.get(), name, text, 0, nullptr) != 1) lose(name);
    }
    sync();
    finish_round("prepare", Clock::now() + times_.statement);
}

void PostgresConnection::begin(const Scope& scope) {
    must(!is_open_ && !is_begin_waiting_, "a transaction was opened inside a transaction");
    district_ = scope.is_whole ? "*" : scope.district.text();
    is_begin_waiting_ = true;
}

void PostgresConnection::send_begin() {
    if (!is_begin_waiting_) return;
    is_begin_waiting_ = false;
    is_open_ = true;
    send_named(begin_name);
    const char* const value = district_.c_str();
    if (PQsendQueryPrepared(handle_.get(), scope_name, 1, &value, nullptr, nullptr, 0) != 1) {
        lose(scope_name);
    }
}

void PostgresConnection::send_named(const char* name) {
    if (PQsendQueryPrepared(handle_.get(), name, 0, nullptr, nullptr, nullptr, 0) != 1) lose(name);
}

// Ends a round: an error in it skips the rest of it, and no more.
void PostgresConnection::sync() {
    if (PQpipelineSync(handle_.get()) != 1) lose("sync");
}

const PostgresConnection::Prepared& PostgresConnection::prepared(const Sql& sql) {
    Prepared& known = prepared_[sql.text];
    if (known.text != sql.text) prepare(sql, known);
    return known;
}

// One round more, once for each statement and connection, to learn the types of its parameters.
void PostgresConnection::prepare(const Sql& sql, Prepared& made) {
    made = {};
    std::string name = "s";
    name += std::to_string(++prepared_count_);
    send_begin();
    if (PQsendPrepare(handle_.get(), name.c_str(), sql.text, 0, nullptr) != 1 ||
        PQsendDescribePrepared(handle_.get(), name.c_str()) != 1) {
        lose(sql.name);
    }
    sync();
    const PostgresResult described = finish_round(sql.name, Clock::now() + times_.statement);
    for (int i = 0; i < PQnparams(described.get()); ++i) {
        made.types.push_back(PQparamtype(described.get(), i));
    }
    made.name = name;
    made.text = sql.text;
}

void PostgresConnection::bind(const Prepared& statement, std::span<const Value> values) {
    const std::size_t count = values.size();
    must(count == statement.types.size(), statement.name.c_str());
    numbers_.resize(std::max(numbers_.size(), count));
    values_.assign(count, nullptr);
    lengths_.assign(count, 0);
    formats_.assign(count, 0);
    for (std::size_t i = 0; i < count; ++i) {
        const Value& value = values[i];
        if (value.kind() == Value::Kind::null) continue;
        if (value.kind() == Value::Kind::text && is_one_of(statement.types[i], text_types)) {
            // The binary form of a text is the text: no copy, and no end at a zero byte.
            values_[i] = value.text().empty() ? "" : value.text().data();
            lengths_[i] = static_cast<int>(value.text().size());
            formats_[i] = 1;
            continue;
        }
        std::string& text = numbers_[i];
        std::array<char, 32> digits;
        char* end = digits.data();
        if (value.kind() == Value::Kind::integer) {
            end = std::to_chars(end, end + digits.size(), value.integer()).ptr;
        } else if (value.kind() == Value::Kind::real) {
            end = std::to_chars(end, end + digits.size(), value.real()).ptr;
        }
        text.assign(digits.data(), end);
        if (value.kind() == Value::Kind::text) text = value.text();
        values_[i] = text.c_str();
    }
}

std::int64_t PostgresConnection::run(const Sql& sql, std::span<const Value> values,
                                     const RowReader* reader) {
    settle_debts();
    const Prepared& statement = prepared(sql);
    bind(statement, values);
    send_begin();
    if (PQsendQueryPrepared(handle_.get(), statement.name.c_str(), static_cast<int>(values.size()),
                            values_.data(), lengths_.data(), formats_.data(), 0) != 1) {
        lose(sql.name);
    }
    sync();
    const PostgresResult result = finish_round(sql.name, Clock::now() + times_.statement);
    if (reader != nullptr) {
        const int rows = PQntuples(result.get());
        for (int row = 0; row < rows; ++row) (*reader)(PostgresRow(result.get(), row));
    }
    return changed_rows(result.get());
}

// Reads a round to its end and returns its last result; throws what its first error means.
PostgresResult PostgresConnection::finish_round(const char* what, Deadline deadline) {
    PostgresResult last;
    PostgresResult failed;
    for (;;) {
        PostgresResult result = next_result(deadline);
        if (!result) {
            // The end of one command's results; two in a row mean that the connection is gone.
            if (PQstatus(handle_.get()) == CONNECTION_BAD) break;
            continue;
        }
        const ExecStatusType status = PQresultStatus(result.get());
        if (status == PGRES_PIPELINE_SYNC) break;
        if (is_failure(result.get()) && !failed) {
            if (is_fatal(result.get())) is_lost_ = true;
            failed = std::move(result);
            if (is_lost_) break;
        } else if (status != PGRES_PIPELINE_ABORTED) {
            last = std::move(result);
        }
    }
    if (failed) check(what, std::move(failed));
    if (PQstatus(handle_.get()) == CONNECTION_BAD) lose(what);
    return last;
}

PostgresResult PostgresConnection::next_result(Deadline deadline) {
    while (PQisBusy(handle_.get()) != 0) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        pollfd waiting{.fd = PQsocket(handle_.get()), .events = POLLIN, .revents = 0};
        const int ready = left > 0 ? poll(&waiting, 1, static_cast<int>(left)) : 0;
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) lose("no answer in time");
        if (PQconsumeInput(handle_.get()) != 1) lose("connection");
    }
    return PostgresResult(PQgetResult(handle_.get()));
}

void PostgresConnection::check(const char* what, PostgresResult failed) {
    const std::string_view state = state_of(failed.get());
    const std::string said = std::string(what) + ": " + postgres_message(failed.get());
    if (is_lost_) throw Lost(said);
    if (state == "40001" || state == "40P01") throw Clash(said);
    if (state.starts_with("23")) throw Conflict(said);
    if (state == "55P03" || state == "57014" || state.starts_with("53")) throw Busy(said);
    // A migration changed a table under a prepared statement: a new connection prepares it anew.
    if (state == "0A000" && said.find("cached plan") != std::string::npos) lose(said);
    throw Fault(said);
}

void PostgresConnection::commit() {
    if (!is_open_) {  // Nothing was ever sent.
        is_begin_waiting_ = false;
        return;
    }
    is_open_ = false;
    was_warned_ = false;
    PostgresResult result;
    try {
        send_named(commit_name);
        sync();
        result = finish_round("COMMIT", Clock::now() + times_.commit);
    } catch (const Lost& lost) {
        // Never cancelled: a cancel would turn a commit that waits for a standby into one that
        // only this server has. The connection is dropped, and the caller asks again.
        throw Unknown(lost.what());
    }
    if (was_warned_) {
        is_lost_ = true;
        throw Unknown("COMMIT came back with a warning");
    }
    if (std::strcmp(PQcmdStatus(result.get()), "COMMIT") != 0) {
        throw Fault("a write went on after a failure");
    }
}

void PostgresConnection::end_without_waiting() {
    is_begin_waiting_ = false;
    if (!is_open_ || is_dead()) return;
    is_open_ = false;
    try {
        send_named(use_ == PostgresUse::write ? rollback_name : commit_name);
        sync();
        ++debts_;
    } catch (const Lost&) {
        is_lost_ = true;  // Its end is an end as well.
    }
}

void PostgresConnection::settle_debts() {
    for (; debts_ > 0; --debts_) finish_round("end", Clock::now() + times_.statement);
}

void PostgresConnection::try_prepare(const std::string& sql) {
    settle_debts();
    if (PQsendPrepare(handle_.get(), "", sql.c_str(), 0, nullptr) != 1) lose("prepare");
    sync();
    finish_round(sql.c_str(), Clock::now() + times_.statement);
}

bool PostgresConnection::is_dead() const {
    return is_lost_ || PQstatus(handle_.get()) != CONNECTION_OK;
}

void PostgresConnection::lose(const std::string& what) {
    is_lost_ = true;
    throw Lost(what + ": " + PQerrorMessage(handle_.get()));
}

void PostgresConnection::on_notice(void* self, const PGresult* notice) {
    const char* severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
    if (severity != nullptr && std::strcmp(severity, "WARNING") == 0) {
        static_cast<PostgresConnection*>(self)->was_warned_ = true;
    }
}

}  // namespace rapport::db
