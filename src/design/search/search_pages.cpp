#include "design/search/search_pages.hpp"

#include "kernel/text/ascii.hpp"
#include "kernel/text/text.hpp"

namespace rapport::search {

using desk::Reading;
using http::Response;
using locale::Speech;

namespace {

constexpr std::size_t typed_max = 200;  // Characters that are shown again.

Key label(Kind kind) {
    static constexpr Key labels[] = {"search.post",     "search.vacancy",   "search.role_page",
                                     "search.inquiry",  "search.model",     "search.duty",
                                     "search.standard", "search.framework", "search.school",
                                     "search.question", "search.colleague", "search.fact"};
    static_assert(std::size(labels) == kind_count);
    return labels[static_cast<std::size_t>(kind)];
}

std::string encoded(std::string_view typed) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string made;
    for (const char c : typed) {
        const bool is_plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        const auto byte = static_cast<unsigned char>(c);
        if (is_plain) {
            made += c;
        } else {
            made += {'%', digits[byte / 16], digits[byte % 16]};
        }
    }
    return made;
}

std::string page_href(const Asked& asked, std::int64_t page) {
    std::string href = "/search?q=" + encoded(asked.typed);
    if (asked.kind) href += "&kind=" + std::string(code(*asked.kind));
    return page == 0 ? href : href + "&page=" + std::to_string(page);
}

void fill_kinds(const Asked& asked, const Speech& speech, SearchView& view) {
    view.kinds.push_back({"", speech.say("search.everything"), !asked.kind});
    for (int i = 0; i < kind_count; ++i) {
        const auto kind = static_cast<Kind>(i);
        view.kinds.push_back(
            {std::string(code(kind)), speech.say(label(kind)), asked.kind == kind});
    }
}

Response show_search(Reading& request) {
    const Asked asked = asked_in(request);
    const Speech& speech = request.speech();
    SearchView view{.q = asked.typed, .is_asked = !text::trimmed(asked.typed).empty()};
    fill_kinds(asked, speech, view);
    Found found;
    if (view.is_asked) {
        request.read([&](ReadTx& tx) {
            found = find(tx, asked, speech);
            const bool is_all = !found.hits.empty() && !found.is_some;
            if (!is_all && asked.page == 0) view.meant = meant(tx, asked, speech);
        });
    }
    if (!view.meant.empty()) view.meant_href = page_href({view.meant, asked.kind, 0}, 0);
    view.is_some = found.is_some;
    if (asked.page > 0) view.earlier = page_href(asked, asked.page - 1);
    if (found.has_more) view.later = page_href(asked, asked.page + 1);
    for (Hit& hit : found.hits) {
        view.hits.push_back({std::move(hit.href), speech.say(label(hit.kind)), "",
                             std::move(hit.title_pieces), std::move(hit.excerpt)});
    }
    view.heading = speech.say(asked.page > 0 ? Key{"search.further"} : Key{"search.found"},
                              {{"number", asked.page + 1}});
    return request.page(Key{"search.title"}, view);
}

}  // namespace

Asked asked_in(const Reading& request) {
    Asked asked{.typed = text::shortened(request.query("q"), typed_max),
                .kind = parse_kind(request.query("kind"))};
    const auto page = text::number<std::int64_t>(request.query("page"));
    if (page && *page >= 0 && *page < pages_max) asked.page = *page;
    return asked;
}

void mount_search(desk::Routes& on) {
    on.get("/search", Right::signed_in, show_search);
    mount_search_api(on);
}

}  // namespace rapport::search
