#!/usr/bin/env bash
# Builds the packages of the program as it stands in target/release: a .deb and a tarball with install.sh, into target/packages.
# usage: tools/package.sh [--dist]     --dist builds first, smaller and faster, as for a release
set -euo pipefail
cd "$(dirname "$0")/.."
packager_version=0.11.8
out=target/packages
profile=release
if [ "${1:-}" = --dist ]; then profile=dist; fi
[ "$profile" = release ] && [ -x target/release/dateline ] || cargo build --profile "$profile"

if ! cargo packager --version >/dev/null 2>&1; then
  # Built without optimisation: it only copies files.
  cargo install cargo-packager --version "$packager_version" --locked --debug
fi
tools/third_party_licenses.py --check
rm -rf "$out"
mkdir -p "$out"
cargo packager --config Packager.toml --formats deb --binaries-dir "target/$profile" --out-dir "$out"

version=$(sed -n 's/^version = "\(.*\)"/\1/p' Packager.toml)
grep -q "^version = \"$version\"" Cargo.toml || { echo "Packager.toml and Cargo.toml name different versions"; exit 1; }
name=dateline-$version-$(uname -m)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/$name"
cp "target/$profile/dateline" assets/linux/install.sh assets/linux/dateline-mime.xml assets/linux/project-icon.png assets/icon.png \
  README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE assets/third-party-licenses.txt "$folder/$name"
deb=$(ls "$out"/*.deb)
dpkg-deb --fsys-tarfile "$deb" | tar -xO ./usr/share/applications/dateline.desktop >"$folder/$name/dateline.desktop" 2>/dev/null ||
  dpkg-deb --fsys-tarfile "$deb" | tar -xO usr/share/applications/dateline.desktop >"$folder/$name/dateline.desktop"
tar -C "$folder" -czf "$out/$name.tar.gz" --owner=0 --group=0 "$name"
ls -l "$out"
