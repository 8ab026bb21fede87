#!/usr/bin/env bash
# Installs the .deb of target/packages, checks its desktop file and the type of a project, opens a project through the desktop file on a
# virtual screen, and removes it again; then the same with the tarball, for one user. As root, on a Debian machine.
# needs: xvfb xdotool x11-utils desktop-file-utils shared-mime-info libglib2.0-bin dbus
set -euo pipefail
cd "$(dirname "$0")/.."
fail() { echo "FAIL: $*"; exit 1; }
deb=$(ls target/packages/*.deb)
tarball=$(ls target/packages/*.tar.gz)
home=$(mktemp -d)
export HOME=$home XDG_DATA_HOME=$home/.local/share XDG_CONFIG_HOME=$home/.config XDG_CACHE_HOME=$home/.cache
display=:$((RANDOM % 400 + 100))
Xvfb "$display" -screen 0 1280x800x24 -noreset >/dev/null 2>&1 &
screen=$!
trap 'kill $(jobs -p) 2>/dev/null || true; kill $screen 2>/dev/null || true; rm -rf "$home"' EXIT
export DISPLAY=$display
for _ in $(seq 50); do xdpyinfo >/dev/null 2>&1 && break; sleep 0.1; done

# window NAME: waits for the window whose title begins with NAME, and prints its process
window() {
  local found
  for _ in $(seq 600); do
    found=$(xdotool search --onlyvisible --name "^$1 .*Dateline" 2>/dev/null | head -n 1 || true)
    if [ -n "$found" ]; then xdotool getwindowpid "$found"; return 0; fi
    sleep 0.1
  done
  cat "$home/log" >&2
  return 1
}

# opens DESKTOP_FILE PROJECT: as a double click does
opens() {
  gio launch "$1" "$2" >"$home/log" 2>&1 &
  local process
  # A project is called by its folder of articles, where it knows one.
  process=$(window "($(basename "$2" .dateline)|sample)") || fail "$1 did not open $2"
  kill "$process"
  sleep 0.5
}

DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --reinstall --no-install-recommends "./$deb" >/dev/null
desktop=/usr/share/applications/dateline.desktop
desktop-file-validate "$desktop" || fail "the desktop file is not valid"
update-mime-database /usr/share/mime
dateline assets/sample >"$home/log" 2>&1 &
process=$(window sample) || fail "the program did not open the sample"
sleep 5
kill "$process"
made=$(find "$XDG_DATA_HOME" -name '*.dateline' | head -n 1)
[ -n "$made" ] || fail "no project was written"
project=$home/trial.dateline
cp "$made" "$project"
type=$(gio info -a standard::content-type "$project" | awk '/content-type/ {print $2}')
[ "$type" = application/x-dateline-project ] || fail "a project is taken for $type"
cp "$project" "$home/unnamed"
type=$(gio info -a standard::content-type "$home/unnamed" | awk '/content-type/ {print $2}')
[ "$type" = application/x-dateline-project ] || fail "a project without its ending is taken for $type"
[[ $(gio mime application/x-dateline-project) == *dateline.desktop* ]] || fail "projects do not open with Dateline"
for other in text/html text/plain application/json application/vnd.sqlite3; do
  [[ $(gio mime "$other") != *dateline.desktop* ]] || fail "the package claims $other"
done
opens "$desktop" "$project"
apt-get remove -y -qq dateline >/dev/null
[ ! -e /usr/bin/dateline ] || fail "the program is still there after its removal"
echo "the .deb: installed, opened a project, removed"

mkdir "$home/unpacked"
tar -C "$home/unpacked" --strip-components=1 -xzf "$tarball"
"$home/unpacked/install.sh" >/dev/null
desktop=$XDG_DATA_HOME/applications/dateline.desktop
desktop-file-validate "$desktop" || fail "the desktop file of the tarball is not valid"
opens "$desktop" "$project"
"$home/unpacked/install.sh" --remove >/dev/null
[ ! -e "$home/.local/bin/dateline" ] || fail "the program is still there after its removal"
[ -e "$project" ] || fail "the removal took a project away"
echo "the tarball: installed, opened a project, removed"
