#!/usr/bin/env bash
# Compares losses, gradients and 20 updates of the full-size model with the PyTorch peer.
# PYTHON: a Python with PyTorch. DAR_PEER: the folder of dar_torch.py, ../shared/peer if not set.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

peer=${DAR_PEER:-../shared/peer}
if [[ ! -f $peer/dar_torch.py ]]; then
  echo "skipped agree-with-peer.sh: no dar_torch.py in $peer (DAR_PEER names another folder)"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# With seed 7 the input of one ReLU is 0 but for rounding, and its gradient is either (1.7e-3 in one channel of align/visual).
"${PYTHON:-python3}" tools/interop/peer_fixture.py "$peer" "$work/peer.json" --size full --seed 8
./mvnw -B -ntp -q -pl training -am test -Dtest=PeerAgreementTest \
  -Dsurefire.failIfNoSpecifiedTests=false "-Dtest.jvm.options=-Ddar.peer.fixture=$work/peer.json"
echo "agrees with the PyTorch peer: full size"
