#include "design/vacancies/feeds.hpp"

#include <algorithm>
#include <boost/json.hpp>

namespace rapport::vacancies {

namespace json = boost::json;

namespace {

// Escaped for XML 1.0; signs that it cannot hold are left out.
std::string xml(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        const bool is_control = static_cast<unsigned char>(c) < 32 && c != '\n' && c != '\t';
        if (is_control) continue;
        // U+FFFE and U+FFFF.
        const bool is_no_sign = text.substr(at).starts_with("\xEF\xBF\xBE") ||
                                text.substr(at).starts_with("\xEF\xBF\xBF");
        if (is_no_sign) {
            at += 2;
            continue;
        }
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '"') {
            out += "&quot;";
        } else {
            out += c;
        }
    }
    return out;
}

std::string element(std::string_view name, std::string_view text) {
    return "<" + std::string(name) + ">" + xml(text) + "</" + std::string(name) + ">\n";
}

// Of the newest change; a feed of nothing has the beginning of time.
Instant changed_at(const Feed& feed) {
    Instant at;
    for (const FeedEntry& one : feed.entries) at = std::max(at, one.changed_at);
    return at;
}

}  // namespace

std::string atom(const Feed& feed) {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"" +
        xml(feed.language) + "\">\n";
    out += element("id", feed.own) + element("title", feed.title);
    out += element("updated", changed_at(feed).rfc3339());
    out += "<author>" + element("name", feed.author) + "</author>\n";
    out += "<link rel=\"self\" type=\"application/atom+xml\" href=\"" + xml(feed.own) + "\"/>\n";
    out += "<link rel=\"alternate\" type=\"text/html\" href=\"" + xml(feed.home) + "\"/>\n";
    for (const FeedEntry& one : feed.entries) {
        out += "<entry>\n" + element("id", one.link) + element("title", one.title);
        out += "<link rel=\"alternate\" type=\"text/html\" href=\"" + xml(one.link) + "\"/>\n";
        out += element("published", one.posted_at.rfc3339());
        out += element("updated", one.changed_at.rfc3339()) + element("summary", one.summary);
        out += "<content type=\"text\">" + xml(one.words) + "</content>\n</entry>\n";
    }
    return out + "</feed>\n";
}

std::string json_feed(const Feed& feed) {
    json::array items;
    for (const FeedEntry& one : feed.entries) {
        items.push_back(json::object{{"id", one.link},
                                     {"url", one.link},
                                     {"title", one.title},
                                     {"summary", one.summary},
                                     {"content_text", one.words},
                                     {"date_published", one.posted_at.rfc3339()},
                                     {"date_modified", one.changed_at.rfc3339()}});
    }
    return json::serialize(
        json::object{{"version", "https://jsonfeed.org/version/1.1"},
                     {"title", feed.title},
                     {"home_page_url", feed.home},
                     {"feed_url", feed.own},
                     {"language", feed.language},
                     {"authors", json::array{json::object{{"name", feed.author}}}},
                     {"items", std::move(items)}});
}

}  // namespace rapport::vacancies
