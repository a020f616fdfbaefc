"""What another program makes of the same calendars: python3-icalendar and
python3-recurring-ical-events of Debian. Reads read.tsv (file, flaw, events, cut short, spans, as
seconds), computes when its owner is busy by the other program's expansion, and compares second by
second within the window. Prints each group of differences; the last line counts."""
import datetime
import os
import re
import signal
import sys
import warnings

import icalendar
import pytz
import recurring_ical_events
import x_wr_timezone

warnings.filterwarnings("ignore")
HOME = pytz.timezone("America/New_York")
UTC = pytz.UTC
BEGIN = datetime.datetime(1997, 1, 1, tzinfo=UTC)
END = datetime.datetime(2031, 1, 1, tzinfo=UTC)


def instant(value, home):
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime(value.year, value.month, value.day)
    if value.tzinfo is None:
        value = home.localize(value)
    return int(value.timestamp())


def is_free(event):
    status = str(event.get("STATUS", "")).upper()
    shown = str(event.get("TRANSP", "")).upper()
    maker = str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper()
    return status == "CANCELLED" or shown == "TRANSPARENT" or maker == "FREE"


def spans_of(text):
    spans = []
    text = re.sub(rb"\$now\.year\.[^:]*:", b"2027", text)  # Templates of CalDAVTester.
    for calendar in icalendar.Calendar.from_ical(text, multiple=True):
        named = calendar.get("X-WR-TIMEZONE")
        home = HOME
        if named and str(named) in pytz.all_timezones_set:
            home = pytz.timezone(str(named))
            calendar = x_wr_timezone.to_standard(calendar)
        calendar.subcomponents = [
            part for part in calendar.subcomponents
            if part.name == "VTIMEZONE" or getattr(part.get("DTSTART"), "dt", None)]
        for event in recurring_ical_events.of(calendar, keep_recurrence_attributes=True).between(BEGIN, END):
            if is_free(event) or event.name != "VEVENT":
                continue
            begins, ends = event["DTSTART"].dt, event["DTEND"].dt
            is_day = not isinstance(begins, datetime.datetime)
            if is_day and not isinstance(ends, datetime.datetime) and ends <= begins:
                ends = begins + datetime.timedelta(days=1)
            spans.append((instant(begins, home), instant(ends, home)))
    low, high = int(BEGIN.timestamp()), int(END.timestamp())
    cut = sorted((max(a, low), min(b, high)) for a, b in spans if b > a)
    merged = []
    for begin, end in cut:
        if begin >= end:
            continue
        if merged and begin <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([begin, end])
    return [tuple(span) for span in merged]


def late(*_):
    raise TimeoutError


def main():
    known = {}
    with open(sys.argv[2], encoding="utf-8") as explained:
        for line in explained:
            if line.strip() and not line.startswith("#"):
                name, why = line.rstrip("\n").split("  ", 1)
                known[name] = why.strip()
    passed = failed = skipped = 0
    groups = {}
    # Of the processor, so that a busy machine does not change the count. What it can expand at all
    # took 6 of them at most; five calendars of a repetition every second or minute never end.
    limit = int(os.environ.get("CALENDAR_SECONDS", "12"))
    signal.signal(signal.SIGPROF, late)
    for line in open(sys.argv[1], encoding="utf-8"):
        path, flaw, _, cut, text = line.rstrip("\n").split("\t")
        name = path[path.index("/data/ics/") + len("/data/ics/"):]
        ours = [tuple(map(int, span.rsplit("-", 1))) for span in text.split()]
        theirs, why = None, ""
        signal.setitimer(signal.ITIMER_PROF, limit)
        try:
            theirs = spans_of(open(path, "rb").read())
        except Exception as error:  # Whatever the other program trips over.
            why = type(error).__name__
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        if theirs is None:
            skipped += 1
            groups.setdefault("the other program cannot read it: " + why, []).append(name)
        elif theirs == ours:
            passed += 1
        elif name in known:
            skipped += 1
            groups.setdefault("explained: " + known[name], []).append(name)
        else:
            failed += 1
            print("DIFFERENT %s flaw=%s cut=%s" % (name, flaw, cut))
            print("   ours alone   %s" % sorted(set(ours) - set(theirs))[:3])
            print("   theirs alone %s" % sorted(set(theirs) - set(ours))[:3])
    for group in sorted(groups):
        print("%4d %s" % (len(groups[group]), group))
        if os.environ.get("CALENDAR_NAMES"):
            print("\n".join("       " + name for name in groups[group]))
    print("%d passed, %d failed, %d skipped" % (passed, failed, skipped))
    return 1 if failed else 0


sys.exit(main())
