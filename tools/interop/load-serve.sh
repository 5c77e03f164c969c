#!/usr/bin/env bash
# load-serve.sh [CLIENTS [SECONDS]]: many clients ask `dar serve` on this machine, by gRPC and by REST, with batching and
# without, and while another version takes over; each answer is compared with what the model predicts by itself. 200 clients for 60 s if nothing is said.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

tools/dar --version >/dev/null # builds it
./mvnw -B -ntp -q -pl tools -am test-compile
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
TF_CPP_MIN_LOG_LEVEL=2 "$java" -XX:+UseSerialGC -cp "tools/target/test-classes:tools/target/classes:$(cat tools/target/class-path.txt)" \
  dar.tools.serve.load.LoadServe "${1:-200}" "${2:-60}"
