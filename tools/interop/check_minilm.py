"""Judges MiniLM from Python: are its vectors of real sentences those of onnxruntime?

Write what is judged with the test dar.training.language.MiniLmForPythonTest, then
    python tools/interop/check_minilm.py SNIPPETS.pkl FOLDER
One line a check; the exit code is 0 when all hold. Needs NumPy, onnxruntime and tokenizers, nothing of DAR.
"""

import argparse
import os
import pickle
import sys

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

TOLERANCE = 2e-5
SENTENCES, EVERY, LENGTH = 200, 8, 50
failures = 0


def check(name, holds, detail):
    global failures
    failures += not holds
    print(f"{'ok    ' if holds else 'FAILED'} {name}: {detail}")


def tokens(folder, texts):
    """ids and mask, [N, T], by Hugging Face."""
    tokenizer = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
    tokenizer.enable_truncation(LENGTH)
    tokenizer.enable_padding(length=LENGTH)
    encodings = tokenizer.encode_batch(texts)
    return np.array([e.ids for e in encodings]), np.array([e.attention_mask for e in encodings])


def vectors(folder, ids, mask):
    """The last hidden states, [N, T, h], by onnxruntime."""
    session = onnxruntime.InferenceSession(os.path.join(folder, "model.onnx"), providers=["CPUExecutionProvider"])
    feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    asked = {given.name for given in session.get_inputs()}
    return session.run(None, {name: value.astype(np.int64) for name, value in feeds.items() if name in asked})[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("snippets", help="a pickle of MMSA's layout with raw_text; it is trusted")
    parser.add_argument("folder", help="what Java wrote")
    arguments = parser.parse_args()
    with open(arguments.snippets, "rb") as file:
        texts = [str(text) for text in pickle.load(file)["test"]["raw_text"][::EVERY][:SENTENCES]]
    ids, mask = tokens(arguments.folder, texts)
    written = os.path.join(arguments.folder, "sentences", "test")
    for name, expected in (("language_ids", ids), ("language_mask", mask)):
        found = np.load(os.path.join(written, name + ".npy"))
        same = np.sum(np.all(found == expected, axis=1)) if found.shape == expected.shape else 0
        check(name, same == SENTENCES, f"{same} of {SENTENCES} rows alike")
    found = np.load(os.path.join(arguments.folder, "vectors.npy"))
    expected = vectors(arguments.folder, ids, mask)
    same = found.shape == expected.shape and found.dtype == expected.dtype
    check("shape", same, f"{found.dtype} {found.shape}, expected {expected.dtype} {expected.shape}")
    if same:
        real = mask == 1
        difference = np.max(np.abs(found[real] - expected[real]))
        check("vectors", difference <= TOLERANCE, f"{np.sum(real)} tokens, differ by at most {difference:.3g}")
        check("padding", not found[~real].any(), f"{np.sum(~real)} places of padding, all zero")
    print("all checks hold" if not failures else f"{failures} checks failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
