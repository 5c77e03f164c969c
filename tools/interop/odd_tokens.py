"""Writes the golden ids of odd texts: python odd_tokens.py TOKENIZER.json OUT.json. Needs tokenizers."""

import json
import sys

from odd_texts import ODD_TEXTS
from tokenizers import Tokenizer

tokenizer = Tokenizer.from_file(sys.argv[1])
tokenizer.no_padding()
cases = []
for text, times in ODD_TEXTS:
    for length in (4, 50):
        tokenizer.enable_truncation(length)
        ids = tokenizer.encode(text * times).ids
        cases.append({"text": text, "times": times, "length": length, "ids": ids})
with open(sys.argv[2], "w", encoding="ascii") as file:
    file.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
