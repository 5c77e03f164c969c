#!/usr/bin/env bash
# Compares hidden states and gradients of a fresh random BERT with Hugging Face transformers.
# PYTHON: a Python with PyTorch and transformers. DAR_BERT_SEED: the model's seed, drawn if not set.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

if ! "${PYTHON:-python3}" -c 'import torch, transformers' 2>/dev/null; then
  echo "skipped check-bert.sh: no PyTorch and transformers in ${PYTHON:-python3} (PYTHON names another)"
  exit 0
fi
seed=${DAR_BERT_SEED:-$RANDOM}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" tools/interop/bert_fixture.py "$work/bert.json" --size medium --seed "$seed"
./mvnw -B -ntp -q -pl graph -am test -Dtest=BertAgreementTest \
  -Dsurefire.failIfNoSpecifiedTests=false "-Dtest.jvm.options=-Ddar.bert.fixture=$work/bert.json"
echo "agrees with transformers: medium BERT, seed $seed"
