#!/usr/bin/env bash
# Codes and merges the same articles by the program alone, by GNU parallel and by Spark, checks that all three come to the same events, and
# prints what each took: same.sh PROGRAM [ARTICLES=600]
# Needs GNU parallel, a Java 17 runtime, and a Python with requirements.txt (PYTHON, default python3).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1") n=${2:-600} python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" "$here/variants.py" "$n" >"$work/articles.jsonl"

# timed NAME COMMAND…: runs it and notes how many milliseconds it took.
timed() {
  local name=$1 from to
  shift
  from=$(date +%s%N)
  "$@"
  to=$(date +%s%N)
  awk -v name="$name" -v ms="$(((to - from) / 1000000))" -v n="$n" 'BEGIN { printf "| %s | %d | %.1f |\n", name, ms, ms / n }'
}

plain() { "$program" extract - <"$work/articles.jsonl" >"$work/plain.jsonl"; }
spark() {
  PYSPARK_PYTHON=$python "$python" "$here/code_with_spark.py" "$program" "$work/articles.jsonl" --out "$work/spark" 2>"$work/spark.log" || { cat "$work/spark.log"; return 1; }
  "$python" "$here/parquet_lines.py" "$work/spark" >"$work/spark.jsonl"
}
echo "| $n articles | milliseconds | milliseconds an article |"
echo "|---|---|---|"
timed "the program alone" plain
timed "GNU parallel" bash "$here/code_with_parallel.sh" "$program" "$work/articles.jsonl" "$work/parallel.jsonl"
timed "Spark, local[2], to Parquet and back" spark
for way in plain parallel spark; do
  timed "merging what came of it ($way)" "$program" merge "$work/$way.jsonl" --out "$work/merged-$way" 2>"$work/merge.log"
  if ! cmp -s "$work/merged-$way/events.jsonl" "$work/merged-plain/events.jsonl"; then
    echo "$way comes to other events"
    exit 1
  fi
done
echo "all three come to the same $(wc -l <"$work/merged-plain/events.jsonl") events"
