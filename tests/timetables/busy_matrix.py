#!/usr/bin/env python3
"""Who is busy when, from the raw files of FET or XHSTT: a second witness, with no line of ours.
busy_matrix.py FILE.fet FILE_activities.xml | FILE_data_and_timetable.fet | ARCHIVE.xml
Prints "D days P periods", then for each teacher, by name, the counts of each slot, day by day."""
import sys
import xml.etree.ElementTree as ET

roots = [ET.parse(path).getroot() for path in sys.argv[1:]]
data = roots[0]
busy, text = {}, lambda node, path: (node.findtext(path) or "").strip()
if data.tag == "fet":
    days = [text(d, "Name") for d in data.find("Days_List").iter("Day")]
    hours = [text(h, "Name") for h in data.find("Hours_List").iter("Hour")]
    busy = {text(t, "Name"): {} for t in data.find("Teachers_List").iter("Teacher")}
    if len(roots) > 1:
        starts = [(text(a, "Id"), text(a, "Day"), text(a, "Hour"))
                  for a in roots[1].iter("Activity")]
    else:
        starts = [(text(c, "Activity_Id"), text(c, "Preferred_Day"), text(c, "Preferred_Hour"))
                  for c in data.iter("ConstraintActivityPreferredStartingTime")]
    lessons = {text(a, "Id"): a for a in data.find("Activities_List").iter("Activity")}
    counts = (len(days), len(hours))
    if text(data, "Mode") == "Mornings_Afternoons":  # Two halves are one day of twice the hours.
        counts = (len(days) // 2, len(hours) * 2)
    for id, day, hour in (start for start in starts if start[1]):
        first = days.index(day) * len(hours) + hours.index(hour)
        for who in lessons[id].findall("Teacher"):
            for cell in range(first, first + int(text(lessons[id], "Duration"))):
                row = busy[who.text.strip()]
                row[cell] = row.get(cell, 0) + 1
else:
    solution = data.find("SolutionGroups").find(".//Solution")
    school = data.find(f"Instances/Instance[@Id='{solution.get('Reference')}']")
    days = [d.get("Id") for d in school.find("Times/TimeGroups").iter("Day")]
    of_day = {day: [] for day in days}
    times = school.findall("Times/Time")
    for time in times:
        of_day[time.find("Day").get("Reference")].append(time.get("Id"))
    counts = (len(days), max(len(ids) for ids in of_day.values()))
    cell_of = {id: days.index(day) * counts[1] + i
               for day in days for i, id in enumerate(of_day[day])}
    order = [time.get("Id") for time in times]
    busy = {r.get("Id"): {} for r in school.findall("Resources/Resource")
            if r.find("ResourceType").get("Reference") == "Teacher"}
    events = {e.get("Id"): e for e in school.findall("Events/Event")}
    for event in solution.findall("Events/Event"):
        fixed = events[event.get("Reference")]
        start = event.find("Time") if event.find("Time") is not None else fixed.find("Time")
        if start is None:
            continue
        length = int(text(event, "Duration") or text(fixed, "Duration"))
        people = {r.get("Reference") for e in (fixed, event)
                  for r in e.findall("Resources/Resource")}
        first = order.index(start.get("Reference"))
        for who in people & busy.keys():
            for id in order[first:first + length]:
                busy[who][cell_of[id]] = busy[who].get(cell_of[id], 0) + 1
print(f"{counts[0]} days {counts[1]} periods")
for who in sorted(busy, key=lambda name: name.encode()):
    print(who + "\t" + " ".join(str(busy[who].get(i, 0)) for i in range(counts[0] * counts[1])))
