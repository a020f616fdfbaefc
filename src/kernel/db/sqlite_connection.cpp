#include "kernel/db/sqlite_connection.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <string_view>

namespace rapport::db {

void SqliteClose::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

void SqliteFinalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

namespace {

// Values are taken from the statement once each: SQLite calls them unprotected, which matters only
// where two threads share a connection.
class SqliteRow final : public Row {
  public:
    SqliteRow(sqlite3_stmt* statement, int columns) : statement_(statement), columns_(columns) {}

    bool is_null(int column) const override {
        return sqlite3_value_type(value(column)) == SQLITE_NULL;
    }
    std::int64_t integer(int column) const override {
        sqlite3_value* found = value(column);
        must(sqlite3_value_type(found) == SQLITE_INTEGER,
             "a column that is no whole number was read as one");
        return sqlite3_value_int64(found);
    }
    double real(int column) const override {
        sqlite3_value* found = value(column);
        const int type = sqlite3_value_type(found);
        must(type == SQLITE_FLOAT || type == SQLITE_INTEGER,
             "a column that is no number was read as one");
        return sqlite3_value_double(found);
    }
    std::string_view view(int column) const override {
        sqlite3_value* found = value(column);
        must(sqlite3_value_type(found) == SQLITE_TEXT, "a column that is no text was read as text");
        const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(found));
        return {text, static_cast<std::size_t>(sqlite3_value_bytes(found))};
    }

  private:
    sqlite3_value* value(int column) const {
        must(column >= 0 && column < columns_, "a column that the statement does not give");
        return sqlite3_column_value(statement_, column);
    }
    sqlite3_stmt* statement_;
    int columns_;
};

int bind_one(sqlite3_stmt* statement, int place, const Value& value) {
    switch (value.kind()) {
        case Value::Kind::integer:
            return sqlite3_bind_int64(statement, place, value.integer());
        case Value::Kind::real:
            return sqlite3_bind_double(statement, place, value.real());
        case Value::Kind::text: {
            // An empty view may have no address, which SQLite would take for NULL.
            const char* text = value.text().empty() ? "" : value.text().data();
            return sqlite3_bind_text64(statement, place, text, value.text().size(), SQLITE_STATIC,
                                       SQLITE_UTF8);
        }
        case Value::Kind::null:
            break;
    }
    return sqlite3_bind_null(statement, place);
}

// Marks the statement as running, and leaves it reset whatever happens: an open statement would
// hold its snapshot and keep the log from being folded back.
class Running {
  public:
    explicit Running(SqliteConnection::Prepared& prepared) : prepared_(prepared) {
        prepared_.is_running = true;
    }
    ~Running() {
        sqlite3_reset(prepared_.statement.get());
        prepared_.is_running = false;
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

  private:
    SqliteConnection::Prepared& prepared_;
};

bool is_of_rows(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    return text.starts_with("INSERT") || text.starts_with("UPDATE") || text.starts_with("DELETE") ||
           text.starts_with("WITH");
}

// $1 … $n of the text, in SQLite's numbering, which counts by first appearance.
std::vector<int> places_of(sqlite3_stmt* statement, const Sql& sql) {
    const int count = sqlite3_bind_parameter_count(statement);
    std::vector<int> places;
    for (int n = 1; n <= count; ++n) {
        std::string name = "$";
        name += std::to_string(n);
        places.push_back(sqlite3_bind_parameter_index(statement, name.c_str()));
        if (places.back() == 0) throw Fault(std::string(sql.name) + " has no " + name);
    }
    return places;
}

SqliteHandle open_handle(const SqliteFile& file, SqliteUse use) {
    const int mode = use == SqliteUse::write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    sqlite3* raw = nullptr;
    const int code =
        sqlite3_open_v2(file.path.c_str(), &raw, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                        file.vfs.c_str());
    SqliteHandle handle(raw);
    if (code != SQLITE_OK) {
        throw Fault("the database " + file.path + " cannot be opened: " + sqlite3_errstr(code));
    }
    return handle;
}

}  // namespace

SqliteConnection::SqliteConnection(const SqliteFile& file, SqliteUse use)
    : handle_(open_handle(file, use)) {
    settle(*handle_, use, file);
}

SqliteConnection::Prepared SqliteConnection::prepare(const Sql& sql) const {
    sqlite3_stmt* raw = nullptr;
    const char* tail = nullptr;
    const int code =
        sqlite3_prepare_v3(handle(), sql.text, -1, SQLITE_PREPARE_PERSISTENT, &raw, &tail);
    Prepared made;
    made.statement.reset(raw);
    if (code != SQLITE_OK) throw Fault(std::string(sql.name) + ": " + message());
    must(raw != nullptr, "a statement without text");
    while (std::strchr(" \t\r\n;", *tail) != nullptr && *tail != '\0') ++tail;
    if (*tail != '\0') throw Fault(std::string(sql.name) + " is more than one statement");
    made.places = places_of(raw, sql);
    made.is_readonly = sqlite3_stmt_readonly(raw) != 0;
    made.is_of_rows = is_of_rows(sql.text);
    return made;
}

SqliteConnection::Prepared& SqliteConnection::prepared(const Sql& sql) {
    const auto found = prepared_.find(sql.text);
    if (found == prepared_.end()) return prepared_.emplace(sql.text, prepare(sql)).first->second;
    // The same address with another text: a statement that was not a literal. Cheap to notice.
    Prepared& known = found->second;
    if (std::strcmp(sqlite3_sql(known.statement.get()), sql.text) != 0) known = prepare(sql);
    return known;
}

int SqliteConnection::control(const Sql& sql) {
    sqlite3_stmt* statement = prepared(sql).statement.get();
    sqlite3_step(statement);
    return sqlite3_reset(statement);
}

bool SqliteConnection::is_in_transaction() const { return sqlite3_get_autocommit(handle()) == 0; }

std::string SqliteConnection::message() const { return sqlite3_errmsg(handle()); }

SqliteSession::SqliteSession(SqliteConnection& connection)
    : connection_(connection), changes_before_(sqlite3_total_changes64(connection.handle())) {}

bool SqliteSession::has_written() const {
    return has_changed_more_ || sqlite3_total_changes64(connection_.handle()) != changes_before_;
}

std::int64_t SqliteSession::run(const Sql& sql, std::span<const Value> values,
                                const RowReader* reader) {
    ++statements_;
    if (is_void_) throw Fault(std::string(sql.name) + ": the transaction is void");
    SqliteConnection::Prepared& cached = connection_.prepared(sql);
    SqliteConnection::Prepared fresh;  // For a statement that is run inside its own rows.
    if (cached.is_running) fresh = connection_.prepare(sql);
    SqliteConnection::Prepared& prepared = cached.is_running ? fresh : cached;

    has_changed_more_ = has_changed_more_ || !(prepared.is_readonly || prepared.is_of_rows);
    const Running running(prepared);
    sqlite3_stmt* statement = prepared.statement.get();
    must(values.size() == prepared.places.size(), sql.name);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const int code = bind_one(statement, prepared.places[i], values[i]);
        if (code != SQLITE_OK) fail(sql, code);
    }
    const SqliteRow row(statement, sqlite3_column_count(statement));
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
        if (reader != nullptr) (*reader)(row);
    }
    if (code != SQLITE_DONE) fail(sql, code);
    return prepared.is_readonly ? 0 : sqlite3_changes64(connection_.handle());
}

void SqliteSession::fail(const Sql& sql, int code) {
    is_void_ = true;
    const std::string what = std::string(sql.name) + ": " + connection_.message();
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT:
            throw Conflict(what);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Busy(what);
        case SQLITE_IOERR:
        case SQLITE_FULL:
        case SQLITE_NOMEM:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            is_disk_sick_ = true;
            break;
        default:
            break;
    }
    throw Fault(what);
}

}  // namespace rapport::db
