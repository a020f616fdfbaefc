// What a template writes into. Text is escaped by default; only literals of a compiled template and
// SafeHtml go out as they are. Also carries what every form needs: the guard fields, what was typed
// before a refusal, and the refusal itself.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kernel/clock/clock.hpp"
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
    std::string csrf_token;          // Of the session.
    std::string idempotency_key;     // Made when the page is rendered; kept when a form comes back.
    const Typed* typed = nullptr;    // Null unless a form was refused.
    const Refusal* refusal = nullptr;
    std::string nonce;               // For script tags (CSP).
    std::string path;                // Of this page, for "back to here".
};

class Html {
  public:
    explicit Html(const PageContext& context) : context_(context) {}

    // --- Called by compiled templates -------------------------------------------------------
    void literal(std::string_view markup) { out_ += markup; }  // Template text; tidy: only tplc.
    void text(std::string_view);                               // Escaped for text and attributes.
    void text(std::int64_t number);
    void text(int number) { text(static_cast<std::int64_t>(number)); }
    void text(const SafeHtml& safe) { out_ += safe.text(); }
    template <class Tag>
    void text(const Id<Tag>& id) {
        out_ += id.view();
    }
    void url_part(std::string_view);  // Percent-encoded: a hole inside href or action.
    void url_part(std::int64_t number) { text(number); }
    template <class Tag>
    void url_part(const Id<Tag>& id) {
        out_ += id.view();
    }
    void whole_url(std::string_view);  // A hole that is the whole href: http, https, mailto, /…, #…

    void say(Key, std::initializer_list<Argument> with = {});  // {{t key name=value}}
    void guard();                                              // {{csrf}}
    std::string_view typed(std::string_view field) const;      // {{form.field}}
    std::string_view typed_or(std::string_view field, std::string_view otherwise) const;
    bool is_typed(std::string_view field, std::string_view value, bool otherwise) const;
    void why(std::string_view field);      // {{why field}}: the refusal at its field, if it is there.
    void invalid(std::string_view field);  // {{invalid field}}: aria-invalid and aria-describedby.
    void icon(std::string_view name);      // {{icon name}}: inline SVG from assets/icons.

    // {{day x}}, {{when x}} …: as Speech says them, inside <time> with the exact value.
    void day(Day);
    void near_day(Day);
    void when(Instant);
    void ago(Instant);
    void clock(Instant);
    void minutes(std::int64_t);
    void number(std::int64_t);

    // ------------------------------------------------------------------------------------------
    const PageContext& context() const { return context_; }
    const locale::Speech& speech() const { return *context_.speech; }
    std::string take() { return std::move(out_); }
    SafeHtml take_safe();

  private:
    std::string out_;
    const PageContext& context_;
};

// Declared for each template by the template compiler: void render(Html&, const View&).

}  // namespace rapport
