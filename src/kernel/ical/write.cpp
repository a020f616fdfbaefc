// Writing: lines of "NAME;PARAMETER=…:value", escaped, then folded.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "kernel/ical/ical.hpp"
#include "kernel/ical/vtimezone.hpp"
#include "kernel/text/utf8.hpp"

namespace rapport::ical {

namespace {

constexpr std::size_t line_max = 75;  // Bytes, RFC 5545 section 3.1; the line end not counted.

bool is_control(char32_t letter) {
    return letter < 0x20 || (letter >= 0x7f && letter < 0xa0) || letter == 0x2028 ||
           letter == 0x2029;
}

// A TEXT value: line ends become \n, other control characters a space.
std::string escaped(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t letter = text::next_letter(text, at);
        if (letter == '\r' && at < text.size() && text[at] == '\n') continue;
        if (letter == '\n' || letter == '\r' || letter == 0x2028 || letter == 0x2029) {
            out += "\\n";
        } else if (letter == '\\' || letter == ';' || letter == ',') {
            out += '\\';
            text::append_letter(out, letter);
        } else {
            text::append_letter(out, is_control(letter) ? U' ' : letter);
        }
    }
    return out;
}

// A parameter's value, in quotes; it has no escape, so a quote within becomes an apostrophe.
std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const char32_t letter = text::next_letter(text, at);
        text::append_letter(out, is_control(letter) ? U' ' : letter == '"' ? U'\'' : letter);
    }
    return out + "\"";
}

// A URI value: what could end it is percent-encoded.
std::string uri(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte == 0x7f || c == '"') {
            out += fmt::format("%{:02X}", byte);
        } else {
            out += c;
        }
    }
    return out;
}

// Folds between two letters, so that no reader sees half of one.
void append_folded(std::string& out, std::string_view line) {
    std::size_t column = 0;
    for (std::size_t at = 0; at < line.size();) {
        std::size_t end = at + 1;
        while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xc0) == 0x80) ++end;
        if (column + (end - at) > line_max) {
            out += "\r\n ";
            column = 1;
        }
        out += line.substr(at, end - at);
        column += end - at;
        at = end;
    }
    out += "\r\n";
}

std::string basic(const WallTime& wall, int second) {
    return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}", wall.day.year, wall.day.month,
                       wall.day.day, wall.hour, wall.minute, second);
}

int second_of(Instant at) { return static_cast<int>((at.ms % 60'000 + 60'000) % 60'000 / 1000); }

std::string utc(Instant at) { return basic(Zone::utc().wall(at), second_of(at)) + "Z"; }

bool is_utc(const Event& event) { return event.zone == nullptr || event.zone->name() == "UTC"; }

std::string time_of(std::string_view name, const Event& event, Instant at) {
    if (event.is_of_days) {
        const Day day = Zone::utc().day(at);
        return fmt::format("{};VALUE=DATE:{:04}{:02}{:02}", name, day.year, day.month, day.day);
    }
    if (is_utc(event)) return fmt::format("{}:{}", name, utc(at));
    return fmt::format("{};TZID={}:{}", name, event.zone->name(),
                       basic(event.zone->wall(at), second_of(at)));
}

std::string_view code(State state) {
    constexpr std::string_view codes[] = {"TENTATIVE", "CONFIRMED", "CANCELLED"};
    return codes[static_cast<std::size_t>(state)];
}

class Lines {
  public:
    void add(std::string_view line) { append_folded(out_, line); }
    void add_text(std::string_view name, std::string_view text) {
        if (!text.empty()) add(std::string(name) + ":" + escaped(text));
    }
    void add_raw(std::string_view lines) { out_ += lines; }
    std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

void add_event(Lines& lines, const Event& event, Method method) {
    lines.add("BEGIN:VEVENT");
    lines.add_text("UID", event.uid);
    lines.add(fmt::format("SEQUENCE:{}", event.sequence));
    lines.add("DTSTAMP:" + utc(event.changed_at));
    lines.add("LAST-MODIFIED:" + utc(event.changed_at));
    lines.add(time_of("DTSTART", event, event.begins_at));
    lines.add(time_of("DTEND", event, event.ends_at));
    lines.add_text("SUMMARY", event.summary);
    lines.add_text("LOCATION", event.place);
    lines.add_text("DESCRIPTION", event.description);
    if (!event.url.empty()) lines.add("URL:" + uri(event.url));
    const State state = method == Method::cancel ? State::cancelled : event.state;
    lines.add("STATUS:" + std::string(code(state)));
    lines.add(state == State::cancelled ? "TRANSP:TRANSPARENT" : "TRANSP:OPAQUE");
    for (const Party& one : event.invited) {
        const std::string_view answers = method == Method::request ? ";RSVP=TRUE" : "";
        lines.add(
            fmt::format("ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION{}"
                        ";CN={}:mailto:{}",
                        answers, quoted(one.name), uri(one.address)));
    }
    lines.add("END:VEVENT");
}

// Each zone once, for all that is said in it.
void add_zones(Lines& lines, const std::vector<Event>& events) {
    std::map<std::string_view, std::pair<const Zone*, Span>> zones;
    for (const Event& event : events) {
        if (is_utc(event)) continue;
        const Span span{event.begins_at, std::max(event.begins_at, event.ends_at)};
        auto& [zone, whole] = zones.try_emplace(event.zone->name(), event.zone, span).first->second;
        whole = {std::min(whole.begins_at, span.begins_at), std::max(whole.ends_at, span.ends_at)};
    }
    for (const auto& [name, zone] : zones) lines.add_raw(vtimezone(*zone.first, zone.second));
}

}  // namespace

std::string_view code(Method method) {
    constexpr std::string_view codes[] = {"PUBLISH", "REQUEST", "CANCEL"};
    return codes[static_cast<std::size_t>(method)];
}

std::string write(const Calendar& calendar) {
    Lines lines;
    lines.add("BEGIN:VCALENDAR");
    lines.add("VERSION:2.0");
    lines.add("PRODID:-//Rapport//Rapport//EN");
    lines.add("CALSCALE:GREGORIAN");
    lines.add("METHOD:" + std::string(code(calendar.method)));
    lines.add_text("X-WR-CALNAME", calendar.name);
    lines.add_text("NAME", calendar.name);
    if (calendar.refresh_minutes > 0) {
        lines.add(fmt::format("REFRESH-INTERVAL;VALUE=DURATION:PT{}M", calendar.refresh_minutes));
        lines.add(fmt::format("X-PUBLISHED-TTL:PT{}M", calendar.refresh_minutes));
    }
    add_zones(lines, calendar.events);
    for (const Event& event : calendar.events) add_event(lines, event, calendar.method);
    lines.add("END:VCALENDAR");
    return lines.take();
}

std::string organized_by(std::string_view ics, const Party& organizer) {
    std::string line;
    append_folded(line, fmt::format("ORGANIZER;CN={}:mailto:{}", quoted(organizer.name),
                                    uri(organizer.address)));
    constexpr std::string_view begin = "BEGIN:VEVENT\r\n";
    std::string out;
    for (;;) {
        const auto at = ics.find(begin);
        out += ics.substr(0, std::min(at, ics.size()));
        if (at == ics.npos) return out;
        out += begin;
        out += line;
        ics.remove_prefix(at + begin.size());
    }
}

}  // namespace rapport::ical
