#!/usr/bin/env python3
"""Counts in how many of a thousand news articles each word stands, for the weights with which merging compares articles.

    python3 tools/count_words.py TEXTS… > assets/lexicon/word_counts.tsv

TEXTS are files of articles, one each, or .jsonl files whose lines have a "text" (or, of what was printed in capitals, a "text_truecased").
Words are shortened and the opening of an article is taken as in src/events/wording.rs (STEM, SHORT, LEAD); rarer words than LEAST are left out.
"""
import collections, json, pathlib, re, sys

STEM, SHORT, LEAD, LEAST = 6, 4, 80, 5


def texts(paths):
    for path in map(pathlib.Path, paths):
        if path.suffix == ".jsonl":
            for line in path.open(encoding="utf-8"):
                row = json.loads(line)
                yield row.get("text_truecased") or row["text"]
        else:
            yield path.read_text(encoding="utf-8", errors="replace")


def main():
    counts, articles = collections.Counter(), 0
    for text in texts(sys.argv[1:]):
        words = [w[:STEM].lower() for w in re.findall(r"[^\W_]+", text) if len(w.encode()) >= SHORT or w.isascii() and w.isdigit() and len(w) > 1]
        counts.update(set(words[:LEAD]))
        articles += 1
    print(f"# Articles of a thousand with each word (its first {STEM} letters) in their opening; {articles} articles. Made by tools/count_words.py.")
    for word, n in sorted(counts.items()):
        share = round(1000 * n / articles)
        if share >= LEAST:
            print(f"{word}\t{share}")


if __name__ == "__main__":
    main()
