#!/usr/bin/env bash
# Compares gpu-kernels.txt, by which GpuReadinessTest knows what a GPU can run, with the kernels of
# TensorFlow's GPU build; needs no GPU, but half a gigabyte of download the first time.
# --write: writes the list anew.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

list=tools/src/test/resources/dar/tools/gpu-kernels.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! ./mvnw -B -ntp -q -Pgpu -pl tools -am test-compile dependency:build-classpath \
  -DincludeScope=test "-Dmdep.outputFile=$work/class-path" >"$work/log" 2>&1; then
  cat "$work/log" >&2
  exit 1
fi
TF_CPP_MIN_LOG_LEVEL=3 "${JAVA_HOME:+$JAVA_HOME/bin/}java" \
  -cp "tools/target/test-classes:tools/target/classes:$(cat "$work/class-path")" \
  dar.tools.GpuKernels "$work/gpu-kernels.txt" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
if ! grep -q '^GPU MatMul ' "$work/gpu-kernels.txt"; then
  echo "gpu-kernels.sh: expected a build of TensorFlow for GPUs, found one without such kernels" >&2
  exit 1
fi
if [[ ${1:-} == --write ]]; then
  mv "$work/gpu-kernels.txt" "$list"
elif ! diff "$list" "$work/gpu-kernels.txt"; then
  echo "gpu-kernels.sh: expected the kernels of $list (<), found others (>); --write takes them" >&2
  exit 1
fi
echo "lists the kernels of the GPU build: $(wc -l <"$list") lines"
