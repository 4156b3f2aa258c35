#!/usr/bin/env bash
# figures.sh [seconds a run] [parcels]: measures every figure of the load harness in one go, on this machine alone: silos on PostgreSQL and on SQLite
# of its own in a temporary folder, ended with the script. Reports go to artifacts/bench/figures/<name>/; the last lines are the table of all.
# Needs Release builds of silo/ and bench/. The defaults are those of a published figure; `figures.sh 10 2000` shows in minutes that all of it works.
# When it ends with an error, some answer was wrong: its report says which.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly seconds=${1:-300} parcels=${2:-1000000} out=artifacts/bench/figures
readonly some=$((parcels < 100000 ? parcels : 100000)) few=$((parcels < 20000 ? parcels : 20000))
readonly short=$((seconds < 60 ? seconds : 60)) warm=$((seconds < 30 ? 3 : 15))
readonly silo=artifacts/bin/Shipments.Silo/release/Shipments.Silo.dll bench=artifacts/bin/Shipments.Bench/release/Shipments.Bench.dll
programs=$(bash eng/postgres.sh)

temp=$(mktemp -d)
pids=()
as_postgres=()
if [ "$(id -u)" -eq 0 ]; then
  chown postgres "$temp"
  as_postgres=(setpriv --reuid=postgres --regid=postgres --init-groups)
fi
finish() {
  local i
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do kill "${pids[i]}" 2>/dev/null && wait "${pids[i]}" 2>/dev/null || true; done
  rm -rf "$temp"
}
trap finish EXIT

# start <name> <pattern> <command...>: runs a server and waits for the line that says it is ready.
start() {
  local name=$1 pattern=$2
  shift 2
  : >"$temp/$name.log"
  "$@" >>"$temp/$name.log" 2>&1 &
  pids+=($!)
  timeout 120 grep -m 1 -q "$pattern" < <(tail -n +1 -f --pid=$! "$temp/$name.log" 2>/dev/null) || { cat "$temp/$name.log" >&2; exit 1; }
}

# stop_last: ends the server that was started last, cleanly.
stop_last() {
  kill "${pids[-1]}" && wait "${pids[-1]}" || true
  unset 'pids[-1]'
}

address() { grep -o 'serves .*http://127.0.0.1:[0-9]*' "$temp/$1.log" | grep -o 'http://.*'; }

# start_silo <name> <arguments...>: until it is ready for calls.
start_silo() {
  local json
  start "$1" '/docs' dotnet "$silo" --port 0 --json-port 0 "${@:2}"
  json=$(grep -o 'json .*' "$temp/$1.log" | grep -o 'http://[0-9.:]*' | head -1)
  curl -sS --fail --retry 120 --retry-delay 1 --retry-all-errors "$json/health/ready" >/dev/null 2>&1 || { cat "$temp/$1.log" >&2; exit 1; }
}

# figure <name> <target> <arguments of load...>: one row. A wrong answer fails the script; a refused call does not.
figure() {
  echo "== $1"
  dotnet "$bench" load --out "$out/$1" --target "$2" --warm-up "$warm" "${watch[@]}" "${@:3}"
}

# value <name> <path>: a number of a report, such as series.0.itemsPerSecond.
value() { python3 -c 'import json, functools, sys
print(functools.reduce(lambda at, key: at[int(key)] if isinstance(at, list) else at[key], sys.argv[2].split("."), json.load(open(sys.argv[1]))))' "$out/$1/report.json" "$2"; }

# part <share> <rate>: a whole number.
part() { awk -v share="$1" -v rate="$2" 'BEGIN { printf "%d", share * rate + 1 }'; }

rm -rf "$out"
mkdir -p "$out"
"${as_postgres[@]}" "$programs/initdb" -D "$temp/pg" -U shipments -A trust -E UTF8 --locale=C >/dev/null
start postgres 'ready to accept connections' "${as_postgres[@]}" "$programs/postgres" -D "$temp/pg" -k "$temp" -c listen_addresses= \
  -c max_connections=300 -c shared_buffers=1GB -c max_wal_size=8GB -c checkpoint_timeout=15min
readonly postgres_pid=${pids[-1]}
sql() { "$programs/psql" -h "$temp" -U shipments -d "$1" -At -c "$2"; }
watch=(--watch "database=$postgres_pid")

sql postgres 'CREATE DATABASE one' >/dev/null
start_silo one --postgres "Host=$temp;Username=shipments;Database=one"
target=$(address one)

figure register "$target" --scenario register --closed 16 --batch 100 --duration "$short"
wal_before=$(sql one "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')")
figure streamed "$target" --scenario streamed-scans --closed 48 --parcels "$parcels" --duration "$seconds"
wal_after=$(sql one "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')")
run=$(value streamed run)
figure streamed-warm "$target" --scenario streamed-scans --closed 48 --parcels "$few" --by-number 0 --numbers 0 --plain --duration "$short"
figure unary-512 "$target" --scenario unary-scans --closed 512 --parcels "$some" --by-number 0 --duration "$short"
streamed=$(value streamed-warm series.0.itemsPerSecond)
unary=$(value unary-512 series.0.itemsPerSecond)
figure streamed-half "$target" --scenario streamed-scans --rate "$(part 0.5 "$streamed")" --parcels "$some" --duration "$short"
figure unary-half "$target" --scenario unary-scans --rate "$(part 0.5 "$unary")" --parcels "$some" --duration "$short"
figure lanes-80 "$target" --scenario hot-lane --rate "$(part 0.8 "$streamed")" --parcels "$some" --duration "$short"
figure hot-parcel "$target" --scenario hot-parcel --closed 32 --parcels "$few" --duration "$short"
figure reads "$target" --scenario reads --closed 256 --parcels "$few" --duration "$short"
figure change-readers "$target" --scenario change-readers --rate "$(part 0.4 "$streamed")" --parcels "$some" --duration "$short"
figure singles-day "$target" --scenario singles-day --rate "$(part 0.5 "$streamed")" --parcels "$some" --duration "$seconds"
figure overload "$target" --scenario overload --rate "$(part 0.9 "$unary")" --times 3 --parcels "$some" --duration "$seconds"

# After a restart no parcel is in memory.
stop_last
start_silo one-again --postgres "Host=$temp;Username=shipments;Database=one"
figure cold-reads "$(address one-again)" --scenario cold-reads --closed 256 --parcels "$parcels" --reuse "$run" --duration "$short"
stop_last

sql postgres 'CREATE DATABASE three' >/dev/null
for i in 1 2 3; do start_silo "three-$i" --postgres "Host=$temp;Username=shipments;Database=three"; done
figure streamed-three-silos "$(address three-1),$(address three-2),$(address three-3)" \
  --scenario streamed-scans --closed 48 --parcels "$some" --duration "$short"
for i in 1 2 3; do stop_last; done

watch=()
start_silo sqlite --folder "$temp/sqlite"
figure streamed-sqlite "$(address sqlite)" --scenario streamed-scans --closed 48 --parcels "$some" --duration "$short"
stop_last

dotnet "$bench" memory --parcels "$some"
python3 - "$out" <<'END'
import glob, json, os, sys
print(f"{'figure':22} {'items/s':>10} {'p50 ms':>9} {'p99 ms':>9} {'failed':>8}  processors")
for path in sorted(glob.glob(os.path.join(sys.argv[1], "*", "report.json"))):
    report = json.load(open(path))
    used = ", ".join(f"{process['name']} {process['processors']:.2f}" for process in report["processes"])
    for series in report["series"]:
        name = os.path.basename(os.path.dirname(path))
        print(f"{name:22} {series['itemsPerSecond']:10,.0f} {series['latency']['p50']:9.2f} {series['latency']['p99']:9.2f} {series['failed']:8}  {series['name']}: {used}")
END
echo "WAL a streamed scan, registrations of its parcels included: $(awk -v a="$wal_before" -v b="$wal_after" -v n="$(value streamed answers.recorded)" 'BEGIN { printf "%.0f", (b - a) / n }') bytes"
sql one "SELECT 'journal ' || pg_size_pretty(sum(pg_total_relation_size(inhrelid))) FROM pg_inherits WHERE inhparent = 'journal'::regclass"
sql one "SELECT 'rows ' || pg_size_pretty(pg_total_relation_size('actors') + pg_total_relation_size('parcels') + pg_total_relation_size('due'))"
