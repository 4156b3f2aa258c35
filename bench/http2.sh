#!/usr/bin/env bash
# http2.sh [seconds a run] [runs]: how many unary calls a silo serves, beside a bare Kestrel endpoint that gives the same bytes, in turns; then
# how fast one reader takes the changes. Needs a Release build of silo/ and bench/, curl, and h2load (Debian: nghttp2-client). Everything runs on
# this machine, so the load's own processor time is taken from the servers: it is printed beside.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly seconds=${1:-8} runs=${2:-3}
readonly connections=4 streams=32 warm_up=3
readonly silo=artifacts/bin/Shipments.Silo/release/Shipments.Silo.dll bench=artifacts/bin/Shipments.Bench/release/Shipments.Bench.dll
command -v h2load >/dev/null || { echo "h2load is missing: apt-get install nghttp2-client" >&2; exit 1; }

temp=$(mktemp -d)
pids=()
finish() {
  local pid
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true; done
  rm -rf "$temp"
}
trap finish EXIT

# start <name> <pattern> <command...>: runs a server until the end of the script, and waits for the line that says where it serves.
start() {
  local name=$1 pattern=$2
  shift 2
  : >"$temp/$name.log"
  "$@" >>"$temp/$name.log" 2>&1 &
  pids+=($!)
  timeout 60 grep -m 1 -q "$pattern" < <(tail -n +1 -f --pid=$! "$temp/$name.log" 2>/dev/null) || { cat "$temp/$name.log" >&2; exit 1; }
}

# frame <file> <text>: a gRPC message with the text as its field 1.
frame() {
  printf '%b' "\\x00\\x00\\x00\\x00\\x$(printf '%02x' $((${#2} + 2)))\\x0a\\x$(printf '%02x' ${#2})" >"$1"
  printf '%s' "$2" >>"$1"
}

# load <label> <url> <body>: one line of figures. A call that did not end well fails the script.
load() {
  local out TIMEFORMAT='%U %S'
  out=$({ time h2load -D "$seconds" --warm-up-time="$warm_up" -c "$connections" -m "$streams" -t 1 -d "$3" \
    -H 'content-type: application/grpc' -H 'te: trailers' "$2"; } 2>&1)
  grep -Eq 'requests: .* 0 failed, 0 errored, 0 timeout' <<<"$out" || { echo "$out" >&2; exit 1; }
  awk -v label="$1" '/^finished in/ { rate = $4 } /^time for request/ { mean = $6 } NF == 2 && /^[0-9.]+ [0-9.]+$/ { cpu = $1 + $2 }
    END { printf "%-14s %10.0f calls/s   mean %8s   h2load CPU %5.1f s\n", label, rate, mean, cpu }' <<<"$out"
}

start silo '/docs' dotnet "$silo" --folder "$temp/data" --port 0 --json-port 0
grpc=$(grep -o 'serves .*http://127.0.0.1:[0-9]*' "$temp/silo.log" | grep -o 'http://.*')
json=$(grep -o 'json .*http://127.0.0.1:[0-9]*/v1' "$temp/silo.log" | grep -o 'http://[0-9.:]*')

post() { curl -sS --fail-with-body -H 'content-type: application/json' -d "$2" "$json/v1/$1" >/dev/null; }
post parcels '{"parcelId":"bench","requestId":"r","service":"standard","originCountry":"CN","destinationCountry":"US",
  "trackingNumbers":[{"number":"BENCHA0001"},{"number":"BENCHB0001"}]}'
day=$(date -u -d '2 days ago' +%Y-%m-%d)
scans=
for i in 1 2 3 4 5; do
  code=$(cut -d' ' -f"$i" <<<'PICKED_UP DEPARTED LINE_HAUL ARRIVED LAST_MILE')
  scans+="${scans:+,}{\"parcel\":\"parcels/bench\",\"carrier\":\"shipments\",\"code\":\"$code\",\"time\":\"${day}T0$i:00:00Z\"}"
done
post scans:record "{\"scans\":[$scans]}"

start bare 'bare endpoint' dotnet "$bench" bare --target "$grpc" --parcel parcels/bench
bare=$(grep -o 'http://127.0.0.1:[0-9]*' "$temp/bare.log" | head -1)
frame "$temp/get" parcels/bench
frame "$temp/lookup" BENCHA0001

echo "$(nproc) cores, $connections connections × $streams calls, $seconds s a run after $warm_up s"
grep -o '[0-9]* bytes an answer' "$temp/bare.log"
for _ in $(seq "$runs"); do
  load "bare" "$bare/shipments.v1.ParcelService/GetParcel" "$temp/get"
  load "GetParcel" "$grpc/shipments.v1.ParcelService/GetParcel" "$temp/get"
  load "LookupParcels" "$grpc/shipments.v1.ParcelService/LookupParcels" "$temp/lookup"
done

dotnet "$bench" load --target "$grpc" --scenario streamed-scans --closed 16 --parcels 2000 --streams 2 --warm-up 0 --duration "$seconds" --out "$temp/load"
dotnet "$bench" changes --target "$grpc" --runs "$runs"
