#!/usr/bin/env bash
# What TensorFlow pipelines do with a run: its checkpoints, its export and records of its data, there and back.
# Two examples are run as their users would: fine_tune.py and keras_layer.py.
# PYTHON: a Python with TensorFlow, Keras 3 and NumPy.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

python=${PYTHON:-python3}
if ! "$python" -c 'import keras, tensorflow' 2>/dev/null; then
  echo "skipped check-pipelines.sh: no TensorFlow and Keras in $python (PYTHON names another)"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DAR_HOME=$work/home TF_CPP_MIN_LOG_LEVEL=2
dar() {
  tools/dar "$@" >>"$work/dar.out" 2>>"$work/dar.err" || { cat "$work/dar.err"; exit 1; }
}

dar data synth --preset vectors --out "$work/vectors"
dar data synth --preset demo --out "$work/sentences"
tiny=()
for setting in steps=2 width=8 heads=2 feed_forward=8 lstm_width=4 encoder_layers=1; do
  tiny+=(--set "model.$setting")
done
dar train --data "$work/vectors" --out "$work/run" "${tiny[@]}" --set training.epochs=2
dar export "$work/run" --out "$work/exported" --verify
for data in vectors sentences; do
  dar data export "$work/$data" --out "$work/$data-example"
  dar data export "$work/$data" --out "$work/$data-sequence-example" --format sequence-example --gzip
done
"$python" tools/interop/check_pipelines.py export "$work"
"$python" tools/interop/check_pipelines.py records "$work"

# Records that Python wrote are those that dar wrote.
for records in "$work"/*-by-python; do
  set=$(basename "$records" | cut -d- -f1)
  dar data import "$records" --out "$records-imported"
  diff -r "$work/$set" "$records-imported"
  echo "ok     $(basename "$records") imported: every file of $set, byte by byte"
done

# Language from another SavedModel.
"$python" tools/interop/check_pipelines.py encoder "$work"
dar data encode "$work/sentences" --encoder "$work/encoder" --out "$work/encoded"
"$python" tools/interop/check_pipelines.py vectors "$work"

"$python" tools/interop/examples/keras_layer.py "$work/exported/1" "$work/vectors-example"
"$python" tools/interop/examples/fine_tune.py "$work/exported/1" "$work/vectors-sequence-example" "$work/tuned/weights" |
  tee "$work/tuned.txt"
dar export "$work/run" --weights "$work/tuned/weights" --out "$work/tuned-export" --verify
tools/dar evaluate "$work/run" --weights "$work/tuned/weights" --rates 0 --seeds 1111 --json \
  >"$work/tuned.json" 2>>"$work/dar.err"
"$python" tools/interop/check_pipelines.py weights "$work"
