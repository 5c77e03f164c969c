#!/usr/bin/env bash
# Exports a model and lets Python judge it: load, predict, train.
# PYTHON: a Python with TensorFlow and NumPy.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
./mvnw -B -ntp -q -pl tools -am test -Dtest=SavedModelForPythonTest \
  -Dsurefire.failIfNoSpecifiedTests=false "-Dtest.jvm.options=-Ddar.interop.out=$work"
"${PYTHON:-python3}" tools/interop/check_savedmodel.py "$work/model/1" "$work/expected.json"
