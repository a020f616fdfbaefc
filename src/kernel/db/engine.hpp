// What stands behind Db: one of two engines. Private to kernel/db.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

#include "kernel/db/db.hpp"

namespace rapport::db {

template <class Signature>
class Call;

// A borrowed callable: no allocation, dies with what it refers to.
template <class R, class... A>
class Call<R(A...)> {
  public:
    template <class F>
    requires(!std::is_same_v<std::remove_cvref_t<F>, Call>) Call(F&& body)
        : object_(const_cast<void*>(static_cast<const void*>(&body))),
          invoke_([](void* object, A... arguments) -> R {
              return (*static_cast<std::remove_reference_t<F>*>(object))(arguments...);
          }) {}
    R operator()(A... arguments) const { return invoke_(object_, arguments...); }

  private:
    void* object_;
    R (*invoke_)(void*, A...);
};

using ReadBody = Call<void(Session&)>;
using WriteBody = Call<bool(Session&)>;  // False: roll back, the person was refused.

class Engine {
  public:
    virtual ~Engine() = default;
    virtual void read(const Scope&, ReadBody) = 0;
    virtual void write(const Scope&, WriteBody) = 0;
    virtual void script(const std::string& sql) = 0;
    virtual void prepare(const std::string& sql) = 0;
    virtual void checkpoint() = 0;
    virtual bool is_sqlite() const = 0;
    virtual std::optional<std::int64_t> version() = 0;
    Counts counts() const {
        return {.statements = statements_, .reads = reads_, .writes = writes_, .commits = commits_};
    }

  protected:
    // Engines count a transaction at a time, on the thread that asked for it.
    void count_read(std::int64_t statements);
    void count_write(std::int64_t statements);
    void count_commit() { commits_.fetch_add(1, std::memory_order_relaxed); }

  private:
    std::atomic<std::int64_t> statements_ = 0;
    std::atomic<std::int64_t> reads_ = 0;
    std::atomic<std::int64_t> writes_ = 0;
    std::atomic<std::int64_t> commits_ = 0;
};

// Held while this thread is inside a transaction of `engine`. A second one inside the first would
// see other data, and on SQLite a write would wait for itself: a Bug.
class Inside {
  public:
    explicit Inside(const Engine& engine);
    ~Inside();
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

  private:
    const Engine* outer_;
};

std::int64_t statements_of_this_thread();

std::unique_ptr<Engine> open_sqlite(const Options&);
std::unique_ptr<Engine> open_postgres(const Options&, Random&);

}  // namespace rapport::db
