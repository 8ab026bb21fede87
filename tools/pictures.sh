#!/usr/bin/env bash
# Takes the pictures of the README from the release program on a virtual screen: the reader with the review queue, an event compared,
# the timeline, the map. Fails when one is missing or larger than it may be.
# usage: tools/pictures.sh [PICTURES] [SIZE] [THEME] [FOLDER]     needs xvfb xdotool imagemagick mesa-vulkan-drivers libgl1-mesa-dri
set -euo pipefail
cd "$(dirname "$0")/.."
pictures=${1:-assets/pictures}
size=${2:-1280x800}
theme=${3:-light}
folder=${4:-assets/sample}
program=${DATELINE:-target/release/dateline}
largest=250000 # bytes
mkdir -p "$pictures"
home=$(mktemp -d)
export XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache DATELINE_LOG=warn
mkdir -p "$XDG_CONFIG_HOME/dateline" "$home/sample"
cp "$folder"/* "$home/sample/" 2>/dev/null || true # the folder may be empty
strong=false
case $theme in strong-*) strong=true theme=${theme#strong-} ;; esac
cat >"$XDG_CONFIG_HOME/dateline/settings.json" <<JSON
{"theme": "$theme", "contrast": $strong, "window": {"width": ${size%x*}, "height": ${size#*x}, "maximized": false}}
JSON

export DISPLAY=:$((RANDOM % 400 + 100))
Xvfb "$DISPLAY" -screen 0 "${size}x24" -noreset >/dev/null 2>&1 &
screen=$!
trap 'kill ${pid:-} $screen 2>/dev/null || true; rm -rf "$home"' EXIT
for _ in $(seq 50); do xdpyinfo >/dev/null 2>&1 && break; sleep 0.1; done
"$program" "$home/sample" >"$home/log" 2>&1 &
pid=$!
for _ in $(seq 300); do
  window=$(xdotool search --onlyvisible --pid "$pid" 2>/dev/null | head -n 1 || true)
  [ -n "$window" ] && break
  kill -0 "$pid" 2>/dev/null || { cat "$home/log"; exit 1; }
  sleep 0.1
done
xdotool windowfocus "$window" 2>/dev/null || true

failures=0
shot() { # shot NAME: few colours are enough for a window, and make a small file
  sleep "${WAIT:-1.5}"
  import -window root +dither -colors 96 -define png:compression-level=9 "PNG8:$pictures/$1.png"
  bytes=$(stat -c %s "$pictures/$1.png")
  echo "$1: $bytes bytes"
  [ "$bytes" -le "$largest" ] || { echo "FAIL: $1 is larger than $largest bytes"; failures=$((failures + 1)); }
}
press() { xdotool key --clearmodifiers "$1"; }

# Reading has ended when the program no longer works.
ticks() { awk '{print $14 + $15}' "/proc/$pid/stat"; }
before=-1
for _ in $(seq 60); do
  sleep 2
  now=$(ticks)
  [ $((now - before)) -le 2 ] && break
  before=$now
done
press q; shot reader
press ctrl+2; shot compare
press ctrl+3; shot timeline
press ctrl+5; shot map
[ -z "${MORE:-}" ] || {
  press ctrl+4; shot problems
  press ctrl+6; shot search
  press ctrl+7; shot actors
  press ctrl+8; shot coders
  press ctrl+comma; shot settings; press Escape
  press ctrl+e; shot export; press Escape
  press F1; shot keys; press Escape
  press ctrl+k; shot palette; press Escape
}
exit $((failures > 0))
