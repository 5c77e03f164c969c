#!/usr/bin/env bash
# Compares the tokens of real snippets and of odd texts with those of Hugging Face's Python package.
# PYTHON: a Python with NumPy and tokenizers. DAR_DATA: the folder of snippets.pkl, ../shared/data
# if not set.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

python=${PYTHON:-python3}
snippets=${DAR_DATA:-../shared/data}/snippets.pkl
if [[ ! -f $snippets ]]; then
  echo "skipped check-tokenizer.sh: no $snippets (DAR_DATA names another folder)"
  exit 0
fi
if ! "$python" -c "import numpy, tokenizers" 2>/dev/null; then
  echo "skipped check-tokenizer.sh: no wheels of tokenizers"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" tools/interop/check_tokenizer.py write "$snippets" "$work"
./mvnw -B -ntp -q -pl graph -am test -Dtest=TokensForPythonTest \
  -Dsurefire.failIfNoSpecifiedTests=false "-Dtest.jvm.options=-Ddar.interop.out=$work"
"$python" tools/interop/check_tokenizer.py compare "$snippets" "$work"
