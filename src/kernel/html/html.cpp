#include "kernel/html/html.hpp"

#include <array>
#include <charconv>

#include "kernel/check.hpp"
#include "kernel/html/assets.hpp"
#include "kernel/html/escape.hpp"

namespace rapport {
namespace {

// <time datetime="2026-03-03" title="Tuesday, March 3, 2026">today</time>
void time(std::string& out, std::string_view exact, std::string_view title,
          std::string_view said) {
    out.append("<time datetime=\"").append(exact);
    if (!title.empty()) {
        out.append("\" title=\"");
        html::escape_into(out, title);
    }
    out.append("\">");
    html::escape_into(out, said);
    out.append("</time>");
}

std::string exactly(const locale::Speech& speech, Instant at) {
    return speech.long_day(speech.zone().day(at)) + ", " + speech.clock(at);
}

}  // namespace

void Html::text(std::string_view text) { html::escape_into(out_, text); }

void Html::text(std::int64_t number) {
    std::array<char, 24> digits;
    const char* const end =
        std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out_.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

void Html::url_part(std::string_view text) { html::url_encode_into(out_, text); }

void Html::whole_url(std::string_view url) {
    html::escape_into(out_, html::is_safe_url(url) ? url : "#");
}

void Html::say(Key key, std::initializer_list<Argument> with) {
    const std::size_t begin = out_.size();
    speech().say_into(out_, key, std::span(with.begin(), with.size()));
    html::escape_from(out_, begin);
}

void Html::guard() {
    out_ += R"(<input type="hidden" name="_token" value=")";
    text(context_.csrf_token);
    out_ += R"("><input type="hidden" name="_key" value=")";
    text(context_.idempotency_key);
    // Each form of a page is an act of its own. A form that asks again what nobody is sure of keeps
    // its key to the letter.
    if (!context_.is_key_exact && ++guards_ > 1) {
        out_ += '.';
        text(guards_);
    }
    out_ += R"(">)";
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
    out_ += R"(<p class="why")";
    if (field.empty()) {
        out_ += R"( role="alert")";
    } else {
        out_ += R"( id=")";
        text(field);
        out_ += R"(-why")";
    }
    out_ += '>';
    const std::size_t begin = out_.size();
    speech().say_into(out_, refusal->key, refusal->with);
    html::escape_from(out_, begin);
    out_ += "</p>";
}

void Html::invalid(std::string_view field, std::string_view hints) {
    const bool is_refused = context_.refusal != nullptr && context_.refusal->field == field;
    if (is_refused) {
        out_ += R"( aria-invalid="true" aria-describedby=")";
        text(field);
        out_ += "-why";
        if (!hints.empty()) out_ += ' ';
    } else if (!hints.empty()) {
        out_ += R"( aria-describedby=")";
    }
    text(hints);
    if (is_refused || !hints.empty()) out_ += '"';
}

void Html::icon(std::string_view name) { out_ += assets::icon(name); }

void Html::day(Day on) { time(out_, on.iso(), speech().long_day(on), speech().day(on)); }

void Html::near_day(Day on) { time(out_, on.iso(), speech().long_day(on), speech().near_day(on)); }

void Html::when(Instant at) {
    time(out_, at.rfc3339(), exactly(speech(), at), speech().when(at));
}

void Html::ago(Instant at) { time(out_, at.rfc3339(), exactly(speech(), at), speech().ago(at)); }

void Html::clock(Instant at) {
    time(out_, at.rfc3339(), exactly(speech(), at), speech().clock(at));
}

void Html::minutes(std::int64_t minutes) {
    time(out_, "PT" + std::to_string(minutes) + "M", {}, speech().minutes(minutes));
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
