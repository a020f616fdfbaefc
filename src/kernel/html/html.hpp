// What a template writes into. Text is escaped by default; only literals of a compiled template and
// SafeHtml go out as they are. Also carries what every form needs: the guard fields, what was typed
// before a refusal, and the refusal itself.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "kernel/clock/clock.hpp"
#include "kernel/html/buffer.hpp"
#include "kernel/id/id.hpp"
#include "kernel/locale/speech.hpp"
#include "kernel/result.hpp"

namespace rapport {

// HTML that is known to be safe. Made only by kernel/html (rendered templates, icons, Markdown).
class SafeHtml {
  public:
    SafeHtml() = default;
    const std::string& text() const { return text_; }

  private:
    friend class Html;
    friend SafeHtml make_safe_html(std::string);  // kernel/html only; tidy checks.
    std::string text_;
};

// What was typed into a form, by field name; values in order.
class Typed {
  public:
    virtual ~Typed() = default;
    virtual bool is_empty() const = 0;
    virtual std::string_view first(std::string_view field) const = 0;  // "" when absent.
    virtual bool has(std::string_view field, std::string_view value) const = 0;
};

// What a page knows beside its view.
struct PageContext {
    const locale::Speech* speech = nullptr;
    std::string csrf_token;        // Of the session.
    std::string idempotency_key;   // Made when the page is rendered; kept when a form comes back.
    bool is_key_exact = false;     // One form, asked again: the same key to the letter.
    const Typed* typed = nullptr;  // Null unless a form was refused.
    const Refusal* refusal = nullptr;
    std::string nonce;  // For script tags (CSP).
    std::string path;   // Of this page, for "back to here".
};

// {{if x}}: a flag that is set, a number that is not zero, a text or list that is not empty, an
// optional or pointer that holds something, an id that names something.
template <class T>
bool is_there(const T& value) {
    if constexpr (std::is_arithmetic_v<T>) {
        return value != T{};
    } else if constexpr (std::is_same_v<T, SafeHtml>) {
        return !value.text().empty();
    } else if constexpr (requires { value.is_none(); }) {
        return !value.is_none();
    } else if constexpr (requires { value.has_value(); }) {
        return value.has_value();
    } else if constexpr (requires { value.empty(); }) {
        return !value.empty();
    } else {
        return value != nullptr;
    }
}

// A whole number: neither a flag nor a letter.
template <class T>
concept WholeNumber = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

class Html {
  public:
    explicit Html(const PageContext& context) : context_(context) {}
    Html(const Html&) = delete;
    Html& operator=(const Html&) = delete;

    // --- Called by compiled templates -------------------------------------------------------
    void literal(std::string_view markup) { out_.put(markup); }  // Template text; tidy: only tplc.
    void text(std::string_view);                                 // Escaped for text and attributes.
    void text(std::int64_t number);
    void text(int number) { text(static_cast<std::int64_t>(number)); }
    void text(const SafeHtml& safe) { out_.put(safe.text()); }
    template <class Tag>
    void text(const Id<Tag>& id) {
        out_.put(id.view());
    }
    template <WholeNumber T>
    void text(T number) {
        text(static_cast<std::int64_t>(number));
    }
    template <class T>
    void text(const std::optional<T>& maybe) {
        if (maybe) text(*maybe);
    }
    template <std::same_as<bool> T>
    void text(T flag) = delete;              // A flag is asked, not said.
    void text(const Key& key) { say(key); }  // A sentence that the data names.
    // The same inside a quoted attribute or a <textarea>, where SafeHtml has no place. Days and
    // instants go out as inputs and <time> want them: 2026-03-03, 2026-03-03T10:40:00.000Z.
    template <class T>
    void attribute(const T& value);

    void url_part(std::string_view);  // Percent-encoded: a hole inside href or action.
    void url_part(std::int64_t number) { text(number); }
    template <class Tag>
    void url_part(const Id<Tag>& id) {
        out_.put(id.view());
    }
    template <WholeNumber T>
    void url_part(T number) {
        text(static_cast<std::int64_t>(number));
    }
    template <class T>
    void url_part(const std::optional<T>& maybe) {
        if (maybe) url_part(*maybe);
    }
    void url_part(Day on) { out_.put(on.iso()); }
    void whole_url(std::string_view);  // A hole that is the whole href: http, https, mailto, /…, #…

    void say(Key, std::initializer_list<Argument> with = {});  // {{t key name=value}}
    void guard();                                              // {{csrf}}
    std::string_view typed(std::string_view field) const;      // {{form.field}}
    std::string_view typed_or(std::string_view field, std::string_view otherwise) const;
    bool is_typed(std::string_view field, std::string_view value, bool otherwise) const;
    // True if the refused form had this field, even if it came back empty.
    bool was_typed(std::string_view field) const;
    template <class T>
    void typed_or_text(std::string_view field, const T& otherwise) {  // {{form.field or value}}
        was_typed(field) ? text(typed(field)) : attribute(otherwise);
    }
    template <class V, class T = bool>
    void mark(std::string_view word, std::string_view field, const V& value,
              const T& otherwise = false);  // {{checked …}}, {{selected …}}
    // {{why field}}: the refusal at its field, if it is there; {{why}}: the whole form's.
    void why(std::string_view field);
    // {{invalid field hint}}: aria-invalid and aria-describedby; `hints` are ids that describe the
    // field in any case.
    void invalid(std::string_view field, std::string_view hints = {});
    void icon(std::string_view name);  // {{icon name}}: inline SVG from assets/icons.

    // {{day x}}, {{when x}} …: as Speech says them, inside <time> with the exact value.
    void day(Day);
    void near_day(Day);
    void when(Instant);
    void ago(Instant);
    void clock(Instant);
    void minutes(std::int64_t);
    void number(std::int64_t);
    void day(const std::optional<Day>& maybe) {
        if (maybe) day(*maybe);
    }
    void near_day(const std::optional<Day>& maybe) {
        if (maybe) near_day(*maybe);
    }
    void when(const std::optional<Instant>& maybe) {
        if (maybe) when(*maybe);
    }
    void ago(const std::optional<Instant>& maybe) {
        if (maybe) ago(*maybe);
    }
    void clock(const std::optional<Instant>& maybe) {
        if (maybe) clock(*maybe);
    }
    void minutes(const std::optional<std::int64_t>& maybe) {
        if (maybe) minutes(*maybe);
    }
    void number(const std::optional<std::int64_t>& maybe) {
        if (maybe) number(*maybe);
    }
    // The same in an attribute, <title> or <option>, where <time> has no place.
    template <class Say, class T>
    void plain(Say say, const T& value);
    // name=value of {{t key name=value}}. Days and instants are said as day() and when() say them,
    // keys as their sentence.
    template <class T>
    Argument argument(std::string_view name, const T& value) const;

    // ------------------------------------------------------------------------------------------
    const PageContext& context() const { return context_; }
    const locale::Speech& speech() const { return *context_.speech; }
    std::string take() { return out_.take(); }
    SafeHtml take_safe();

  private:
    template <class T>
    std::variant<std::string, std::int64_t> spoken(const T& value) const;

    void escaped(std::string_view text);
    void time(std::string_view exact, std::string_view title, std::string_view said);

    html::Buffer out_;
    std::string said_;  // Of one sentence, before it is escaped.
    int guards_ = 0;    // Forms guarded so far.
    const PageContext& context_;
};

template <class T>
void Html::attribute(const T& value) {
    if constexpr (std::is_same_v<T, Day>) {
        out_.put(value.iso());
    } else if constexpr (std::is_same_v<T, Instant>) {
        out_.put(value.rfc3339());
    } else if constexpr (requires { value.has_value(); }) {
        if (value) attribute(*value);
    } else {
        static_assert(!std::is_same_v<T, SafeHtml>, "HTML cannot stand inside an attribute");
        text(value);
    }
}

template <class V, class T>
void Html::mark(std::string_view word, std::string_view field, const V& value, const T& otherwise) {
    bool is_marked = false;
    if constexpr (WholeNumber<V>) {
        is_marked = is_typed(field, std::to_string(value), is_there(otherwise));
    } else if constexpr (requires { value.view(); }) {
        is_marked = is_typed(field, value.view(), is_there(otherwise));
    } else {
        is_marked = is_typed(field, value, is_there(otherwise));
    }
    if (is_marked) out_.put(word);
}

template <class Say, class T>
void Html::plain(Say say, const T& value) {
    if constexpr (requires { value.has_value(); }) {
        if (value) plain(say, *value);
    } else {
        text(std::string_view(say(speech(), value)));
    }
}

template <class T>
std::variant<std::string, std::int64_t> Html::spoken(const T& value) const {
    if constexpr (WholeNumber<T>) {
        return static_cast<std::int64_t>(value);
    } else if constexpr (std::is_same_v<T, Day>) {
        return speech().day(value);
    } else if constexpr (std::is_same_v<T, Instant>) {
        return speech().when(value);
    } else if constexpr (std::is_same_v<T, Key>) {
        return speech().say(value);
    } else if constexpr (requires { value.has_value(); }) {
        if (!value) return std::string();
        return spoken(*value);
    } else {
        return std::string(value);
    }
}

template <class T>
Argument Html::argument(std::string_view name, const T& value) const {
    return {name, spoken(value)};
}

// Declared for each template by the template compiler: void render(Html&, const View&).

}  // namespace rapport
