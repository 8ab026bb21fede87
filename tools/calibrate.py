#!/usr/bin/env python3
"""Measures how sure the program may be of a mention and writes assets/model/confidence.toml.

    cargo build --profile quick --no-default-features --features measure
    DATELINE_MARGINS=1 python3 RUN_EVAL target/quick/dateline re3d --keep margins.jsonl
    python3 tools/calibrate.py RE3D.jsonl margins.jsonl            # prints the reliability diagram and writes the table
    python3 tools/calibrate.py RE3D.jsonl kept.jsonl --check       # prints the diagram of what a build gives out now

A mention is right where an annotated span of its type overlaps it. Several kept files count together: of each, only the
documents that it lists, so that every document can be read by a name layer that never saw it. Neighbouring steps are joined until the share rises.
"""
import argparse
import json
import pathlib

OUT = pathlib.Path(__file__).resolve().parent.parent / "assets" / "model" / "confidence.toml"
TYPE = {"person": "Person", "armed_group": "Organisation", "state_force": "Organisation", "organization": "Organisation", "place": "Location", "facility": "Location", "weapon": "Weapon"}


def measured(gold_path, kept):
    """(rule, margin, right) of every mention."""
    gold = {row["doc_id"]: row["entities"] for row in map(json.loads, gold_path.open(encoding="utf-8"))}
    for path in kept:
        for answer in map(json.loads, path.open(encoding="utf-8")):
            entities = gold[answer["article"]["path"]]
            for m in answer["mentions"]:
                if m["kind"] in TYPE:
                    right = any(e["type"] == TYPE[m["kind"]] and e["start"] < m["end"] and m["start"] < e["end"] for e in entities)
                    yield m["rule"].split(":")[0], m["confidence"], right


def steps(pairs, least=40):
    """Margins in equal parts, joined until the share that is right rises."""
    pairs = sorted(pairs)
    size = max(least, -(-len(pairs) // 6))
    groups = []
    for i in range(0, len(pairs), size):
        part = pairs[i:i + size]
        groups.append([part[-1][0], sum(r for _, r in part), len(part)])
    joined = []
    for group in groups:
        joined.append(group)
        while len(joined) > 1 and (joined[-2][0] == joined[-1][0] or share(joined[-2]) >= share(joined[-1]) or joined[-1][2] < least // 2):
            last = joined.pop()
            joined[-1] = [last[0], joined[-1][1] + last[1], joined[-1][2] + last[2]]
    joined[-1][0] = 1.0
    return joined


def share(group):
    return (group[1] + 1) / (group[2] + 2)


def diagram(pairs):
    """Reliability as text: of the mentions given each confidence, the share that is right."""
    print("confidence   count  right")
    error = 0
    for low in range(0, 10):
        part = [(c, r) for c, r in pairs if low / 10 <= min(c, 0.9999) < (low + 1) / 10]
        if part:
            right = sum(r for _, r in part) / len(part)
            error += abs(sum(c for c, _ in part) - sum(r for _, r in part))
            print(f"{low / 10:.1f}–{(low + 1) / 10:.1f}     {len(part):6}  {right:.2f}  {'█' * round(40 * right)}")
    print(f"expected calibration error {error / max(1, len(pairs)):.3f} over {len(pairs)} mentions")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("kept", type=pathlib.Path, nargs="+")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    data = list(measured(options.gold, options.kept))
    if options.check:
        diagram([(c, r) for _, c, r in data])
        return
    lines = ["# How often mentions made in each way were right on annotated text: [margin up to, share]. Written by tools/calibrate.py.", ""]
    given = []
    for rule in sorted({rule for rule, _, _ in data}):
        pairs = [(c, r) for x, c, r in data if x == rule]
        if len(pairs) < 20:
            continue
        table = steps(pairs)
        lines += ["[[class]]", f'rule = "{rule}"', "steps = [" + ", ".join(f"[{g[0]:.3f}, {share(g):.3f}]" for g in table) + "]", ""]
        given += [(share(next((g for g in table if c <= g[0]), table[-1])), r) for c, r in pairs]
    OUT.write_text("\n".join(lines), encoding="utf-8")
    diagram(given)


if __name__ == "__main__":
    main()
