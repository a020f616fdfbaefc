// What a rule answers: a value, or why the person has to choose again. A Refusal names a sentence
// of the catalogue, never holds one, so that each reader is refused in their own language.
// The interface is a subset of std::expected, to be swapped for it when the compiler has it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "kernel/check.hpp"
#include "kernel/locale/key.hpp"

namespace rapport {

struct Refusal {
    Key key;
    std::string field = {};           // The form field concerned; empty: the whole form.
    std::vector<Argument> with = {};  // What the sentence needs: names and numbers.
};

struct Done {};  // The value of a Result that only says "it happened".

template <class T>
class [[nodiscard]] Result {
  public:
    using value_type = T;
    Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
    Result(Refusal refusal) : held_(std::in_place_index<1>, std::move(refusal)) {}

    bool has_value() const { return held_.index() == 0; }
    explicit operator bool() const { return has_value(); }
    T& operator*() { return value(); }
    const T& operator*() const { return const_cast<Result*>(this)->value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &const_cast<Result*>(this)->value(); }
    const Refusal& refusal() const {
        must(!has_value(), "asked a good result for its refusal");
        return std::get<1>(held_);
    }

    template <class F>
    auto and_then(F&& next) -> std::invoke_result_t<F, T&> {
        if (!has_value()) return refusal();
        return std::forward<F>(next)(value());
    }
    template <class F>
    auto transform(F&& next) -> Result<std::invoke_result_t<F, T&>> {
        if (!has_value()) return refusal();
        return std::forward<F>(next)(value());
    }

  private:
    T& value() {
        must(has_value(), "took the value of a refused result");
        return std::get<0>(held_);
    }
    std::variant<T, Refusal> held_;
};

template <class T>
struct is_result : std::false_type {};
template <class T>
struct is_result<Result<T>> : std::true_type {};

}  // namespace rapport
