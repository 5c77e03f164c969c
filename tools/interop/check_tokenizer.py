"""Judges the tokenizer from Python: are its ids those of Hugging Face?

    python tools/interop/check_tokenizer.py write SNIPPETS.pkl FOLDER
writes FOLDER/texts.json; the test dar.graph.language.TokensForPythonTest with -Ddar.interop.out=FOLDER
adds the ids and the tokenizer; then
    python tools/interop/check_tokenizer.py compare SNIPPETS.pkl FOLDER
One line a check; the exit code is 0 when all hold. Needs NumPy and tokenizers, nothing of DAR.
"""

import argparse
import json
import os
import pickle
import random
import sys

import numpy as np
from odd_texts import ODD_TEXTS
from tokenizers import Tokenizer

LENGTHS = (50, 5, 12000)
RANDOM_TEXTS = 2000
failures = 0


def check(name, holds, detail):
    global failures
    failures += not holds
    print(f"{'ok    ' if holds else 'FAILED'} {name}: {detail}")


def random_text(source):
    """Characters of all planes, but no halves of surrogate pairs, which Python's UTF-8 refuses."""
    limits = (0x80, 0x250, 0x3000, 0x10000, 0x110000)
    points = [source.randrange(source.choice(limits)) for _ in range(source.randrange(1, 40))]
    return "".join(chr(point) for point in points if not 0xD800 <= point < 0xE000)


def texts(snippets):
    source = random.Random(1)
    return {
        "snippets": [str(text) for split in snippets.values() for text in split["raw_text"]],
        "odd texts": [text * times for text, times in ODD_TEXTS],
        "random texts": [random_text(source) for _ in range(RANDOM_TEXTS)],
    }


def compare(snippets, folder):
    tokenizer = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
    tokenizer.no_padding()
    with open(os.path.join(folder, "ids.json"), encoding="utf-8") as file:
        found = json.load(file)
    for length in LENGTHS:
        tokenizer.enable_truncation(length)
        for name, group in texts(snippets).items():
            ids = found[str(length)][name]
            same = sum(tokenizer.encode(text).ids == row for text, row in zip(group, ids))
            check(f"{name}, at most {length} tokens", same == len(group) == len(ids), f"{same} of {len(group)} alike")
    stored = np.concatenate([split["text_bert"] for split in snippets.values()])  # [N, 3, 50]
    rows = found["50"]["snippets"]
    same = sum(list(row[0][row[1] == 1]) == ids for row, ids in zip(stored, rows))
    check("text_bert of the snippets", same == len(stored) == len(rows), f"{same} of {len(stored)} alike")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("part", choices=("write", "compare"))
    parser.add_argument("snippets", help="a pickle of MMSA's layout with raw_text and text_bert; it is trusted")
    parser.add_argument("folder", help="where the two languages exchange files")
    arguments = parser.parse_args()
    with open(arguments.snippets, "rb") as file:
        snippets = pickle.load(file)
    if arguments.part == "write":
        with open(os.path.join(arguments.folder, "texts.json"), "w", encoding="ascii") as file:
            json.dump({"lengths": LENGTHS, "texts": texts(snippets)}, file)
        return 0
    compare(snippets, arguments.folder)
    print("all checks hold" if not failures else f"{failures} checks failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
