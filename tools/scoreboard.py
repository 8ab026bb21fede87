#!/usr/bin/env python3
"""One table of every figure that the program is measured by.

usage: tools/scoreboard.py [PROGRAM] [--sets NAME,…] [--limit N] [--full] [--write] [--verbose]
  PROGRAM   the built binary (default: target/quick/dateline, else target/release/dateline)
  --sets    only these (seeds, the cases of the corpus, muc4, wikievents, re3d, timex, geo, webpage, pubdate, ecbplus)
  --limit   so many articles of each public set (default 300); --full takes all of them
  --write   keep the figures in benches/scores.md, so that a change that trades one for another is seen in its diff
  --verbose print what each scorer said
The sets are looked for at $DATELINE_SETS, else ../shared. Where they are not, nothing is scored and nothing is written.
"""
import argparse, json, os, pathlib, re, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("DATELINE_SETS", ROOT.parent / "shared"))
KEPT = ROOT / "benches" / "scores.md"
CASES = ["seeds", "iraq-syria-2024", "red-sea-2024", "sahel-somalia", "mixed"]
SETS = ["muc4", "wikievents", "re3d", "timex", "geo", "webpage", "pubdate", "ecbplus"]
LIMIT = 300

# The least that is asked for, by set and figure; a set's own row goes before that of "corpus".
GOALS = {
    ("seeds", "events.f1"): 0.95, ("seeds", "events.strict_f1"): 0.90, ("seeds", "merge.jaccard"): 0.95,
    ("corpus", "events.f1"): 0.85, ("corpus", "events.strict_f1"): 0.65, ("corpus", "tallies.f1"): 0.90,
    ("corpus", "published.accuracy"): 0.95, ("corpus", "boilerplate.recall"): 0.95,
    ("muc4", "micro F exact"): 0.42, ("muc4", "micro F lenient"): 0.50,
    ("wikievents", "trigger F"): 0.65, ("wikievents", "arguments F"): 0.35,
    ("timex", "relaxed F"): 0.90, ("timex", "value F"): 0.70,
    ("geo", "overlap F"): 0.75, ("geo", "within 161 km, end to end"): 0.60,
    ("webpage", "main text F1"): 0.95, ("pubdate", "accuracy"): 0.88, ("ecbplus", "B3 F, attack stories"): 0.85,
}
FIGURES = ["events.f1", "events.strict_f1", "merge.jaccard", "tallies.f1", "published.accuracy", "boilerplate.recall", "names.recall", "names.kind",
           "names.one_entity", "spans.wrong"]


def goal(name, figure):
    return GOALS.get((name, figure)) or (GOALS.get(("corpus", figure)) if name in CASES[1:] else None)


def run(command, **more):
    done = subprocess.run([str(c) for c in command], capture_output=True, encoding="utf-8", **more)
    if done.returncode:
        sys.exit(f"{' '.join(str(c) for c in command)} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def case(program, name, options):
    base = SHARED / "seeds" if name == "seeds" else SHARED / "corpus" / name
    with tempfile.TemporaryDirectory() as out:
        run([program, "extract", base / "articles", "--out", out])
        said = json.loads(run([sys.executable, SHARED / "score" / "score_events.py", base / "gold.json", out, "--json"]))
    if options.verbose:
        print(name, *said["notes"], sep="\n  ")
    return [(figure, said["scores"][figure]) for figure in FIGURES]


# The name of the figure in the table, where the scorer prints it, and what it prints for 1.
PRINTED = {
    "muc4": [("micro F exact", r"exact \d+ docs[\s\S]*?MICRO.*?F +([\d.]+)", 100), ("micro F lenient", r"lenient \d+ docs[\s\S]*?MICRO.*?F +([\d.]+)", 100)],
    "wikievents": [("trigger F", r"trigger\+type.*?F +([\d.]+)", 100), ("arguments F", r"args ALL.*?F +([\d.]+)", 100)],
    "re3d": [("overlap F", r"^ALL.*overlap.*?F +([\d.]+)", 100)],
    "timex": [("relaxed F", r"^relaxed .*, ([\d.]+)\)", 100), ("value F", r"^value .*, ([\d.]+)\)", 100)],
    "geo": [("overlap F", r"^ALL.*overlap.*?F +([\d.]+)", 100), ("within 161 km, end to end", r"end-to-end acc@161 ([\d.]+)", 100)],
    "webpage": [("main text F1", r"F1 ([\d.]+)", 1)],
    "pubdate": [("accuracy", r"= ([\d.]+)", 1)],
    "ecbplus": [("B3 F, attack stories", r"attack stories[\s\S]*?B3.*?F ([\d.]+)", 1)],
}


def public(program, name, options):
    limit = [] if options.full else ["--limit", options.limit]
    script = ROOT / "tools" / "score_merging.py" if name == "ecbplus" else SHARED / "eval" / "run_eval.py"
    # The stories of this set are scattered over it: a part of it would be scored on other stories.
    said = run([sys.executable, script, program] + ([] if name == "ecbplus" else [name] + limit))
    if options.verbose:
        print(name, said, sep="\n")
    found = [(figure, re.search(pattern, said, re.M), of) for figure, pattern, of in PRINTED[name]]
    return [(figure, float(hit[1]) / of if hit else None) for figure, hit, of in found]


def table(rows):
    lines = ["| set | figure | value | goal |", "|---|---|---|---|"]
    for name, figure, value, wanted in rows:
        shown = "not printed" if value is None else f"{value:.3f}"
        below = value is None or (wanted is not None and value < wanted)
        lines.append(f"| {name} | {figure} | {shown} | {'' if wanted is None else f'{wanted:.2f}'}{' (below)' if wanted is not None and below else ''} |")
    return lines


HEAD = """# Figures of the last full scoring

Printed and kept by `tools/scoreboard.py --write`. A change that trades one figure for another shows in the diff of this file.
Of each public set the first {limit} articles are scored, of `ecbplus` all.
"""


def keep(rows, limit):
    """Sets that were not scored now keep their last figures."""
    last = {}
    if KEPT.exists():
        for line in KEPT.read_text(encoding="utf-8").splitlines():
            cells = [c.strip() for c in line.strip("|").split("|")]
            if len(cells) == 4 and cells[0] in CASES + SETS:
                value = None if cells[2] == "not printed" else float(cells[2])
                last.setdefault(cells[0], []).append((cells[0], cells[1], value, goal(cells[0], cells[1])))
    for name in {row[0] for row in rows}:
        last[name] = [row for row in rows if row[0] == name]
    every = [row for name in CASES + SETS for row in last.get(name, [])]
    KEPT.write_text(HEAD.format(limit=limit) + "\n" + "\n".join(table(every)) + "\n", encoding="utf-8")
    print(f"kept in {KEPT.relative_to(ROOT)}")


def main():
    built = [ROOT / "target" / profile / "dateline" for profile in ("quick", "release")]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", type=pathlib.Path, default=next((b for b in built if b.exists()), built[0]))
    parser.add_argument("--sets", default=",".join(CASES + SETS))
    parser.add_argument("--limit", type=int, default=LIMIT)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    if not (SHARED / "score").is_dir():
        print(f"the sets with gold files are not at {SHARED}: nothing to score")
        return
    if options.write and not options.full and options.limit != LIMIT:
        sys.exit(f"figures are kept of {LIMIT} articles a set, so that they can be compared: leave --limit out with --write")
    program = options.program.resolve()
    rows = []
    for name in options.sets.split(","):
        started = time.monotonic()
        figures = case(program, name, options) if name in CASES else public(program, name, options)
        rows += [(name, figure, value, goal(name, figure)) for figure, value in figures]
        print(f"{name}: {time.monotonic() - started:.0f} s", file=sys.stderr)
    print(*table(rows), sep="\n")
    if options.write:
        keep(rows, "all the" if options.full else LIMIT)


if __name__ == "__main__":
    main()
