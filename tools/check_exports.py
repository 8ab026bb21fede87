#!/usr/bin/env python3
"""Reads an export of every format with programs that did not write it, and compares it value by value.

    dateline export PROJECT --format all --out DIR
    python3 tools/check_exports.py DIR

Needs: pip install -r tools/readers-requirements.txt
What a reader is not installed for fails; nothing is passed over."""

import csv, glob, hashlib, json, os, sqlite3, sys, warnings

warnings.filterwarnings("ignore")
DIR = sys.argv[1].rstrip("/")
failed = 0


def path(name):
    return os.path.join(DIR, name)


def check(name):
    def run(body):
        global failed
        try:
            print(f"ok    {name}: {body()}", flush=True)
        except Exception as error:  # a reader may fail in any way; each is told
            failed += 1
            print(f"FAIL  {name}: {type(error).__name__}: {str(error)[:400]}", flush=True)

    return run


def lines(name):
    with open(path(name), encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def rows(name):
    with open(path(name), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def same(ours, theirs, where):
    assert ours == theirs, f"{where}: {ours!r} is not {theirs!r}"


articles = {a["path"]: a for a in lines("articles.jsonl")}
# What stands, as every annotation format holds it: article, place in code points, kind, words.
standing = [m for m in lines("mentions.jsonl") if m["review"] != "rejected"]
marks = {p: sorted((m["start"], m["end"], m["kind"]) for m in standing if m["article"] == p) for p in articles}
by_text = {a["text"]: p for p, a in articles.items()}
TABLES = ["events", "mentions", "tallies"]


@check("JSON Lines: offsets")
def _():
    for m in standing:
        same(articles[m["article"]]["text"][m["start"] : m["end"]], m["text"], m["id"])
    return f"{len(standing)} marks in {len(articles)} articles"


@check("CSV: pandas and DuckDB")
def _():
    import duckdb, pandas

    for table in TABLES:
        frame = pandas.read_csv(path(f"{table}.csv"), dtype=str, keep_default_na=False)
        same(frame.to_dict("records"), rows(f"{table}.csv"), table)
        n = duckdb.sql(f"select count(*) from read_csv('{path(table + '.csv')}', all_varchar=true)").fetchall()[0][0]
        same(n, len(frame), table)
    return {t: len(rows(f"{t}.csv")) for t in TABLES}


def text(value):
    """A value of a typed reader as CSV writes it."""
    if value is None or value != value:
        return ""
    if isinstance(value, (list, tuple)) or type(value).__name__ == "ndarray":
        return "; ".join(value)
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def plain(cell):
    """A cell of CSV without the guard against formulas, and with whole numbers as the others write them."""
    if cell.startswith("'") and cell[1:2] and cell[1] in "=+-@\t\r\n\0＝＋－＠":
        cell = cell[1:]
    return cell[:-2] if cell.endswith(".0") and cell[:-2].lstrip("-").isdigit() else cell


def compare(table, there, columns):
    ours = rows(f"{table}.csv")
    same(len(ours), len(there), table)
    for i, (a, b) in enumerate(zip(ours, there)):
        for column in columns:
            same(plain(a[column]), text(b[column]), f"{table} row {i} {column}")
    return len(ours)


@check("Excel: openpyxl")
def _():
    import openpyxl

    book = openpyxl.load_workbook(path("events.xlsx"))
    for table in TABLES:
        sheet = list(book[table].iter_rows())
        header = [c.value for c in sheet[0]]
        for row in sheet[1:]:
            assert all(c.data_type != "f" for c in row), "a cell is a formula"
        there = [{h: c.value for h, c in zip(header, row)} for row in sheet[1:]]
        compare(table, there, header)
    return book.sheetnames


@check("Parquet: pyarrow")
def _():
    import pyarrow.parquet as parquet

    types = {}
    for table in TABLES:
        there = parquet.read_table(path(f"{table}.parquet"))
        compare(table, there.to_pylist(), there.column_names)
        types[table] = len(set(map(str, there.schema.types)))
    return types


@check("Parquet: DuckDB")
def _():
    import duckdb

    return {t: duckdb.sql(f"select count(*) from '{path(t + '.parquet')}'").fetchall()[0][0] for t in TABLES}


@check("SQLite: sqlite3")
def _():
    db = sqlite3.connect(path("dataset.sqlite"))
    db.row_factory = sqlite3.Row
    for table in TABLES:
        there = [dict(r) for r in db.execute(f"select * from {table}")]
        compare(table, there, rows(f"{table}.csv")[0].keys() if there else [])
    return db.execute("pragma integrity_check").fetchone()[0]


@check("GeoPackage: GDAL")
def _():
    import pyogrio

    frame = pyogrio.read_dataframe(path("events.gpkg"))
    ours = rows("events.csv")
    same(len(frame), len(ours), "features")
    same(str(frame.crs), "EPSG:4326", "reference system")
    for a, (_, b) in zip(ours, frame.iterrows()):
        same(a["id"], b["id"], "id")
        if a["latitude"]:
            same((float(a["longitude"]), float(a["latitude"])), (b.geometry.x, b.geometry.y), a["id"])
        else:
            assert b.geometry is None or b.geometry.is_empty, a["id"]
    return len(frame)


@check("GeoJSON: GDAL")
def _():
    import pyogrio

    frame = pyogrio.read_dataframe(path("events.geojson"))
    same(len(frame), len(rows("events.csv")), "features")
    return str(frame.crs)


@check("KML: GDAL and fastkml")
def _():
    import pyogrio
    from fastkml import KML

    placed = [r for r in rows("events.csv") if r["latitude"]]
    marks = list(KML.parse(path("events.kml")).features[0].features)
    same(len(marks), len(rows("events.csv")), "placemarks")
    same(sum(m.geometry is not None for m in marks), len(placed), "points")
    return len(pyogrio.read_dataframe(path("events.kml")))


@check("ACLED: 31 columns")
def _():
    import pandas

    frame = pandas.read_csv(path("events_acled.csv"))
    same((len(frame.columns), frame.columns[0], len(frame)), (31, "event_id_cnty", len(rows("events.csv"))), "table")
    assert frame.event_id_cnty.is_unique
    pandas.to_datetime(frame.event_date.dropna(), format="%Y-%m-%d")
    return len(frame)


@check("UCDP: 49 columns")
def _():
    import pandas

    frame = pandas.read_csv(path("events_ged.csv"))
    same((len(frame.columns), frame.columns[0], len(frame)), (49, "id", len(rows("events.csv"))), "table")
    assert (frame.low.dropna() <= frame.best[frame.low.notna()]).all()
    return len(frame)


@check("Data Package: frictionless, and every hash")
def _():
    from frictionless import Package

    n = 0
    for descriptor in sorted(glob.glob(path("datapackage-*.json"))):
        with open(descriptor, encoding="utf-8") as file:
            whole = json.load(file)
        for resource in whole["resources"]:
            with open(path(resource["path"]), "rb") as file:
                data = file.read()
            same((len(data), "sha256:" + hashlib.sha256(data).hexdigest()), (resource["bytes"], resource["hash"]), resource["path"])
            n += 1
        if any(r["format"] == "csv" for r in whole["resources"]):
            package = Package({**whole, "resources": [r for r in whole["resources"] if r["format"] == "csv"]}, basepath=DIR)
            report = package.validate()
            assert report.valid, report.flatten(["message"])[:3]
    return f"{n} files"


@check("brat: offsets in code points, every id known")
def _():
    n = 0
    for file in sorted(glob.glob(path("brat/*.ann"))):
        with open(file[:-3] + "txt", encoding="utf-8", newline="") as handle:
            whole = handle.read()
        ids, found = set(), []
        with open(file, encoding="utf-8", newline="") as handle:
            entries = [line.rstrip("\n").split("\t") for line in handle]
        for entry in entries:
            if entry[0][0] == "T":
                label, places = entry[1].split(" ", 1)
                pieces = [tuple(map(int, p.split(" "))) for p in places.split(";")]
                same(" ".join(whole[a:b] for a, b in pieces), entry[2], file)
                ids.add(entry[0])
                if label not in ("report", "words"):
                    found.append((pieces[0][0], pieces[-1][1], label))
        for entry in entries:
            if entry[0][0] == "E":
                assert all(part.split(":")[1] in ids for part in entry[1].split(" ")), entry
                ids.add(entry[0])
            if entry[0][0] in "A#":
                assert entry[1].split(" ")[1] in ids, entry
        same(sorted(found), marks[by_text[whole]], file)
        n += len(found)
    return f"{n} marks"


def from_labels(tokens):
    """Spans of (start, end, kind) out of IOB2 labels."""
    spans, current = [], None
    for start, end, label in tokens:
        if label.startswith("I-") and current and current[2] == label[2:]:
            current[1] = end
            continue
        if current:
            spans.append(tuple(current))
        current = [start, end, label[2:]] if label != "O" else None
    return spans + ([tuple(current)] if current else [])


def flat_by_bytes(p):
    """Longest by bytes, as the program measures length."""
    whole = articles[p]["text"]
    size = lambda s: len(whole[s[0] : s[1]].encode())
    kept = []
    for span in sorted(marks[p], key=lambda s: (-size(s), s[0])):
        if all(span[1] <= k[0] or k[1] <= span[0] for k in kept):
            kept.append(span)
    return sorted(kept)


@check("CoNLL-U: conllu")
def _():
    import conllu

    by_id = {a["id"]: p for p, a in articles.items()}
    tokens = {}
    with open(path("conllu.conllu"), encoding="utf-8") as file:
        current = None
        for sentence in conllu.parse_incr(file):
            current = sentence.metadata.get("newdoc id", current)
            whole = articles[by_id[current]]["text"]
            for token in sentence:
                start, end = map(int, token["misc"]["TokenRange"].split(":"))
                same(whole[start:end], token["form"], current)
                tokens.setdefault(by_id[current], []).append((start, end, token["misc"]["NER"]))
    for p, all_tokens in tokens.items():
        bytes_kept = flat_by_bytes(p)
        same(sorted(s[:2] for s in from_labels(all_tokens)), [s[:2] for s in bytes_kept], p)
    return f"{sum(map(len, tokens.values()))} words"


@check("CoNLL-2003: spaCy's converter")
def _():
    from spacy.training.converters import conll_ner_to_docs

    with open(path("conll2003.txt"), encoding="utf-8") as file:
        docs = list(conll_ner_to_docs(file.read(), n_sents=0, no_print=True))
    n = sum(len(d.ents) for d in docs)
    same(n, sum(len(flat_by_bytes(p)) for p in articles), "entities")
    return f"{n} entities"


@check("UIMA CAS: cassis")
def _():
    import cassis

    with open(path("cas/TypeSystem.xml"), "rb") as file:
        types = cassis.load_typesystem(file)
    n = 0
    for file in sorted(glob.glob(path("cas/*.xmi"))):
        with open(file, "rb") as handle:
            cas = cassis.load_cas_from_xmi(handle, typesystem=types)
        named = cas.select("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity")
        p = by_text[cas.sofa_string]
        # cassis turns the file's UTF-16 units into Python's code points.
        same(sorted((e.begin, e.end, e.value) for e in named), marks[p], file)
        assert all(t.get_covered_text().strip() for t in cas.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"))
        n += len(named)
    return f"{n} entities"


@check("Label Studio: values")
def _():
    with open(path("labelstudio.json"), encoding="utf-8") as file:
        tasks = json.load(file)
    for task in tasks:
        result = (task["annotations"] or task["predictions"])[0]["result"]
        found = []
        for region in result:
            v = region["value"]
            same(task["data"]["text"][v["start"] : v["end"]], v["text"], task["id"])
            found.append((v["start"], v["end"], v["labels"][0]))
        same(sorted(found), marks[task["data"]["path"]], task["id"])
    return f"{len(tasks)} tasks"


@check("doccano: values")
def _():
    for line in lines("doccano.jsonl"):
        same(sorted(map(tuple, line["label"])), marks[line["path"]], line["id"])
    return len(articles)


@check("spaCy: Doc.char_span and DocBin")
def _():
    import spacy
    from spacy.tokens import DocBin
    from spacy.util import filter_spans

    nlp, bin_ = spacy.blank("en"), DocBin()
    for line in lines("spacy_prodigy.jsonl"):
        doc = nlp.make_doc(line["text"])
        spans = [doc.char_span(s["start"], s["end"], label=s["label"], alignment_mode="expand") for s in line["spans"]]
        assert None not in spans, line["meta"]
        same(sorted((s["start"], s["end"], s["label"]) for s in line["spans"]), marks[line["meta"]["source"]], line["meta"])
        doc.set_ents(filter_spans(spans))
        bin_.add(doc)
    return len(bin_)


@check("Web Annotation: pyld")
def _():
    from pyld import jsonld

    oa = "http://www.w3.org/ns/oa#"
    context = {"@context": {"type": "@type", "id": "@id", "Annotation": oa + "Annotation", "body": {"@id": oa + "hasBody"}, "target": {"@id": oa + "hasTarget"}}}
    jsonld.set_document_loader(lambda url, options=None: {"contextUrl": None, "documentUrl": url, "document": context})
    with open(path("webanno.jsonld"), encoding="utf-8") as file:
        annotations = json.load(file)
    same(len(annotations), len(standing), "annotations")
    by_id = {a["id"]: a["text"] for a in articles.values()}
    for a in annotations:
        place, quote = a["target"]["selector"]
        whole = by_id[a["id"].split(":")[2]]
        same(whole[place["start"] : place["end"]], quote["exact"], a["id"])
        assert whole[: place["start"]].endswith(quote["prefix"]) and whole[place["end"] :].startswith(quote["suffix"])
    return len(jsonld.expand(annotations[:20]))


@check("Report: self-contained")
def _():
    with open(path("report.html"), encoding="utf-8") as file:
        page = file.read()
    assert not any(word in page for word in ("<script", "http://", "https://", "url(", "@import"))
    return f"{len(page)} letters"


print(f"{failed} failed" if failed else "all read back")
sys.exit(1 if failed else 0)
