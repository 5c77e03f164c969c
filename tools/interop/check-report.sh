#!/usr/bin/env bash
# Writes two reports, one of a run and one of what is hard to draw, and opens them in a headless Chromium:
# phone and desktop, light and dark. Skipped where no Chromium is.
# CHROMIUM: the browser; PYTHON: any Python 3; SCREENSHOTS: a folder that keeps what was seen.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[[ -n $browser ]] || { echo "skipped check-report.sh: no chromium"; exit 0; }
python=${PYTHON:-python3}
command -v "$python" >/dev/null || { echo "skipped check-report.sh: no $python"; exit 0; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
./mvnw -B -ntp -q -pl tools -am test -Dtest=ReportForBrowserTest \
  -Dsurefire.failIfNoSpecifiedTests=false "-Dtest.jvm.options=-Ddar.interop.out=$work"
for report in run odd; do
  "$python" tools/interop/check_report.py "$browser" "$work/$report" "${SCREENSHOTS:-}"
done
