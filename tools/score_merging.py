#!/usr/bin/env python3
"""Scores the merging of reports on stories told by several articles: the articles of one story are to meet in one event.

usage: tools/score_merging.py PROGRAM [--data DIR] [--all] [--limit N] [--keep DIR] [--verbose]
  --data   the folder that holds ecbplus/dev.jsonl (default: $DATELINE_SETS/eval, else ../shared/eval)
  --all    all stories too, those without an attack included
  --limit  only the first N topics
  --keep   where the extraction is written and left
The program reads all articles of the wanted stories as one folder. An article's cluster is the event of its first foreground report, else of
its first report that made an event; an article without one stays alone. Attack stories are the pairs of stories on one kind of event
(a topic of the set: the same kind, but not the same event) of which one names an attack, a shooting, a bombing, a murder or a hijacking
in more than half of its articles.
"""
import argparse, collections, json, os, pathlib, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("DATELINE_SETS", ROOT.parent / "shared"))
WORDS = set("attack bomb bombing airstrike shoot shooting gunfire explode explosion murder slay slaying stab stabbing assassinate assassination "
            "massacre ambush hijack kidnap abduct".split())


def topics(documents):
    """Topics in order, each with its documents, and those that tell of attacks."""
    by_story = collections.OrderedDict()
    for d in documents:
        by_story.setdefault(d["story"], []).append(d)
    attack = set()
    for members in by_story.values():
        telling = sum(any(m["head_lemma"] in WORDS for m in d["event_mentions"]) for d in members)
        if 2 * telling > len(members):
            attack.add(members[0]["topic"])
    return list(dict.fromkeys(d["topic"] for d in documents)), attack


def clusters(out):
    """The cluster of every article that has one, by its path without the ending."""
    event_of, chosen = {}, {}
    with open(out / "reports.jsonl", encoding="utf-8") as lines:
        for report in map(json.loads, lines):
            if report.get("event"):
                event_of.setdefault(report["article"], []).append((not report["foreground"], report["event"]))
    for article, events in event_of.items():
        chosen[article.removesuffix(".txt")] = min(events, key=lambda e: e[0])[1]
    return chosen


def score(name, documents, chosen, scorer, verbose):
    with tempfile.TemporaryDirectory() as folder:
        gold, found = pathlib.Path(folder, "gold.jsonl"), pathlib.Path(folder, "found.jsonl")
        gold.write_text("".join(json.dumps({"doc_id": d["doc_id"], "story": d["story"]}) + "\n" for d in documents), encoding="utf-8")
        found.write_text("".join(json.dumps({"doc_id": d["doc_id"], "cluster": chosen.get(d["doc_id"], "alone " + d["doc_id"])}) + "\n" for d in documents), encoding="utf-8")
        said = subprocess.run([sys.executable, scorer, gold, found, "--gold", "story"], capture_output=True, encoding="utf-8", check=True).stdout
    print(f"{name}: {len(documents)} articles, {sum(d['doc_id'] in chosen for d in documents)} with an event")
    print(said, end="")
    if verbose:
        by_story = collections.OrderedDict()
        for d in documents:
            by_story.setdefault(d["story"], collections.Counter())[chosen.get(d["doc_id"], "none")] += 1
        owners = collections.defaultdict(set)
        for story, counts in by_story.items():
            for event in counts:
                owners[event].add(story)
        for story, counts in by_story.items():
            shared = {event for event in counts if event != "none" and len(owners[event]) > 1}
            print(f"  {story:10} none {counts.pop('none', 0):2}  events {sorted(counts.values(), reverse=True)}  shared with another story: {sum(counts[e] for e in shared)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--data", type=pathlib.Path, default=SHARED / "eval")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    gold = options.data / "ecbplus" / "dev.jsonl"
    if not gold.exists():
        print(f"{gold} is not there: nothing to score")
        return
    documents = [json.loads(line) for line in gold.open(encoding="utf-8")]
    order, attack = topics(documents)
    wanted = set(order[: options.limit]) if options.all else {t for t in order if t in attack}
    documents = [d for d in documents if d["topic"] in wanted]
    with tempfile.TemporaryDirectory() as folder:
        articles, out = pathlib.Path(folder, "articles"), options.keep or pathlib.Path(folder, "out")
        articles.mkdir()
        for d in documents:
            (articles / f"{d['doc_id']}.txt").write_text(d["text"], encoding="utf-8")
        subprocess.run([options.program, "extract", articles, "--out", out], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        chosen = clusters(out)
    scorer = SHARED / "eval" / "score_clusters.py"
    score("attack stories", [d for d in documents if d["topic"] in attack], chosen, scorer, options.verbose)
    if options.all:
        score("all stories", documents, chosen, scorer, options.verbose)


if __name__ == "__main__":
    main()
