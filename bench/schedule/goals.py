#!/usr/bin/env python3
"""Does the solver reach its goals? One word a goal, or none for all; each figure stands beside its
goal, and the load of the machine beside both.

    bench/schedule/goals.py [quality|toptw|validity|absence|explanations|size]…
        [--shared ../shared] [--seeds 3] [--by cpu] [--only PART_OF_A_NAME] [--share 1.0]

--by cpu gives each run the CPU time that two idle cores would have, however busy the machine is.
--share shortens every run, to have a first idea. The referee is that of the shared folder; every
plan of every run is shown to it. Needs python3 and a release built with -DRAPPORT_BENCH=ON, which
is done first (or name a program in SCHEDULE_BENCH)."""
import argparse
import importlib.util
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TERM = {"building": 3, "campus": 10, "district": 30, "term-building": 60}
MEAN_GAP = {"building": 1, "campus": 3, "district": 4, "term-building": 6}
# The values to beat, net of breaks (schedule.md of the shared folder).
REFERENCE = {"building-r130-11": 7471, "building-r130-12": 7024, "building-r170-11": 8173,
             "building-r170-12": 7136, "building-r90-11": 5739, "building-r90-12": 5320,
             "campus-r130-11": 29848, "campus-r130-12": 28885, "district-r130-11": 77856,
             "district-r130-12": 71467, "term-building-r130-11": 113399}


def parse():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("goals", nargs="*", help="which; all when none is named")
    parser.add_argument("--shared", default=str(ROOT.parent / "shared"))
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--by", choices=["wall", "cpu"], default="wall")
    parser.add_argument("--only", default="")
    parser.add_argument("--share", type=float, default=1)
    parser.add_argument("--plans", type=int, default=10000, help="mutated plans of validity")
    return parser.parse_args()


def program():
    if "SCHEDULE_BENCH" in os.environ:
        return os.environ["SCHEDULE_BENCH"]
    quiet = {"cwd": ROOT, "check": True, "stdout": subprocess.DEVNULL}
    subprocess.run(["cmake", "--preset", "release", "-DRAPPORT_BENCH=ON"], **quiet)
    subprocess.run(["cmake", "--build", "--preset", "release", "--target", "schedule_bench"],
                   **quiet)
    return str(ROOT / "build/release/schedule_bench")


class Bench:
    def __init__(self, options):
        self.options = options
        shared = pathlib.Path(options.shared)
        self.data = shared / "data/schedule"
        spec = importlib.util.spec_from_file_location("referee", shared / "tools/schedule_check.py")
        self.judge = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.judge)
        self.to_instance = shared / "tools/toptw_to_instance.py"
        self.program = program()
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="goals-"))
        self.refused, self.judged = 0, 0

    def instances(self, size=""):
        names = sorted(path.stem for path in self.data.glob("*.json"))
        return [name for name in names if name.startswith(size) and self.options.only in name]

    def run(self, word, instance, stdin=None, **named):
        """One run of the program; a plan it writes is shown to the referee."""
        path = instance if isinstance(instance, pathlib.Path) else self.data / f"{instance}.json"
        named.setdefault("by", self.options.by)
        plan = self.work / "plan.json"
        plan.unlink(missing_ok=True)
        words = [f"{name}={value}" for name, value in named.items()] + [f"out={plan}"]
        done = subprocess.run([self.program, word, str(path)] + words, input=stdin, text=True,
                              capture_output=True)
        if done.returncode:
            sys.exit(f"{word} {path.name} {' '.join(words)} ended with {done.returncode}: "
                     f"{done.stderr.strip()}")
        if word == "judge":
            return done.stdout.split("\n")[:-1]
        answer = json.loads(done.stdout)
        answer["notes"] = done.stderr
        if plan.exists() and word != "absence":
            self.show_referee(json.load(open(path)), json.load(open(plan)))
        return answer

    def show_referee(self, instance, plan):
        errors = self.judge.referee(instance, plan)[0]
        self.judged += 1
        if errors:
            self.refused += 1
            print("REFUSED by the referee:", errors[0])


def load():
    return f"load {os.getloadavg()[0]:.1f}"


def size_of(name):
    return next(size for size in sorted(TERM, key=len, reverse=True) if name.startswith(size))


def quality(bench):
    """Goal 2: gaps with the bound the program proves, and no mean below the reference."""
    for size, seconds in TERM.items():
        gaps, first = [], 0
        for name in bench.instances(size):
            runs = [bench.run("solve", name, seed=seed, seconds=seconds * bench.options.share,
                              bound=seconds * bench.options.share)
                    for seed in range(1, bench.options.seeds + 1)]
            best_bound = min(run["bound"] for run in runs)
            own = [100 * (run["bound"] - run["net"]) / run["bound"] for run in runs]
            gaps += own
            first = max(first, max(run["first_ms"] for run in runs))
            values = [run["net"] for run in runs]
            assert max(values) <= best_bound, f"{name}: a plan is above a bound"
            mean = sum(values) / len(values)
            word = "ok" if min(values) >= REFERENCE[name] else "BELOW"
            cpu = sum(run["cpu"] + run["bound_cpu"] for run in runs) / len(runs)
            print(f"{name}: {' '.join(map(str, values))} (reference {REFERENCE[name]} {word}), "
                  f"mean {mean:.0f}, bound {best_bound:.0f}, "
                  f"gap {sum(own) / len(own):.2f} % at most {max(own):.2f} %; "
                  f"{cpu:.1f} CPU s of {4 * seconds}; {load()}", flush=True)
        if gaps:
            extra = f", worst {max(gaps):.2f} % (goal 2)" if size == "building" else ""
            print(f"== {size} in {seconds} s: mean gap {sum(gaps) / len(gaps):.2f} % "
                  f"(goal {MEAN_GAP[size]}){extra}; first plan after {first:.0f} ms (goal 300)")


def toptw(bench):
    """Goal 3: the team-orienteering instances, 5 seconds each."""
    gaps, equal, better, worst = [], [], [], (0, "")
    for line in open(bench.data / "toptw/best-known.csv").read().split("\n")[1:]:
        row = line.split(",")
        if row[0] != "solomon" or bench.options.only not in row[1]:
            continue
        made = subprocess.run([sys.executable, bench.to_instance,
                               bench.data / f"toptw/{row[1]}.txt", row[2], "10"],
                              capture_output=True, check=True)
        path = bench.work / "toptw.json"
        path.write_bytes(made.stdout)
        run = bench.run("solve", path, seed=1, seconds=5 * bench.options.share, bound=0)
        known, value, name = int(row[3]), run["net"], f"{row[1]}/{row[2]}"
        gap = 100 * (known - value) / known
        gaps.append(gap)
        worst = max(worst, (gap, name))
        if value == known:
            equal.append(name)
        if value > known:
            better.append(f"{name} {value} > {known}")
        print(f"{name}: {value} of {known}, gap {gap:.2f} %, {run['cpu']:.1f} CPU s; {load()}",
              flush=True)
    print(f"== {len(gaps)} instances: mean gap {sum(gaps) / len(gaps):.2f} % (goal 0.8), worst "
          f"{worst[0]:.2f} % {worst[1]} (goal 3)")
    print(f"equalled {len(equal)}: {' '.join(equal)}\nimproved {len(better)}: {'; '.join(better)}")


def mutated(instance, visits, chance):
    """A plan with one to three things changed; many stay valid."""
    visits = [dict(visit) for visit in visits]
    options = {task["id"]: task["options"] for task in instance["tasks"]}
    coaches = [coach["id"] for coach in instance["coaches"]]
    for _ in range(chance.randint(1, 3)):
        if not visits:
            break
        visit = chance.choice(visits)
        change = chance.randrange(8)
        if change == 0:
            visits.remove(visit)
        elif change == 1:
            visit["start"] += chance.choice([-60, -15, -5, -1, 1, 5, 15, 60])
        elif change == 2:
            visit["coach"] = chance.choice(coaches)
        elif change == 3:
            visit["option"] = chance.randrange(-1, len(options[visit["task"]]) + 1)
        elif change == 4:
            visits.append(dict(visit))
        elif change == 5:
            task = chance.choice(instance["tasks"])
            place = chance.choice(task["options"])
            visits.append({"task": task["id"], "option": task["options"].index(place),
                           "coach": chance.choice(task["coaches"]),
                           "start": chance.randint(place["earliest"], place["latest"])})
        elif change == 6:
            visit["start"] = chance.choice(visits)["start"]
        else:
            visit["task"] = chance.choice(instance["tasks"])["id"]
    return visits


def validity(bench):
    """Goal 1: our judge and the referee over mutated plans, a fixed seed."""
    chance = random.Random(2026)
    names = bench.instances()
    each = -(-bench.options.plans // len(names))
    agreed = valid = count = 0
    for name in names:
        bench.run("solve", name, seed=1, seconds=1, bound=0, by="wall")
        instance = json.load(open(bench.data / f"{name}.json"))
        visits = json.load(open(bench.work / "plan.json"))["visits"]
        plans = [{"format": "rapport-plan/1", "visits": mutated(instance, visits, chance)}
                 for _ in range(each)]
        ours = bench.run("judge", name, stdin="".join(json.dumps(plan) + "\n" for plan in plans))
        for plan, said in zip(plans, ours, strict=True):
            errors, objective, _, _ = bench.judge.referee(instance, plan)
            theirs = "invalid" if errors else f"valid {objective}"
            count += 1
            valid += not errors
            agreed += said == theirs
            if said != theirs:
                print(f"DISAGREE {name}: {said} and {theirs}: {errors[:1]}")
        print(f"{name}: {each} plans", flush=True)
    print(f"== agreed on {agreed} of {count} plans (goal: all of 10,000), {valid} of them valid")


def absence(bench):
    """Goal 4: a coach falls ill; mended in a second beside made anew in twenty."""
    for name in bench.instances("district"):
        for coach in (0, 4, 8):
            run = bench.run("absence", name, seed=1, coach=coach,
                            seconds=20 * bench.options.share)
            short = 100 * (run["anew"] - run["mended"]) / run["anew"]
            moved = 100 * run["moved"] / run["unaffected"]
            print(f"== {name} without coach {coach}: {run['seconds']:.2f} s (goal 1; "
                  f"{run['cpu']:.2f} CPU s), {run['mended']} against {run['anew']} anew: "
                  f"{short:.2f} % less (goal 1), {run['moved']} of {run['unaffected']} moved: "
                  f"{moved:.1f} % (goal 15); {load()}", flush=True)


def explanations(bench):
    """Goal 6: stated causes taken away, and the instance solved without them."""
    tasks = confirmed = held = 0
    for seed in range(1, 10):
        for name in bench.instances():
            if tasks >= 500:
                continue
            run = bench.run("explain", name, seed=seed, seconds=1, most=min(100, 500 - tasks))
            tasks += run["tasks"]
            confirmed += run["confirmed"]
            held += run["held"]
            print(f"{name}: {run['held']} of {run['tasks']} held ({run['said'].strip()}), "
                  f"{run['cpu']:.1f} CPU s; {load()}", flush=True)
            if run["notes"]:
                print(run["notes"].strip())
    print(f"== {tasks} unplaced tasks: {confirmed} confirmed by the product, {held} by solving "
          f"again here (goal: 500 of 500)")


def district_term(days, chance):
    """A district's term as schedule.md describes one: 12 coaches, 20 buildings, 9 tasks a day."""
    sites = [f"s{i}" for i in range(20)]
    spots = [(chance.randrange(40), chance.randrange(40)) for _ in sites]
    travel = [[0 if a == b else 5 + (abs(a[0] - b[0]) + abs(a[1] - b[1])) // 2 for b in spots]
              for a in spots]
    coaches = [{"id": f"c{i}", "home": None, "capacity_minutes": days * 310,
                "days": [{"start": 450, "end": 900}] * days} for i in range(12)]
    tasks = []

    def add(kind, value, minutes, person, who, options, cycle=None, step=0):
        tasks.append({"id": f"t{len(tasks)}", "kind": kind, "value": value, "minutes": minutes,
                      "person": person, "coaches": who, "cycle": cycle, "step": step,
                      "gap_days": [0, 5], "options": options})

    def option(day, site, person, length):
        slot = chance.randrange(8)
        begin = 470 + 50 * slot
        return {"day": day, "earliest": begin, "latest": begin + max(0, 45 - length),
                "site": site, "penalty": chance.choice([0, 0, 2, 5]),
                "resources": [f"{person}/{day}/{slot}"]}

    for coach in range(12):
        for day in range(days):
            add("break", 1000, 30, None, [f"c{coach}"],
                [{"day": day, "earliest": 660, "latest": 750, "site": site}
                 for site in sites[coach:coach + 4]])
        for number in range(days * 9 * 7 // 6):
            person = chance.randrange(1000)
            who = [f"c{coach}"] + ([f"c{(coach + 1) % 12}"] if chance.random() < 0.4 else [])
            week = chance.randrange(max(1, days - 5))
            site = sites[chance.randrange(coach, min(20, coach + 4))]
            steps = 2 if chance.random() < 0.2 else 1
            for step in range(steps):
                length = chance.choice([15, 20, 30, 45])
                add("plan", chance.randrange(60, 220), length, f"p{person}", who,
                    [option(min(days - 1, week + chance.randrange(6)), site, person, length)
                     for _ in range(10)],
                    f"k{coach}-{number}" if steps == 2 else None, step + 1)
    return {"format": "rapport-schedule/1", "name": f"district-term-{days}", "days": days,
            "sites": sites, "travel_minutes": travel,
            "rules": {"travel_weight": 1, "max_run_minutes": 180, "break_minutes": 10},
            "coaches": coaches, "people": [{"id": f"p{i}", "touch_bonus": 40} for i in range(1000)],
            "tasks": tasks}


def size(bench):
    """Goal 5: memory of a district's term, and cost against the number of tasks."""
    first = None
    for days in (5, 20, 80):
        path = bench.work / "term.json"
        path.write_text(json.dumps(district_term(days, random.Random(7))))
        run = bench.run("size", path, steps=100)
        first = first or run
        times = run["tasks"] / first["tasks"]
        grows = [run[part] / first[part] / times for part in ("search", "proof")]
        print(f"== {run['tasks']} tasks ({times:.0f} x): search {run['search']:.2f} CPU s "
              f"({grows[0]:.2f} x a task), proof {run['proof']:.2f} CPU s ({grows[1]:.2f} x a "
              f"task), first plan {run['first_ms']:.0f} ms, {run['peak']:.0f} MB (goal 300); "
              f"{load()}", flush=True)


GOALS = {"quality": quality, "toptw": toptw, "validity": validity, "absence": absence,
         "explanations": explanations, "size": size}


def main():
    options = parse()
    bench = Bench(options)
    try:
        for name in options.goals or GOALS:
            GOALS[name](bench)
        print(f"the referee refused {bench.refused} of {bench.judged} plans (goal: none)")
    finally:
        for path in bench.work.iterdir():
            path.unlink()
        bench.work.rmdir()


if __name__ == "__main__":
    main()
