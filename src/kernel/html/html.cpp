#include "kernel/html/html.hpp"

#include <algorithm>
#include <charconv>

#include "kernel/check.hpp"
#include "kernel/html/assets.hpp"
#include "kernel/html/bytes.hpp"
#include "kernel/html/escape.hpp"

namespace rapport {
namespace {

std::string exactly(const locale::Speech& speech, Instant at) {
    return speech.long_day(speech.zone().day(at)) + ", " + speech.clock(at);
}

}  // namespace

void html::Buffer::grow(std::size_t size) {
    constexpr std::size_t first = 32768;
    text_.resize(std::max({first, text_.size() * 2, used_ + size}));
}

void Html::text(std::string_view text) {
    if (html::copy_plain(out_.room(text.size()), text)) {
        out_.advance(text.size());
    } else {
        escaped(text);
    }
}

[[gnu::noinline]] void Html::escaped(std::string_view text) {
    char* const room = out_.room(text.size() * html::longest_entity);
    out_.advance(html::escape_to(room, text));
}

void Html::text(std::int64_t number) {
    constexpr std::size_t longest = 24;
    char* const begin = out_.room(longest);
    const char* const end = std::to_chars(begin, begin + longest, number).ptr;
    out_.advance(static_cast<std::size_t>(end - begin));
}

void Html::url_part(std::string_view text) {
    std::string encoded;
    html::url_encode_into(encoded, text);
    out_.put(encoded);
}

void Html::whole_url(std::string_view url) { text(html::is_safe_url(url) ? url : "#"); }

void Html::say(Key key, std::initializer_list<Argument> with) {
    said_.clear();
    speech().say_into(said_, key, std::span(with.begin(), with.size()));
    text(said_);
}

void Html::guard() {
    out_.put(R"(<input type="hidden" name="_token" value=")");
    text(context_.csrf_token);
    out_.put(R"("><input type="hidden" name="_key" value=")");
    text(context_.idempotency_key);
    // Each form of a page is an act of its own. A form that asks again what nobody is sure of keeps
    // its key to the letter.
    if (!context_.is_key_exact && ++guards_ > 1) {
        out_.put('.');
        text(guards_);
    }
    out_.put(R"(">)");
}

std::string_view Html::typed(std::string_view field) const {
    return context_.typed == nullptr ? std::string_view() : context_.typed->first(field);
}

bool Html::was_typed(std::string_view field) const {
    if (context_.typed == nullptr) return false;
    return !context_.typed->first(field).empty() || context_.typed->has(field, "");
}

std::string_view Html::typed_or(std::string_view field, std::string_view otherwise) const {
    return was_typed(field) ? typed(field) : otherwise;
}

bool Html::is_typed(std::string_view field, std::string_view value, bool otherwise) const {
    // A box that is not ticked is not sent, so the form as a whole says whether it was typed.
    if (context_.typed == nullptr || context_.typed->is_empty()) return otherwise;
    return context_.typed->has(field, value);
}

void Html::why(std::string_view field) {
    const Refusal* const refusal = context_.refusal;
    if (refusal == nullptr || refusal->field != field) return;
    out_.put(R"(<p class="why")");
    if (field.empty()) {
        out_.put(R"( role="alert")");
    } else {
        out_.put(R"( id=")");
        text(field);
        out_.put(R"(-why")");
    }
    out_.put('>');
    said_.clear();
    speech().say_into(said_, refusal->key, refusal->with);
    text(said_);
    out_.put("</p>");
}

void Html::invalid(std::string_view field, std::string_view hints) {
    const bool is_refused = context_.refusal != nullptr && context_.refusal->field == field;
    if (is_refused) {
        out_.put(R"( aria-invalid="true" aria-describedby=")");
        text(field);
        out_.put("-why");
        if (!hints.empty()) out_.put(' ');
    } else if (!hints.empty()) {
        out_.put(R"( aria-describedby=")");
    }
    text(hints);
    if (is_refused || !hints.empty()) out_.put('"');
}

void Html::icon(std::string_view name) { out_.put(assets::icon(name)); }

// <time datetime="2026-03-03" title="Tuesday, March 3, 2026">today</time>
void Html::time(std::string_view exact, std::string_view title, std::string_view said) {
    out_.put("<time datetime=\"");
    out_.put(exact);
    if (!title.empty()) {
        out_.put("\" title=\"");
        text(title);
    }
    out_.put("\">");
    text(said);
    out_.put("</time>");
}

void Html::day(Day on) { time(on.iso(), speech().long_day(on), speech().day(on)); }

void Html::near_day(Day on) { time(on.iso(), speech().long_day(on), speech().near_day(on)); }

void Html::when(Instant at) { time(at.rfc3339(), exactly(speech(), at), speech().when(at)); }

void Html::ago(Instant at) { time(at.rfc3339(), exactly(speech(), at), speech().ago(at)); }

void Html::clock(Instant at) { time(at.rfc3339(), exactly(speech(), at), speech().clock(at)); }

void Html::minutes(std::int64_t minutes) {
    time("PT" + std::to_string(minutes) + "M", {}, speech().minutes(minutes));
}

void Html::number(std::int64_t number) { text(speech().number(number)); }

SafeHtml Html::take_safe() {
    SafeHtml safe;
    safe.text_ = take();
    return safe;
}

SafeHtml make_safe_html(std::string);
SafeHtml make_safe_html(std::string markup) {
    SafeHtml safe;
    safe.text_ = std::move(markup);
    return safe;
}

}  // namespace rapport
