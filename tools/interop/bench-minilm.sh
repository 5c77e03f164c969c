#!/usr/bin/env bash
# Measures how fast MiniLM reads sentences, against onnxruntime on the same cores in the same run.
# PYTHON: a Python with NumPy and onnxruntime. DAR_DATA: the folder of snippets.pkl, ../shared/data if
# not set. DAR_BENCH: options of bench_minilm.py, for example "--sentences 8000 --rounds 3".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

python=${PYTHON:-python3}
snippets=${DAR_DATA:-../shared/data}/snippets.pkl
if [[ ! -f $snippets ]]; then
  echo "skipped bench-minilm.sh: no $snippets (DAR_DATA names another folder)"
  exit 0
fi
if ! "$python" -c "import numpy, onnxruntime" 2>/dev/null; then
  echo "skipped bench-minilm.sh: no wheels of onnxruntime"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
./mvnw -B -ntp -q -pl training -am test-compile dependency:build-classpath "-Dmdep.outputFile=$work/class-path"
read -ra options <<<"${DAR_BENCH:-}"
"$python" tools/interop/bench_minilm.py "$snippets" "$work" \
  "training/target/test-classes:training/target/classes:$(cat "$work/class-path")" "${options[@]}"
