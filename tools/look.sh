#!/usr/bin/env bash
# Starts the release program on a virtual screen, opens a folder, goes through every view, takes a picture of each, and fails
# when the window does not come up, when the first frame is late, when the idle window uses the processor, or when the log holds an error.
# usage: tools/look.sh [PICTURES] [FOLDER]     needs xvfb xdotool imagemagick mesa-vulkan-drivers libgl1-mesa-dri
set -euo pipefail
cd "$(dirname "$0")/.."
pictures=${1:-target/look}
folder=${2:-${DATELINE_SETS:-../shared}/seeds/articles}
[ -d "$folder" ] || folder=assets/sample
program=${DATELINE:-target/release/dateline}
first_frame_limit=500 # ms
mkdir -p "$pictures"
home=$(mktemp -d)
export XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache DATELINE_LOG=info
log=$home/log
failures=0
fail() { echo "FAIL: $*"; failures=$((failures + 1)); }

display=:$((RANDOM % 400 + 100))
export DISPLAY=$display
Xvfb "$display" -screen 0 1280x800x24 -noreset >/dev/null 2>&1 &
screen=$!
trap 'kill $screen 2>/dev/null || true; [ -n "${pid:-}" ] && kill $pid 2>/dev/null || true; rm -rf "$home"' EXIT
for _ in $(seq 50); do xdpyinfo >/dev/null 2>&1 && break; sleep 0.1; done

start() { # start NAME ARGUMENTS…: the program, until its window is there
  local name=$1; shift
  "$program" "$@" >>"$log" 2>&1 &
  pid=$!
  for _ in $(seq 100); do
    window=$(xdotool search --onlyvisible --pid "$pid" 2>/dev/null | head -n 1 || true)
    [ -n "$window" ] && break
    kill -0 "$pid" 2>/dev/null || { fail "$name: the program ended"; cat "$log"; exit 1; }
    sleep 0.1
  done
  [ -n "$window" ] || { fail "$name: no window after 10 s"; exit 1; }
  xdotool windowfocus "$window" 2>/dev/null || true
}
shot() { sleep "${2:-0.7}"; import -window root "$pictures/$1.png"; [ -s "$pictures/$1.png" ] || fail "no picture of $1"; }
press() { xdotool key --clearmodifiers "$1"; }
ticks() { awk '{print $14 + $15}' "/proc/$pid/stat"; }
stop() { kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; pid=; }

start welcome
shot welcome 1
stop
start reading "$folder"
shot read 6
press ctrl+2; shot events
press ctrl+3; shot timeline
press ctrl+4; shot problems
press ctrl+1; press j; shot mention
press ctrl+e; shot export; press Escape
press F1; shot keys; press Escape
press ctrl+k; shot palette; press Escape
sleep 1
before=$(ticks); sleep 3; after=$(ticks)
[ $((after - before)) -le 2 ] || fail "the idle window used $((after - before)) ticks of the processor in 3 s"
stop

# The project is there now: how long until the first frame of a second start?
: >"$log"
start again "$folder"
sleep 2
first=$(sed 's/\x1b\[[0-9;]*m//g' "$log" | grep -o 'first frame after [0-9]* ms' | grep -o '[0-9]*' | head -n 1 || true)
echo "first frame after ${first:-unknown} ms"
[ -n "$first" ] && [ "$first" -le "$first_frame_limit" ] || fail "first frame after ${first:-unknown} ms, wanted $first_frame_limit"
echo "resident memory: $(awk '/VmRSS/ {print $2 " " $3}' "/proc/$pid/status")"
stop

# One dark, one light.
for theme in light dark; do
  settings=$(find "$XDG_CONFIG_HOME" -name '*.json' | head -n 1)
  mkdir -p "$XDG_CONFIG_HOME/dateline"
  python3 - "${settings:-$XDG_CONFIG_HOME/dateline/settings.json}" "$theme" <<'PY'
import json, os, sys
path, theme = sys.argv[1:]
settings = json.load(open(path)) if os.path.exists(path) else {}
settings["theme"] = theme
json.dump(settings, open(path, "w"))
PY
  start "$theme" "$folder"
  shot "read-$theme" 3
  press ctrl+3; shot "timeline-$theme"
  stop
done

if grep -qE 'ERROR|panicked' "$log"; then fail "the log holds an error:"; grep -E 'ERROR|panicked' "$log"; fi
echo "pictures in $pictures"
exit $((failures > 0))
