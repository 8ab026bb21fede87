#!/usr/bin/env python3
"""Gathers the licences of everything that is built into the program into assets/third-party-licenses.txt.

usage: tools/third_party_licenses.py [--check]
  --check   write nothing; fail where a crate of the program is not listed or its licence is not one of ALLOWED
Reads `cargo metadata` and the licence files in cargo's own copies of the sources; needs no network once the crates are there.
"""
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "assets" / "third-party-licenses.txt"
PLATFORM = "x86_64-unknown-linux-gnu"
ALLOWED = {
    "MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MPL-2.0", "Zlib", "0BSD", "CC0-1.0", "Unlicense", "BSL-1.0",
    "Unicode-3.0", "Unicode-DFS-2016", "OFL-1.1", "Ubuntu-font-1.0", "CDLA-Permissive-2.0", "MIT-0", "bzip2-1.0.6", "LLVM-exception",
}
DATA = [
    ("Language model en_core_web_sm 3.8.0 (spaCy)", "MIT", [ROOT / "assets/model/LICENSE", ROOT / "assets/model/LICENSES_SOURCES"]),
    ("Fonts: Inter, Noto Sans Arabic", "OFL-1.1", [ROOT / "assets/fonts/OFL.txt"]),
    ("Font: DejaVu Sans", "Bitstream Vera", [ROOT / "assets/fonts/DejaVu.txt"]),
    ("Gazetteer: GeoNames, geonames.org", "CC BY 4.0", [ROOT / "assets/gazetteer/README.md"]),
]


def packages():
    """The crates that the program is linked from, without those that only build or test it."""
    text = subprocess.run(
        ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", PLATFORM],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout
    meta = json.loads(text)
    nodes = {n["id"]: n for n in meta["resolve"]["nodes"]}
    wanted, todo = set(), [meta["resolve"]["root"]]
    while todo:
        at = todo.pop()
        if at in wanted:
            continue
        wanted.add(at)
        for dep in nodes[at]["deps"]:
            if any(kind["kind"] is None for kind in dep["dep_kinds"]):
                todo.append(dep["pkg"])
    found = [p for p in meta["packages"] if p["id"] in wanted and p["name"] != "dateline"]
    return sorted(found, key=lambda p: (p["name"], p["version"]))


def is_allowed(expression):
    """Whether a choice of the licence expression is on the list: one side of OR, all sides of AND."""
    expression = expression.replace("/", " OR ")
    if not re.fullmatch(r"[\w.\-+() ]+", expression):
        return False
    code = re.sub(r"[\w.\-+]+", lambda m: {"OR": "or", "AND": "and", "WITH": "and"}.get(m[0], str(m[0] in ALLOWED)), expression)
    return bool(eval(code, {"__builtins__": {}}))  # only True, False, and, or and brackets are left


def texts(package):
    """The licence files of a crate."""
    folder = pathlib.Path(package["manifest_path"]).parent
    names = re.compile(r"(licen[cs]e|copying|notice|unlicense)", re.I)
    return sorted(p for p in folder.iterdir() if p.is_file() and names.match(p.name) and p.suffix.lower() not in {".rs", ".toml"})


def document(found):
    """One text: which crate under which licence, then each licence text once."""
    lines = ["Third-party software in Dateline", "", "Dateline itself is licensed under MIT or Apache-2.0. It contains:", ""]
    by_text = {}
    for name, licence, files in DATA:
        lines.append(f"{name}: {licence}")
        for file in files:
            by_text.setdefault(file.read_text(encoding="utf-8", errors="replace").strip(), []).append(name)
    for package in found:
        label = f"{package['name']} {package['version']}"
        lines.append(f"{label}: {package['license'] or 'see below'}")
        for file in texts(package):
            by_text.setdefault(file.read_text(encoding="utf-8", errors="replace").strip(), []).append(label)
    for text, names in by_text.items():
        names = list(dict.fromkeys(names))
        lines += ["", "=" * 100, ", ".join(names), "-" * 100, text]
    return "\n".join(lines) + "\n"


def main():
    found = packages()
    bad = [f"{p['name']} {p['version']}: {p['license']}" for p in found if not is_allowed(p["license"] or "")]
    if bad:
        sys.exit("licences that are not on the list:\n" + "\n".join(bad))
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(document(found), encoding="utf-8")
        print(f"{len(found)} crates listed in {TARGET.relative_to(ROOT)}")
        return
    listed = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
    missing = [f"{p['name']} {p['version']}" for p in found if f"\n{p['name']} {p['version']}: " not in listed]
    if missing:
        sys.exit("not listed in assets/third-party-licenses.txt, run tools/third_party_licenses.py:\n" + "\n".join(missing))


main()
