#!/usr/bin/env bash
# Codes articles on one machine with GNU parallel: code_with_parallel.sh PROGRAM ARTICLES.jsonl OUT.jsonl [JOBS]
# Whole lines are dealt out in blocks; each block is one run of the program, which itself uses all cores, so two jobs keep them busy.
set -euo pipefail
program=$(realpath "$1") articles=$2 out=$3 jobs=${4:-2}
parallel --will-cite --jobs "$jobs" --keep-order --pipepart --block 20M --arg-file "$articles" "$program" extract - >"$out"
