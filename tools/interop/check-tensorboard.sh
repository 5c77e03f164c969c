#!/usr/bin/env bash
# Trains a tiny run, stops it halfway and resumes it, and has TensorBoard's own readers judge what it wrote.
# PYTHON: a Python with TensorBoard and NumPy.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

python=${PYTHON:-python3}
if ! "$python" -c 'import numpy, tensorboard' 2>/dev/null; then
  echo "skipped check-tensorboard.sh: no TensorBoard and NumPy in $python (PYTHON names another)"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
./mvnw -B -ntp -q -pl tools -am test -Dtest=TensorBoardForPythonTest \
  -Dsurefire.failIfNoSpecifiedTests=false "-Dtest.jvm.options=-Ddar.interop.board=$work"
"$python" tools/interop/check_tensorboard.py "$work/run"
