#!/usr/bin/env bash
# Measures updates and predictions against the PyTorch peer on the same cores: pair by pair, each a
# process of its own, the first of a pair by turns.
# PYTHON: a Python with PyTorch. DAR_PEER: the folder of dar_torch.py, ../shared/peer if not set.
# DAR_BENCH: options of bench_peer.py, for example "--steps 8,50 --batch 64 --pairs 5 --rounds 15".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

peer=${DAR_PEER:-../shared/peer}
python=${PYTHON:-python3}
if [[ ! -f $peer/dar_torch.py ]]; then
  echo "skipped bench-peer.sh: no dar_torch.py in $peer (DAR_PEER names another folder)"
  exit 0
fi
if ! "$python" -c "import torch" 2>/dev/null; then
  echo "skipped bench-peer.sh: no wheels of torch"
  exit 0
fi
tools/dar --version >/dev/null # builds, if need be, before anything is timed
read -ra options <<<"${DAR_BENCH:-}"
"$python" tools/interop/bench_peer.py "$peer/dar_torch.py" "${options[@]}"
