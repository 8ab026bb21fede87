#!/bin/sh
# Installs Dateline for this user alone (below ~/.local), or takes it away again: ./install.sh [--remove]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
bin=$HOME/.local/bin
program=$bin/dateline
desktop=$data/applications/dateline.desktop
mime=$data/mime/packages/dateline.xml
icons=$data/icons/hicolor/256x256

refresh() {
  if command -v update-mime-database >/dev/null; then update-mime-database "$data/mime" || true; fi
  if command -v update-desktop-database >/dev/null; then update-desktop-database "$data/applications" || true; fi
}

if [ "${1:-}" = --remove ]; then
  rm -f "$program" "$desktop" "$mime" "$icons/apps/dateline.png" "$icons/mimetypes/application-x-dateline-project.png"
  refresh
  echo "Dateline was removed. Your projects and settings were left where they are."
  exit 0
fi
mkdir -p "$bin" "$data/applications" "$data/mime/packages" "$icons/apps" "$icons/mimetypes"
install -m 755 "$here/dateline" "$program"
sed "s|^Exec=dateline|Exec=$program|" "$here/dateline.desktop" >"$desktop"
install -m 644 "$here/dateline-mime.xml" "$mime"
install -m 644 "$here/icon.png" "$icons/apps/dateline.png"
install -m 644 "$here/project-icon.png" "$icons/mimetypes/application-x-dateline-project.png"
refresh
echo "Dateline is installed as $program and in the menu of your desktop."
