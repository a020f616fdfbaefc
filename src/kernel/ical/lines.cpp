#include "kernel/ical/lines.hpp"

#include <algorithm>

#include "kernel/csv/decode.hpp"
#include "kernel/text/text.hpp"

namespace rapport::ical {

namespace {

// What is read; everything else is passed over unseen.
constexpr std::string_view names[] = {"BEGIN",
                                      "DAYLIGHT",  // vCalendar 1.0: a clock change in one line.
                                      "DTEND",
                                      "DTSTART",
                                      "DUE",
                                      "DURATION",
                                      "END",
                                      "EXDATE",
                                      "EXRULE",
                                      "FREEBUSY",
                                      "RDATE",
                                      "RECURRENCE-ID",
                                      "RRULE",
                                      "SEQUENCE",
                                      "STATUS",
                                      "TRANSP",
                                      "TZID",
                                      "TZOFFSETFROM",
                                      "TZOFFSETTO",
                                      "UID",
                                      "VERSION",
                                      "X-LIC-LOCATION",
                                      "X-MICROSOFT-CDO-BUSYSTATUS",
                                      "X-WR-TIMEZONE"};

constexpr std::size_t value_max = 256 * 1024;  // Of one property; a longer one is cut.

bool is_wanted(std::string_view name) { return std::ranges::binary_search(names, name); }

std::string_view line_at(std::string_view text, std::size_t& at) {
    const auto end = std::min(text.find_first_of("\r\n", at), text.size());
    const auto line = text.substr(at, end - at);
    at = end;
    if (at < text.size() && text[at] == '\r') ++at;
    if (at < text.size() && text[at] == '\n') ++at;
    return line;
}

bool is_continued(std::string_view text, std::size_t at) {
    return at < text.size() && (text[at] == ' ' || text[at] == '\t');
}

// The end of the name: where parameters or the value begin.
std::string_view name_in(std::string_view line) {
    return line.substr(0, std::min(line.find_first_of(";:"), line.size()));
}

// Where a parameter's value ends: at ';' or ':' outside of quotes.
std::size_t end_of_value(std::string_view line, std::size_t at) {
    bool is_quoted = false;
    for (; at < line.size(); ++at) {
        if (line[at] == '"') is_quoted = !is_quoted;
        if (!is_quoted && (line[at] == ';' || line[at] == ':')) break;
    }
    return at;
}

std::string without_quotes(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != '"') out += c;
    }
    return out;
}

// "DTSTART;TZID=(UTC-05:00) Eastern Time:20261103T100000": no time has a colon, so the last one
// ends the name of the zone, quotes or not.
void mend_zone(Property& property) {
    const std::size_t colon = property.value.rfind(':');
    if (colon == property.value.npos || property.parameters.empty()) return;
    auto& [name, zone] = property.parameters.back();
    if (name != "TZID") return;
    zone += ":" + property.value.substr(0, colon);
    property.value.erase(0, colon + 1);
}

Property property_of(std::string_view line) {
    Property property;
    const std::string_view name = name_in(line);
    property.name = capitals(text::trimmed(name));
    std::size_t at = name.size();
    while (at < line.size() && line[at] == ';') {
        const std::size_t begin = at + 1, end = end_of_value(line, begin);
        const std::string_view whole = line.substr(begin, end - begin);
        const std::size_t equals = whole.find('=');
        if (equals == whole.npos) {  // vCalendar 1.0 leaves the name out.
            property.parameters.emplace_back("", capitals(whole));
        } else {
            property.parameters.emplace_back(capitals(whole.substr(0, equals)),
                                             without_quotes(whole.substr(equals + 1)));
        }
        at = end;
    }
    if (at < line.size()) property.value = text::trimmed(line.substr(at + 1));
    mend_zone(property);
    return property;
}

}  // namespace

std::string_view Property::parameter(std::string_view wanted) const {
    for (const auto& [key, text] : parameters) {
        if (key == wanted) return text;
    }
    return "";
}

std::string capitals(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return out;
}

std::string decoded(std::string_view file) {
    csv::Decoder decoder(csv::source_of(file));
    std::string out;
    while (decoder.more(out)) {
    }
    return text::is_utf8(out) ? out : csv::from_windows_1252(out);
}

void each_property(std::string_view text, const std::function<void(const Property&)>& tell) {
    std::string line;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view first = line_at(text, at);
        const bool is_told = is_wanted(capitals(text::trimmed(name_in(first))));
        line.clear();
        if (is_told) line = first.substr(0, value_max);
        while (is_continued(text, at)) {
            const std::string_view more = line_at(text, at).substr(1);
            if (is_told && line.size() < value_max) line += more;
        }
        if (is_told) tell(property_of(line));
    }
}

}  // namespace rapport::ical
