#!/usr/bin/env bash
# Loads random BERTs as transformers and TensorFlow write them, and compares vectors with transformers.
# PYTHON: a Python with PyTorch, TensorFlow and transformers. DAR_BERT_SEED: the seed, drawn if not set.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

python=${PYTHON:-python3}
if ! "$python" -c 'import tensorflow, torch, transformers' 2>/dev/null; then
  echo "skipped check-weights.sh: no PyTorch, TensorFlow and transformers in $python (PYTHON names another)"
  exit 0
fi
seed=${DAR_BERT_SEED:-$RANDOM}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" tools/interop/check_weights.py write "$work" --seed "$seed"
./mvnw -B -ntp -q -pl training -am test -Dtest=WeightsForPythonTest \
  -Dsurefire.failIfNoSpecifiedTests=false "-Dtest.jvm.options=-Ddar.interop.weights=$work"
"$python" tools/interop/check_weights.py compare "$work" --seed "$seed"
