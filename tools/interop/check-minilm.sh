#!/usr/bin/env bash
# Compares MiniLM's vectors of 200 real sentences with those of onnxruntime on the same file.
# PYTHON: a Python with NumPy, onnxruntime and tokenizers. DAR_DATA: the folder of snippets.pkl,
# ../shared/data if not set.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

python=${PYTHON:-python3}
snippets=${DAR_DATA:-../shared/data}/snippets.pkl
if [[ ! -f $snippets ]]; then
  echo "skipped check-minilm.sh: no $snippets (DAR_DATA names another folder)"
  exit 0
fi
if ! "$python" -c "import numpy, onnxruntime, tokenizers" 2>/dev/null; then
  echo "skipped check-minilm.sh: no wheels of onnxruntime and tokenizers"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
./mvnw -B -ntp -q -pl training -am test -Dtest=MiniLmForPythonTest \
  -Dsurefire.failIfNoSpecifiedTests=false \
  "-Dtest.jvm.options=-Ddar.interop.out=$work -Ddar.interop.snippets=$(realpath "$snippets")"
"$python" tools/interop/check_minilm.py "$snippets" "$work"
