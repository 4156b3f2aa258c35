#!/usr/bin/env bash
# Gives carriers' adapters damaged payloads and prints a line for each: bash eng/fuzz.sh [inputs] [seed] [format]
# The inputs follow from the seed. A machine that has carriers' real payloads names their folder in SHIPMENTS_SAMPLES.
set -euo pipefail
cd "$(dirname "$0")/.."
report=$(mktemp)
trap 'rm -f "$report"' EXIT
filter="FullyQualifiedName~AdapterFuzzTests.No_bytes"
[ -n "${3:-}" ] && filter="$filter&DisplayName~$3"
echo "| Format | Payloads | Inputs | Inputs/s | Refused whole | Shipments | Faulty | Not found | Scans | Faulty | Numbers | Slowest, ms | Most allocated, KiB | Largest, KiB | Failures |"
result=0
SHIPMENTS_FUZZ_INPUTS="${1:-1000000}" SHIPMENTS_FUZZ_SEED="${2:-20261122}" SHIPMENTS_FUZZ_REPORT="$report" \
    dotnet test tests/Shipments.Domain.Tests -c Release --nologo -v q --filter "$filter" > "$report.log" 2>&1 || result=$?
cat "$report"
[ "$result" -eq 0 ] || tail -40 "$report.log"
rm -f "$report.log"
exit "$result"
