#!/usr/bin/env bash
# silos.sh [seconds a run] [runs]: durable scans a second of one, two and three silos on one PostgreSQL, all on this machine with their load, in
# turns. The load streams to the first silo's door, so with N silos N-1 of N scans cross to another. Each run has a database of its own. Prints a
# line a run and the medians, with what each number of silos makes of one. Needs Release builds of silo/ and bench/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly seconds=${1:-30} runs=${2:-3}
temp=$(mktemp -d)
export SHIPMENTS_CLUSTER=$temp/cluster SHIPMENTS_CLUSTER_PORT=${SHIPMENTS_CLUSTER_PORT:-6600}
chmod 755 "$temp"
finish() { bash eng/cluster.sh down --purge >/dev/null 2>&1 || true; rm -rf "$temp"; }
trap finish EXIT

for ((run = 1; run <= runs; run++)); do
  for silos in 1 2 3; do
    bash eng/cluster.sh up --silos "$silos" --no-build >/dev/null
    dotnet artifacts/bin/Shipments.Bench/release/Shipments.Bench.dll load --target "http://127.0.0.1:$((SHIPMENTS_CLUSTER_PORT + 1))" \
      --scenario streamed-scans --closed 32 --streams 4 --by-number 0 --plain --parcels 20000 --duration "$seconds" --seed "$run" --out "$temp/load" >"$temp/out" || { cat "$temp/out" >&2; exit 1; }
    rate=$(awk '/"itemsPerSecond"/ { printf "%.0f", $2; exit }' "$temp/load/report.json")
    echo "run $run, $silos silos: $rate scans/s"
    echo "$rate" >>"$temp/$silos"
    bash eng/cluster.sh down --purge >/dev/null
  done
done

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
one=$(median "$temp/1")
for silos in 1 2 3; do
  rate=$(median "$temp/$silos")
  echo "$silos silos: median $rate scans/s, $(awk -v a="$rate" -v b="$one" 'BEGIN { printf "%.2f", a / b }') of one"
done
