#!/usr/bin/env bash
# Serves exports and asks them by stubs that Python makes of TensorFlow Serving's protos, and by JSON; judges the answers
# by what TensorFlow itself computes of the same exports.
# PYTHON: a Python with TensorFlow, NumPy and gRPC; where it has no grpcio-tools, they are installed, or nothing is checked.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

python=${PYTHON:-python3}
if ! "$python" -c "import grpc_tools" 2>/dev/null; then
  PIP_RETRIES=0 PIP_DEFAULT_TIMEOUT=2 PIP_DISABLE_PIP_VERSION_CHECK=1 "$python" -m pip install -q grpcio-tools >/dev/null 2>&1 ||
    { echo "skipped check-serve.sh: no wheel of grpcio-tools"; exit 0; }
fi
work=$(mktemp -d)
server=
stop() {
  [[ -z $server ]] || kill "$server" 2>/dev/null || true
  wait
  rm -rf "$work"
}
trap stop EXIT

mkdir "$work/stubs"
mapfile -t protos < <(cd tools/src/main/proto && find tensorflow_serving -name '*.proto')
mapfile -t messages < <(cd savedmodel/src/main/proto && find tensorflow_serving -name '*.proto')
"$python" -m grpc_tools.protoc -Itools/src/main/proto -Itools/src/main/proto-imports -Isavedmodel/src/main/proto \
  -Isavedmodel/src/main/proto-imports --python_out="$work/stubs" --grpc_python_out="$work/stubs" "${protos[@]}" "${messages[@]}"

tools/interop/exports "$work/exports"
for model in vectors classes frozen fine-tuned; do
  echo "model: $model"
  tools/dar serve "$work/exports/$model" --port 0 --grpc-port 0 --json >"$work/$model.json" &
  server=$!
  until [[ -s $work/$model.json ]]; do
    kill -0 "$server"
    sleep 0.2
  done
  PYTHONPATH="$work/stubs" "$python" tools/interop/check_serve.py "$work/exports/$model" "$work/$model.json"
  kill "$server"
  wait "$server" || [[ $? == 143 ]] # SIGTERM
  server=
done
