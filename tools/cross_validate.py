#!/usr/bin/env python3
"""Scores the names of the whole program on re3d, each document read by a name layer that never saw its source.

    cargo build --profile quick --no-default-features --features measure
    python3 tools/cross_validate.py target/quick/dateline RUN_EVAL --re3d RE3D.jsonl --corpus DIR --folds DIR

RUN_EVAL is the script that scores the public sets; RE3D.jsonl and DIR are what train_names.py takes. Layers that lie in --folds already are taken
as they are. Sources that no layer learns from, for their licence, are read by the shipped layer.
"""
import argparse
import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile


def module(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    loaded = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(path.parent))
    spec.loader.exec_module(loaded)
    return loaded


def layers(sources, options):
    """A folder with a layer for each source, trained without it."""
    todo = [s for s in sources if not (options.folds / s.replace(" ", "-") / "names.json").exists()]
    if todo:
        import spacy

        trainer = module(pathlib.Path(__file__).resolve().parent / "train_names.py")
        published = spacy.load(trainer.make_model.PACKAGE)
        for source in todo:
            nlp, count = trainer.train(published, options, [source])
            trainer.save(nlp, options.folds / source.replace(" ", "-"), count, [source])
            print(f"trained without {source} on {count} paragraphs", flush=True)
    return {s: options.folds / s.replace(" ", "-") for s in sources}


def answers(scorer, program, rows, layer):
    """What the program says of `rows`, in the scorer's form."""
    lines = "".join(json.dumps(scorer.feed("re3d", row, None)[1]) + "\n" for row in rows)
    environment = dict(os.environ, **({"DATELINE_NAME_LAYER": str(layer.resolve())} if layer else {}))
    run = subprocess.run([program, "extract", "-"], input=lines, capture_output=True, encoding="utf-8", env=environment, check=True)
    said = [json.loads(line) for line in run.stdout.splitlines()]
    return [scorer.adapt("re3d", row, answer) for row, answer in zip(rows, said, strict=True)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("run_eval", type=pathlib.Path)
    parser.add_argument("--re3d", type=pathlib.Path, required=True)
    parser.add_argument("--corpus", type=pathlib.Path, required=True)
    parser.add_argument("--folds", type=pathlib.Path, required=True)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.re3d.open(encoding="utf-8")]
    learned = sorted({r["source"] for r in rows if "NC" not in r["licence"]})
    layer = layers(learned, options)
    scorer = module(options.run_eval)
    script, *rest = scorer.SCORERS["re3d"]
    with tempfile.TemporaryDirectory() as folder:
        fed, answered = pathlib.Path(folder, "gold.jsonl"), pathlib.Path(folder, "pred.jsonl")
        ordered, told = [], []
        for source in sorted({r["source"] for r in rows}):
            of = [r for r in rows if r["source"] == source]
            ordered += of
            told += answers(scorer, options.program, of, layer.get(source))
        fed.write_text("".join(json.dumps(r) + "\n" for r in ordered), encoding="utf-8")
        answered.write_text("".join(json.dumps(a) + "\n" for a in told), encoding="utf-8")
        subprocess.run([sys.executable, str(options.run_eval.parent / script), str(fed), str(answered), *rest], check=True)


if __name__ == "__main__":
    main()
