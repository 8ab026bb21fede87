#!/usr/bin/env bash
# Codes the sets that come with a gold file and fails where a figure is below its floor. Says so where the sets are not there.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${DATELINE_SETS:-../shared}
program=${1:-target/release/dateline}
if [ ! -d "$shared/score" ]; then
  echo "the sets with gold files are not at $shared: nothing to score"
  exit 0
fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# score NAME GOLD ARTICLES 'FIGURE>=FLOOR …'
score() {
  "$program" extract "$3" --out "$out/$1" 2>"$out/$1.log"
  python3 "$shared/score/score_events.py" "$2" "$out/$1" --json >"$out/$1.json"
  python3 - "$1" "$out/$1.json" "$4" <<'PY'
import json, re, sys
name, path, floors = sys.argv[1:]
scores = json.load(open(path))["scores"]
show = ["events.f1", "events.strict_f1", "merge.jaccard", "tallies.f1", "published.accuracy", "boilerplate.recall", "names.kind", "names.one_entity", "spans.wrong"]
print(f"{name:18}", "  ".join(f"{k.split('.')[0][:5]}.{k.split('.')[1][:9]} {scores[k]:.2f}" for k in show))
bad = []
for floor in floors.split():
    figure, op, value = re.match(r"([\w.]+)(>=|==|<=)(.*)", floor).groups()
    ok = {">=": scores[figure] >= float(value), "==": scores[figure] == float(value), "<=": scores[figure] <= float(value)}[op]
    if not ok:
        bad.append(f"{name}: {figure} is {scores[figure]:.3f}, wanted {op} {value}")
print(*bad, sep="\n", end="\n" if bad else "")
sys.exit(bool(bad))
PY
}

failed=0
score seeds "$shared/seeds/gold.json" "$shared/seeds/articles" \
  "events.f1>=0.80 events.strict_f1>=0.60 tallies.f1==1 published.accuracy==1 boilerplate.recall>=0.95 names.kind>=0.95 names.one_entity>=0.9 spans.wrong==0" || failed=1
for case in iraq-syria-2024 red-sea-2024; do
  score "$case" "$shared/corpus/$case/gold.json" "$shared/corpus/$case/articles" "events.f1>=0.55 tallies.f1>=0.6 spans.wrong==0" || failed=1
done
for case in sahel-somalia mixed; do
  score "$case" "$shared/corpus/$case/gold.json" "$shared/corpus/$case/articles" "events.f1>=0.55 spans.wrong==0" || failed=1
done
exit $failed
