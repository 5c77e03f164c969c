#!/usr/bin/env bash
# Exports models and lets TensorFlow's own tools judge them: saved_model_cli, Keras, tf.data, tf.Example, the
# warm-up requests and fingerprints of TensorFlow Serving; whole models and slim ones.
# PYTHON: a Python with TensorFlow, NumPy and tokenizers.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tools/interop/exports "$work/exports"
for model in vectors classes frozen fine-tuned; do
  echo "model: $model"
  "${PYTHON:-python3}" tools/interop/check_export.py "$work/exports/$model"
done
