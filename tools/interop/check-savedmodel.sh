#!/usr/bin/env bash
# Exports models and lets Python judge them: load, predict, train. One takes vectors of language, two read
# sentences, by a frozen BERT and by one that training moves.
# PYTHON: a Python with TensorFlow, NumPy and tokenizers.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
./mvnw -B -ntp -q -pl tools -am test -Dtest=SavedModelForPythonTest \
  -Dsurefire.failIfNoSpecifiedTests=false "-Dtest.jvm.options=-Ddar.interop.out=$work"
for model in vectors frozen fine-tuned; do
  echo "model: $model"
  "${PYTHON:-python3}" tools/interop/check_savedmodel.py "$work/$model/model/1" "$work/$model/expected.json"
done
