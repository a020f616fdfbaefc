#!/usr/bin/env python3
"""A thousand canary notes, and a look for them everywhere but in the browser that may read them.

Plays a coach at the running program: signs in by link, chooses a notes passphrase, writes the notes
(every second one shared), reads them back, looks for one, takes the own export, has a program read
the API. Then every file of the data folder, the backup, the exports, the log, the mails, a core dump
and the memory of the idle server are searched. A control is written beside each note, in the open
(the next step of the help): the same search must find it in each place that has rows.

    canaries.py PROGRAM FOLDER
Last line: "N passed, N failed, N skipped"."""
import html
import http.client
import http.cookiejar
import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

program, folder = sys.argv[1], sys.argv[2]
data = folder + "/data"
note_count = int(os.environ.get("RAPPORT_CANARIES", "1000"))
mark = b"CANARY-7f3a9c51"
control = b"CONTROL-51c9a3f7"
passed = failed = skipped = 0


def check(what, is_so):
    global passed, failed
    print(("ok    " if is_so else "FAIL  ") + what, flush=True)
    passed, failed = passed + bool(is_so), failed + (not is_so)


def run(*arguments):
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Browser:
    def __init__(self, base):
        self.base, self.jar = base, http.cookiejar.CookieJar()
        cookies = urllib.request.HTTPCookieProcessor(self.jar)
        self.opener = urllib.request.build_opener(Stay, cookies)

    def ask(self, path, form=None):
        url = path if path.startswith("http") else self.base + path
        body = urllib.parse.urlencode(form).encode() if form is not None else None
        request = urllib.request.Request(url, body, {"Connection": "close"})
        try:
            answer = self.opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.status, dict(answer.headers), answer.read().decode()

    def guards(self, page):
        found = {}
        for name in ("_token", "_key"):
            at = re.search(r'name="%s" value="([^"]*)"' % name, page)
            found[name] = html.unescape(at.group(1)) if at else ""
        return found

    def send(self, path, form, guards):
        key = os.urandom(16).hex()
        return self.ask(path, list(form) + [("_token", guards["_token"]), ("_key", key)])


def serve():
    log = open(folder + "/server.log", "ab")
    server = subprocess.Popen(
        [program, "serve", "--data", data, "--listen", "127.0.0.1:0", "--workers", "8"],
        stdout=log, stderr=log)
    for _ in range(600):
        found = re.search(r"serves on (http://[0-9.:]+)", open(folder + "/server.log").read())
        if found:
            return server, found.group(1)
        if server.poll() is not None:
            break
        time.sleep(0.05)
    sys.exit("the server did not start: " + open(folder + "/server.log").read())


def write_notes(coach, base):
    status, _, page = coach.ask("/log")
    guards = coach.guards(page)
    kind = re.search(r'name="kind" value="([0-9a-z]{26})"', page).group(1)
    people = re.findall(r'href="/people/([0-9a-z]{26})"', coach.ask("/people")[2])
    contacts = []
    for i in range(note_count):
        words = "%s-%04d. She worries about the observation in December." % (mark.decode(), i)
        status, headers, body = coach.send("/contacts", [
            ("person", people[i % len(people)]), ("kind", kind), ("minutes", "15"),
            ("next_step", "%s-%04d" % (control.decode(), i)), ("note", words),
            ("tier", "shared" if i % 2 else "private")], guards)
        if status != 303:
            sys.exit("a note was not kept: %s %s" % (status, body[:2000]))
        contacts.append(re.search(r"saved=([0-9a-z]{26})", headers["Location"]).group(1))
    return contacts, guards


# The notes of a meeting of the coach and one teacher, saved by both in turn; how many were kept.
def write_in_a_meeting(coach, guards, teacher, times):
    person = json.loads(teacher.ask("/api/v1/account")[2])["person"]
    made = coach.send("/cycles", [("person", person), ("topic", "Podcasts in grade 4"),
                                  ("template", "mini")], guards)
    cycle = made[1].get("Location", "/cycles/none")
    teachers = teacher.guards(teacher.ask(cycle)[2])
    teacher.send(cycle + "/agreement", [("agreement_number", "1")], teachers)
    meeting = coach.send(cycle + "/meetings", [("on", "2026-11-03")], guards)[1].get("Location")
    kept, text = 0, ""
    for number in range(times):
        text += "%s-meeting-%04d\n" % (mark.decode(), number)
        who, guard = ((coach, guards), (teacher, teachers))[number % 2]
        kept += who.send("%s/notes" % meeting, [("seen", str(number)), ("text", text)],
                         guard)[0] == 303
    last = "%s-meeting-%04d" % (mark.decode(), times - 1)
    return kept, all(last in who.ask(meeting)[2] for who in (coach, teacher))


def come_in(base, url):
    who, path = Browser(base), "/link/" + url.rsplit("/", 1)[1]
    who.send(path, [], who.guards(who.ask(path)[2]))
    who.email = json.loads(who.ask("/api/v1/account")[2])["email"]
    return who


# Three of the cast agree to hold the escrow, each with a passphrase of their own.
def hold_escrow(base, links):
    three = [come_in(base, url) for role, _, url in links
             if role in ("district_admin", "director", "technician")]
    guards = [who.guards(who.ask("/notes-key")[2]) for who in three]
    named = [("holder_%d" % (i + 1), who.email) for i, who in enumerate(three)]
    asked = [who.send("/settings/notes/holders", named, guards[i])[0]
             for i, who in enumerate(three)]
    for who, guard in zip(three, guards):
        words = [("passphrase", "three calm canary words"), ("again", "three calm canary words")]
        who.send("/notes-key", words, guard)
    agreed = [who.send("/notes-escrow/holding", [], guard)[0] for who, guard in zip(three, guards)]
    check("three agree to hold the escrow", 303 in asked and agreed == [303] * 3)
    return list(zip(three, guards))


# Two of them open the shared notes of the coach and one teacher; how many each has read.
def open_by_two(holders, people):
    (one, one_guards), (other, other_guards) = holders[:2]
    asked = one.send("/notes-escrow/matters", [
        ("kind", "reading"), ("people", "\n".join(people)), ("from", "2020-01-01"),
        ("until", "2099-01-01"), ("reason", "A canary has to be seen by two.")], one_guards)
    place = asked[1].get("Location", "/notes-escrow/matters/none")
    alone = one.send(place + "/reading", [], one_guards)[2].count(mark.decode())
    other.send(place + "/agreement", [], other_guards)
    both = [who.send(place + "/reading", [], guard)[2].count(mark.decode())
            for who, guard in holders[:2]]
    return alone, both


def stay_on_the_line(coach, base, contact):
    """Writes a note, reads a page of notes, and hangs up neither time: an open connection."""
    line = http.client.HTTPConnection(base.split("//")[1], timeout=60)
    cookies = "; ".join("%s=%s" % (cookie.name, cookie.value) for cookie in coach.jar)
    page = coach.ask("/contacts/" + contact)[2]
    form = urllib.parse.urlencode([
        ("note", "%s-long. " % mark.decode() + "He asked for time. " * 20), ("tier", "private"),
        ("_token", coach.guards(page)["_token"]), ("_key", os.urandom(16).hex())])
    line.request("POST", re.search(r'action="(/[^"]*notes)"', page).group(1), form,
                 {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"})
    answer = line.getresponse()
    answer.read()
    line.request("GET", "/contacts/" + contact, headers={"Cookie": cookies})
    shown = line.getresponse().read().decode()
    check("a note is written and read on a line that stays open",
          answer.status == 303 and mark.decode() + "-long" in shown)
    return line


def memory_of(pid):
    held = []
    with open("/proc/%d/maps" % pid) as maps, open("/proc/%d/mem" % pid, "rb") as memory:
        for line in maps:
            span, rights = line.split()[:2]
            if "r" not in rights or "[v" in line:
                continue
            begin, end = (int(part, 16) for part in span.split("-"))
            try:
                memory.seek(begin)
                held.append(memory.read(end - begin))
            except (OSError, ValueError, OverflowError):
                pass
    return b"".join(held)


def search_memory(memory, secrets):
    check("control: what is not sealed is found in the memory of the server (%d MB)"
          % (len(memory) // 1_000_000), control in memory)
    check("the memory of the idle server holds no note (%d)" % memory.count(mark),
          mark not in memory)
    check("the memory of the idle server holds no passphrase and no recovery code",
          not any(secret.encode() in memory for secret in secrets))


def files_with(word, place):
    found = []
    for parent, _, names in os.walk(place):
        for name in names:
            path = os.path.join(parent, name)
            with open(path, "rb") as file:
                bytes_ = file.read()
            if bytes_[:2] == b"\x1f\x8b":
                import gzip
                bytes_ += gzip.decompress(bytes_)
            if word in bytes_:
                found.append(os.path.relpath(path, place))
    return found


run("sample", "--data", data, "--size", "building")
links = [line.split("\t") for line in run("sample-links", "--data", data).splitlines()]
server, base = serve()
try:
    link = next(url for role, _, url in links if role == "coach")
    coach = Browser(base)
    path = "/link/" + link.rsplit("/", 1)[1]
    guards = coach.guards(coach.ask(path)[2])
    check("the coach comes in by a link", coach.send(path, [], guards)[0] == 303)
    guards = coach.guards(coach.ask("/notes-key")[2])
    passphrase = "four quiet canary words"
    status, _, page = coach.send("/notes-key", [("passphrase", passphrase), ("again", passphrase)],
                                 guards)
    code = re.search(r"<strong>([a-z ]{39})</strong>", page)
    check("a passphrase is chosen, and a recovery code shown", status == 200 and code)
    holders = hold_escrow(base, links)
    contacts, guards = write_notes(coach, base)
    check("%d notes are kept" % note_count, len(contacts) == note_count)
    read = sum(("%s-%04d" % (mark.decode(), i)) in coach.ask("/contacts/" + contact)[2]
               for i, contact in enumerate(contacts))
    check("each is read in the browser that wrote it (%d)" % read, read == note_count)
    day = [time.strftime("%Y-%m-%d", time.gmtime(time.time() + 86400 * n)) for n in (-2, 1)]
    order = [("from", day[0]), ("to", day[1]), ("format", "csv"), ("notes", "1")]
    mine = coach.send("/contacts/exports", order, guards)[2]
    check("the own export has them all", mine.count(mark.decode()) == note_count)
    found = coach.ask("/contacts?q=" + mark.decode() + "-0007")[2]
    check("they are searched in one's own session", contacts[7] in found)
    other = Browser(base)
    for cookie in coach.jar:
        if cookie.name == "s":
            other.jar.set_cookie(cookie)
    sealed = other.ask("/contacts/" + contacts[0])[2]
    check("the same session without the second cookie reads none",
          mark.decode() not in sealed and "sealed" in sealed)
    api = coach.ask("/api/v1/contacts/" + contacts[0])[2]
    check("a program reads none", mark.decode() not in api and '"sealed"' in api)
    people = re.findall(r'href="/people/([0-9a-z]{26})"', coach.ask("/people")[2])
    theirs = [i for i in range(0, note_count) if i % 2 and i % len(people) == 1 % len(people)]
    pages = [who.ask("/settings/people/" + people[1 % len(people)])[2] for who, _ in holders]
    partner = re.search(r'name="email" type="email" value="([^"]+)"', "".join(pages)).group(1)
    own = json.loads(coach.ask("/api/v1/account")[2])["email"]
    alone, both = open_by_two(holders, [own, partner])
    check("one holder alone opens none", alone == 0)
    check("two holders open the shared notes of one pair, and no others (%d)" % both[0],
          both == [len(theirs)] * 2 and len(theirs) > 0)
    teacher = come_in(base, next(url for role, _, url in links if role == "teacher"))
    kept, are_read = write_in_a_meeting(coach, guards, teacher, 20)
    check("what two write in a meeting is kept, and read by both (%d)" % kept,
          kept == 20 and are_read)
    for role, name, url in links:
        if role == "coach":
            continue
        who, path = Browser(base), "/link/" + url.rsplit("/", 1)[1]
        who.send(path, [], who.guards(who.ask(path)[2]))
        pages = ["/", "/people", "/programme", "/settings", "/my-help", "/notes-key",
                 "/contacts/" + contacts[0], "/contacts/" + contacts[1], "/settings/audit"]
        check("%s reads none" % role,
              not any("%s-0000" % mark.decode() in who.ask(page)[2] for page in pages))

    backup, taken = folder + "/backup", folder + "/taken"
    os.makedirs(backup)
    run("backup", "--data", data, backup + "/b.gz")
    run("export", "--data", data, taken, "--with-notes")
    line = stay_on_the_line(coach, base, contacts[0])
    try:
        search_memory(memory_of(server.pid), [passphrase] + ([code.group(1)] if code else []))
    except PermissionError:
        skipped += 1
        print("SKIP  only root can look into the memory of the server, not even its own account.")
    line.close()
    if shutil.which("gcore"):
        dump = folder + "/core"
        subprocess.run(["gcore", "-o", dump, str(server.pid)], capture_output=True)
        path = "%s.%d" % (dump, server.pid)
        if os.path.exists(path):
            with open(path, "rb") as file:
                core = file.read()
            os.remove(path)
            check("control: what is not sealed is found in a core dump (%d MB)"
                  % (len(core) // 1_000_000), control in core)
            check("a core dump of the server holds no note (%d)" % core.count(mark),
                  mark not in core)
        else:
            check("nobody gets a core dump of the server", True)
    else:
        skipped += 1
        print("SKIP  gcore is not here (the Debian package gdb).")
    for what, place in (("data folder (database, WAL, mails, uploads)", data),
                        ("backup", backup), ("export with notes", taken)):
        check("control: the %s holds what is not sealed" % what, files_with(control, place))
        check("the %s holds no note %s" % (what, files_with(mark, place)),
              not files_with(mark, place))
    with open(folder + "/server.log", "rb") as file:
        log = file.read()
    check("control: the log is one", b"serves on" in log)
    check("the log holds no note", mark not in log)
finally:
    server.terminate()
    server.wait(30)
check("a stopped server leaves no note in its files", not files_with(mark, data))
print("%d passed, %d failed, %d skipped" % (passed, failed, skipped))
sys.exit(1 if failed else 0)
