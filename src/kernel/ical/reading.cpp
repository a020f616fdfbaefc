#include "kernel/ical/reading.hpp"

#include <algorithm>
#include <charconv>

#include "kernel/text/text.hpp"

namespace rapport::ical {

namespace {

constexpr std::size_t depth_max = 32;
constexpr std::size_t list_max = 20'000;  // Dates of one event.

std::optional<Moment> moment_of(const Property& property, std::string_view text) {
    const auto said = wall_of(text::trimmed(text));
    if (!said) return std::nullopt;
    return Moment{said->wall, said->is_utc, std::string(property.parameter("TZID"))};
}

// "+0530", "-050000", "-5": seconds ahead of UTC.
std::optional<int> offset_of(std::string_view text) {
    int sign = 1;
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        sign = text[0] == '-' ? -1 : 1;
        text.remove_prefix(1);
    }
    std::string digits;
    for (const char c : text) {
        if (c != ':') digits += c;
    }
    if (digits.size() % 2 == 1) digits.insert(0, 1, '0');
    digits.resize(6, '0');
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + 6, number);
    if (error != std::errc() || end != digits.data() + 6 || number > 240'000) return std::nullopt;
    return sign * (number / 10'000 * 3600 + number / 100 % 100 * 60 + number % 100);
}

// A TEXT value without its escapes: a zone is called by its plain name elsewhere.
std::string plain(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) ++i;
        out += text[i];
    }
    return out;
}

std::vector<std::string_view> list_of(std::string_view value) {
    return text::split(value, value.find(',') == value.npos ? ';' : ',');
}

std::optional<RawPeriod> period_of(const Property& property, std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto begins = moment_of(property, text.substr(0, slash));
    if (!begins) return std::nullopt;
    RawPeriod period{*begins, std::nullopt, std::nullopt};
    if (slash == text.npos) return period;
    const std::string_view end = text::trimmed(text.substr(slash + 1));
    period.length = length_of(end);
    if (!period.length) period.ends = moment_of(property, end);
    return period;
}

class Reader {
  public:
    void take(const Property& property) {
        if (property.name == "BEGIN") return begin(capitals(property.value));
        if (property.name == "END") return end(capitals(property.value));
        if (stack_.empty()) return;
        const std::string& where = stack_.back();
        if (where == "VCALENDAR") of_calendar(property);
        if (where == "VEVENT") of_event(property);
        if (where == "VFREEBUSY") of_free_busy(property);
        if (where == "VTIMEZONE") of_zone(property);
        if (where == "STANDARD" || where == "DAYLIGHT") of_observance(property);
    }
    RawFile done() {
        while (!stack_.empty()) end(std::string(stack_.back()));  // A file that was cut off.
        return std::move(file_);
    }

  private:
    void begin(std::string what) {
        if (what == "VEVENT" && !stack_.empty() && stack_.back() == what) end(what);
        if (stack_.size() >= depth_max) return;
        if (what == "VCALENDAR") file_.calendars.emplace_back();
        if (what == "VEVENT") event_ = {};
        if (what == "VTIMEZONE") zone_ = {};
        if (what == "STANDARD" || what == "DAYLIGHT") observance_ = {};
        stack_.push_back(std::move(what));
    }

    // An END closes whatever was left open inside it; one that closes nothing is passed over.
    void end(const std::string& what) {
        if (std::ranges::find(stack_, what) == stack_.end()) return;
        while (!stack_.empty()) {
            const std::string closed = std::move(stack_.back());
            stack_.pop_back();
            close(closed);
            if (closed == what) return;
        }
    }

    void close(const std::string& what) {
        if (what == "VEVENT") keep_event();
        if (what == "VTIMEZONE" && !file_.calendars.empty()) {
            file_.calendars.back().zones.try_emplace(zone_.tzid, std::move(zone_));
        }
        if (what == "STANDARD" || what == "DAYLIGHT") {
            zone_.observances.push_back(std::move(observance_));
        }
    }

    void keep_event() {
        if (!event_.begins) {
            ++file_.unread;
            return;
        }
        if (file_.calendars.empty()) file_.calendars.emplace_back();
        auto& events = file_.calendars.back().events;
        if (++events_ > events_max) {
            file_.is_cut_short = true;
            return;
        }
        events.push_back(std::move(event_));
    }

    void of_calendar(const Property& property) {
        if (property.name == "X-WR-TIMEZONE") file_.calendars.back().zone = property.value;
        // vCalendar 1.0 says where all its times are: an offset, or (some) a name.
        if (property.name == "TZID") file_.calendars.back().zone = property.value;
    }

    void of_event(const Property& property) {
        const std::string& name = property.name;
        if (name == "UID") event_.uid = property.value;
        if (name == "DTSTART") event_.begins = moment_of(property, property.value);
        if (name == "DTEND") event_.ends = moment_of(property, property.value);
        if (name == "DURATION") event_.length = length_of(capitals(property.value));
        if (name == "RRULE") event_.rules.push_back(capitals(property.value));
        if (name == "EXRULE") event_.not_rules.push_back(capitals(property.value));
        if (name == "STATUS") event_.is_cancelled = capitals(property.value) == "CANCELLED";
        if (name == "TRANSP") of_transparency(capitals(property.value));
        if (name == "X-MICROSOFT-CDO-BUSYSTATUS" && capitals(property.value) == "FREE") {
            event_.is_free = true;
        }
        if (name == "SEQUENCE") {
            const char* begin = property.value.data();
            std::from_chars(begin, begin + property.value.size(), event_.sequence);
        }
        if (name == "RECURRENCE-ID") {
            event_.replaces = moment_of(property, property.value);
            event_.replaces_following = capitals(property.parameter("RANGE")) == "THISANDFUTURE";
        }
        if (name == "EXDATE") of_dates(property);
        if (name == "RDATE") of_dates(property);
    }

    void of_transparency(const std::string& value) {
        // vCalendar 1.0 counts: 0 is busy, anything above is free.
        const bool is_count = !value.empty() && value[0] >= '1' && value[0] <= '9';
        if (value == "TRANSPARENT" || is_count) event_.is_free = true;
    }

    void of_dates(const Property& property) {
        for (const std::string_view text : list_of(property.value)) {
            const auto period = period_of(property, text);
            if (!period) continue;
            if (property.name == "RDATE" && event_.also.size() < list_max) {
                event_.also.push_back(*period);
            }
            if (property.name == "EXDATE" && event_.except.size() < list_max) {
                event_.except.push_back(period->begins);
            }
        }
    }

    void of_free_busy(const Property& property) {
        if (property.name != "FREEBUSY" || file_.calendars.empty()) return;
        if (capitals(property.parameter("FBTYPE")) == "FREE") return;
        for (const std::string_view text : list_of(property.value)) {
            const auto period = period_of(property, text);
            if (period && ++events_ <= events_max) file_.calendars.back().busy.push_back(*period);
        }
    }

    void of_zone(const Property& property) {
        if (property.name == "TZID") zone_.tzid = plain(property.value);
        if (property.name == "X-LIC-LOCATION") zone_.location = property.value;
    }

    void of_observance(const Property& property) {
        if (property.name == "DTSTART") {
            if (const auto said = wall_of(property.value)) observance_.begins = said->wall;
        }
        if (property.name == "TZOFFSETFROM") {
            observance_.from = offset_of(property.value).value_or(0);
        }
        if (property.name == "TZOFFSETTO") observance_.to = offset_of(property.value).value_or(0);
        if (property.name == "RRULE") observance_.rule = capitals(property.value);
        if (property.name == "RDATE" && observance_.also.size() < list_max) {
            for (const std::string_view text : list_of(property.value)) {
                if (const auto said = wall_of(text)) observance_.also.push_back(said->wall);
            }
        }
    }

    RawFile file_;
    std::vector<std::string> stack_;
    RawEvent event_;
    RawZone zone_;
    Observance observance_;
    std::size_t events_ = 0;
};

}  // namespace

RawFile raw_file(std::string_view text) {
    Reader reader;
    each_property(text, [&](const Property& property) { reader.take(property); });
    return reader.done();
}

}  // namespace rapport::ical
