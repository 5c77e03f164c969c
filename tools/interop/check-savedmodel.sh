#!/usr/bin/env bash
# Exports models and lets Python judge them: load, predict, train. One takes vectors of language, two read
# sentences, by a frozen BERT and by one that training moves.
# PYTHON: a Python with TensorFlow, NumPy and tokenizers.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tools/interop/exports "$work/exports"
for model in vectors frozen fine-tuned; do
  echo "model: $model"
  "${PYTHON:-python3}" tools/interop/check_savedmodel.py "$work/exports/$model/model/1" "$work/exports/$model/expected.json"
done
