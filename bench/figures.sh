#!/usr/bin/env bash
# figures.sh [seconds a run] [parcels] [part...]: measures every figure of the load harness in one go, on this machine alone, with PostgreSQL, SQLite
# and silos of its own in a temporary folder, ended with the script, and prints one table: artifacts/bench/figures/figures.md. Each part's reports
# and the command it ran are beside it. Needs Release builds of silo/ and bench/, h2load (Debian: nghttp2-client), and some 30 GB of disk.
# The defaults are those of a published figure and take a few hours; `figures.sh 10 2000` shows in minutes that all of it works.
# Parts: compare get register streamed warm overload size silos take-over sqlite memory. With parts named, what earlier
# runs of others left stays and is in the table too, with its date. A part that fails leaves its rows as missed, and the others are run. When it ends
# with an error, some answer was wrong or a part could not be run: a line above the table says which.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly seconds=${1:-300} parcels=${2:-1000000} out=artifacts/bench/figures
shift $(($# < 2 ? $# : 2))
readonly parts=" ${*:-compare get register streamed warm overload size silos take-over sqlite memory} "
readonly some=$((parcels < 100000 ? parcels : 100000)) few=$((parcels < 20000 ? parcels : 20000))
readonly short=$((seconds < 60 ? seconds : 60)) warm=$((seconds < 30 ? 3 : 15)) rounds=$((seconds < 60 ? 1 : 3))
readonly silo=artifacts/bin/Shipments.Silo/release/Shipments.Silo.dll bench=artifacts/bin/Shipments.Bench/release/Shipments.Bench.dll
readonly by_id=(--by-number 0 --numbers 0 --plain)
case $parts in *" get "*) command -v h2load >/dev/null || { echo "h2load is missing: apt-get install nghttp2-client" >&2; exit 1; } ;; esac
programs=$(bash eng/postgres.sh)

temp=$(mktemp -d)
pids=()
watch=()
# The rows of the table that a part is for.
declare -rA rows=(
  [compare]="compare" [get]="get" [register]="register" [streamed]="streamed streamed-cold-half cold-reads"
  [warm]="streamed-warm streamed-half unary-half hot-parcel lanes-80" [overload]="overload overload-streams" [size]="large" [silos]="three"
  [take-over]="take-over" [sqlite]="streamed-sqlite" [memory]="memory"
)
as_postgres=()
if [ "$(id -u)" -eq 0 ]; then
  chown postgres "$temp"
  as_postgres=(setpriv --reuid=postgres --regid=postgres --init-groups)
fi
finish() {
  stop_last ${#pids[@]}
  if [ -s "$temp/wrong" ]; then echo "Some answers were wrong, or a run failed:" $(cat "$temp/wrong") >&2; fi
  rm -rf "$temp"
  # Also when a part could not be run: what the others found is not lost.
  dotnet "$bench" figures --folder "$out" || true
}
trap finish EXIT

# wrong <part>: tells at the end that some answer of it was wrong, or that it failed.
wrong() { echo "$1" >>"$temp/wrong"; }

# start <name> <pattern> <command...>: runs a server and waits for the line that says it is ready.
start() {
  local name=$1 pattern=$2
  shift 2
  : >"$temp/$name.log"
  "$@" >>"$temp/$name.log" 2>&1 &
  pids+=($!)
  timeout 120 grep -m 1 -q "$pattern" < <(tail -n +1 -f --pid=$! "$temp/$name.log" 2>/dev/null) || { cat "$temp/$name.log" >&2; exit 1; }
}

# stop_last [count]: ends the servers that were started last, cleanly.
stop_last() {
  local i
  for ((i = 0; i < ${1:-1}; i++)); do
    kill "${pids[-1]}" 2>/dev/null && wait "${pids[-1]}" || true
    unset 'pids[-1]'
  done
}

address() { grep -o 'serves .*http://127.0.0.1:[0-9]*' "$temp/$1.log" | grep -o 'http://.*'; }

# start_silo <name> <arguments...>: until it is ready for calls. With idle set, actors leave memory after so long.
start_silo() {
  local json
  start "$1" '/docs' env ${idle:+Shipments__Silo__IdleAfter="$idle"} dotnet "$silo" --port 0 --json-port 0 "${@:2}"
  json=$(grep -o 'json .*' "$temp/$1.log" | grep -o 'http://[0-9.:]*' | head -1)
  curl -sS --fail --retry 120 --retry-delay 1 --retry-all-errors "$json/health/ready" >/dev/null 2>&1 || { cat "$temp/$1.log" >&2; exit 1; }
}

sql() { "$programs/psql" -h "$temp" -U shipments -d "$1" -At -c "$2"; }
database() { echo "Host=$temp;Username=shipments;Database=$1"; }

# new_database <name>, drop_database <name>
new_database() { sql postgres "CREATE DATABASE $1" >/dev/null; }
drop_database() { sql postgres "DROP DATABASE $1 WITH (FORCE)" >/dev/null; }

# silo_on <name> <database>: a silo on a database; target gets its address.
silo_on() {
  start_silo "$1" --postgres "$(database "$2")"
  target=$(address "$1")
}

# told <part> <words...>: notes what a part runs, and forgets what it found before.
told() {
  rm -rf "${out:?}/$1"
  mkdir -p "$out/$1"
  echo "${*:2}" >"$out/$1/command.txt"
  date -u '+%Y-%m-%d %H:%M' >"$out/$1/date.txt"
  echo "== $1: ${*:2}"
}

# fact <part> <name> <value>: a number for the table.
fact() { printf '%s\t%s\n' "$2" "$3" >>"$out/$1/facts.tsv"; }

# figure <part> <target> <arguments of load...>: one load. A wrong answer is told at the end; a refused call is none.
figure() {
  told "$1" bench load "${@:3}"
  dotnet "$bench" load --out "$out/$1" --target "$2" --warm-up "${warm_up:-$warm}" "${watch[@]}" "${@:3}" || wrong "$1"
}

# value <part> <path>: a value of a report, such as series.0.itemsPerSecond; 0 when the part was not run.
value() { python3 -c 'import json, functools, os, sys
path = sys.argv[1]
print(functools.reduce(lambda at, key: at[int(key)] if isinstance(at, list) else at[key], sys.argv[2].split("."), json.load(open(path))) if os.path.exists(path) else 0)' "$out/$1/report.json" "$2"; }

# portion <share> <part>: of a part's rate, a whole number.
portion() { awk -v share="$1" -v rate="$(value "$2" series.0.itemsPerSecond)" 'BEGIN { printf "%d", share * rate + 1 }'; }

# sizes <database>: bytes of the journal, of the log of the whole server, and of state rows.
sizes() {
  sql "$1" "SELECT coalesce(sum(pg_total_relation_size(inhrelid)), 0) || ' ' || pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') || ' ' ||
    pg_total_relation_size('actors') + pg_total_relation_size('parcels') + pg_total_relation_size('due') FROM pg_inherits WHERE inhparent = 'journal'::regclass"
}

part_compare() {
  told compare bench compare --contenders ours,plain --workloads streamed,unary --rounds "$rounds" --duration "$short" --parcels "$some"
  dotnet "$bench" compare --contenders ours,plain --workloads streamed,unary --rounds "$rounds" --duration "$short" --warm-up "$warm" --parcels "$some" \
    --postgres-programs "$programs" --out "$out/compare" || wrong compare
}

# frame <file> <text>: a gRPC message with the text, of less than 126 bytes, as its field 1.
frame() {
  printf '%b' "\\x00\\x00\\x00\\x00\\x$(printf '%02x' $((${#2} + 2)))\\x0a\\x$(printf '%02x' ${#2})" >"$1"
  printf '%s' "$2" >>"$1"
}

# reads <target> <run>: GetParcel of four warm parcels, each over a connection with 32 calls under way; prints calls a second of all.
reads() {
  local i loads=()
  for i in 0 1 2 3; do
    frame "$temp/get-$i" "parcels/$2-$i"
    h2load -D "$short" --warm-up-time="$warm" -c 1 -m 32 -t 1 -d "$temp/get-$i" -H 'content-type: application/grpc' -H 'te: trailers' \
      "$1/shipments.v1.ParcelService/GetParcel" >"$temp/h2load-$i" 2>&1 &
    loads+=($!)
  done
  wait "${loads[@]}"
  for i in 0 1 2 3; do
    grep -q 'requests: .* 0 failed, 0 errored, 0 timeout' "$temp/h2load-$i" || { cat "$temp/h2load-$i" >&2; return 1; }
  done
  awk '/^finished in/ { rate += $4 } END { printf "%.0f", rate }' "$temp"/h2load-[0-3]
}

part_get() {
  local who round target
  new_database get_ours && new_database get_stock
  silo_on get-ours get_ours
  start get-stock 'serves gRPC' dotnet "$bench" serve stock --postgres "$(database get_stock)"
  for who in ours stock; do
    figure "get-$who-parcels" "$(address "get-$who")" --scenario unary-scans --closed 4 --parcels 4 --duration "$warm" "${by_id[@]}"
  done
  told get "h2load -D $short -c 1 -m 32, four of them, each of one parcel, ours and stock in turns, $rounds rounds"
  for ((round = 1; round <= rounds; round++)); do
    for who in ours stock; do
      reads "$(address "get-$who")" "$(value "get-$who-parcels" run)" | tee -a "$temp/get-$who" || wrong get
      echo " GetParcel/s, $who" | tee -a "$temp/get-$who"
    done
  done
  for who in ours stock; do fact get "$who" "$(median "$temp/get-$who")"; done
  stop_last 2
  drop_database get_ours && drop_database get_stock
}

# median <file>: of the first numbers of its lines.
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

part_register() {
  new_database register
  silo_on register register
  figure register "$target" --scenario register --closed 16 --batch 100 --duration "$short"
  stop_last
  drop_database register
}

# Half of the parcels are read before the load and stay in memory; a tenth of the scans meets the others, which a silo that starts anew has not in
# memory, one after another, each once before any comes again, and so later than actors stay in memory.
part_streamed() {
  local target run half before after
  new_database streamed
  silo_on streamed-filling streamed
  figure filled "$target" --scenario reads --closed 8 --parcels $((2 * parcels)) --duration 1 --no-read-back
  run=$(value filled run)
  figure filled-half "$target" --scenario reads --closed 8 --parcels $((3 * some)) --duration 1 --no-read-back
  half=$(value filled-half run)
  stop_last
  idle=00:01:10 silo_on streamed streamed
  before=$(sizes streamed)
  figure streamed "$target" --scenario streamed-scans --closed 48 --parcels $((2 * parcels)) --reuse "$run" --working-set "$parcels" --cold 0.1 --level --duration "$seconds"
  after=$(sizes streamed)
  awk -v b="$before" -v a="$after" -v r="$(value streamed answers.recorded)" -v h="$(value streamed answers.held)" -v n="$(value streamed answers.heldOfNobody)" 'BEGIN {
    split(b, x); split(a, y); split("journal wal rows", name); for (i = 1; i <= 3; i++) printf "%s\t%.1f\n", name[i], (y[i] - x[i]) / (r + h + n + 0.000001) }' >>"$out/streamed/facts.tsv"
  figure streamed-cold-half "$target" --scenario streamed-scans --rate "$(portion 0.5 streamed)" --parcels $((3 * some)) --reuse "$half" --working-set "$some" --cold 0.1 --duration "$short"
  stop_last
  # Each parcel is read once; with no more of them than that, the rate is of the time until they were all read.
  silo_on cold streamed
  warm_up=2 figure cold-reads "$target" --scenario cold-reads --closed 256 --parcels $((2 * parcels)) --reuse "$run" --duration "$short"
  stop_last
  drop_database streamed
}

# The top rates of streams and of unary calls, half of each, and what else is measured against them.
part_warm() {
  local target
  new_database warm
  silo_on warm warm
  figure streamed-warm "$target" --scenario streamed-scans --closed 48 --parcels $((2 * some)) "${by_id[@]}" --level --duration "$short"
  figure streamed-half "$target" --scenario streamed-scans --rate "$(portion 0.5 streamed-warm)" --parcels "$some" "${by_id[@]}" --duration "$short"
  figure unary-512 "$target" --scenario unary-scans --closed 512 --parcels "$some" "${by_id[@]}" --duration "$short"
  figure unary-half "$target" --scenario unary-scans --rate "$(portion 0.5 unary-512)" --parcels "$some" "${by_id[@]}" --duration "$short"
  figure hot-parcel "$target" --scenario hot-parcel --closed 32 --parcels "$few" --duration "$short"
  figure reads "$target" --scenario reads --closed 256 --parcels "$few" --duration "$short"
  figure lanes-top "$target" --scenario hot-lane --closed 48 --parcels "$some" --duration "$short"
  figure lanes-80 "$target" --scenario hot-lane --rate "$(portion 0.8 lanes-top)" --parcels $((3 * some)) --duration "$seconds"
  figure change-readers "$target" --scenario change-readers --rate "$(portion 0.4 lanes-top)" --parcels "$some" --duration "$short"
  figure singles-day "$target" --scenario singles-day --rate "$(portion 0.5 lanes-top)" --parcels "$some" --duration "$seconds"
  stop_last
  drop_database warm
}

# Half of the top rate, then six times that, which is three times the top rate, then half again; fifty scans a call, so that the load can offer so much.
# As many connections as clients would have, so that it is not the calls of a connection that hold the load back. Likewise streams.
part_overload() {
  local target
  new_database overload
  silo_on overload overload
  figure overload-top "$target" --scenario unary-scans --closed 128 --batch 50 --connections 64 --parcels "$some" "${by_id[@]}" --duration "$short"
  figure overload "$target" --scenario overload --rate "$(portion 0.5 overload-top)" --times 6 --batch 50 --connections 64 --deadline 5 --parcels $((2 * some)) "${by_id[@]}" --duration "$seconds"
  figure overload-streams-top "$target" --scenario streamed-scans --closed 48 --parcels "$some" "${by_id[@]}" --duration "$short"
  figure overload-streams "$target" --scenario overload-streams --rate "$(portion 0.5 overload-streams-top)" --times 6 --parcels $((2 * some)) "${by_id[@]}" --duration "$seconds"
  stop_last
  drop_database overload
}

# filled <database> <parcels>: rows of so many registered parcels, straight into the database; prints the run they are of.
filled() { dotnet "$bench" fill --postgres "$(database "$1")" --parcels "$2" | tee /dev/stderr | grep -o 'run [0-9a-z]*' | cut -d' ' -f2; }

# sized <part> <database> <run> <parcels> <working set>: the top rate of a silo that starts anew.
sized() {
  local target
  silo_on "$1" "$2"
  figure "$1" "$target" --scenario streamed-scans --closed 48 --parcels "$4" --reuse "$3" --working-set "$5" "${by_id[@]}" --level --duration "$short"
  stop_last
}

# A small database and one with ten times the parcels of the others; the load meets as many of them as the others have. Each round has new parcels.
part_size() {
  local i run small=$parcels each=$((10 * parcels / rounds)) runs=()
  if [ "$parcels" -ge 1000000 ]; then small=$((parcels / 10)); fi
  rm -rf "${out:?}"/small-[0-9]* "${out:?}"/large-[0-9]*
  new_database large
  for ((i = 1; i <= rounds; i++)); do runs+=("$(filled large "$each")"); done
  for ((i = 1; i <= rounds; i++)); do
    new_database small
    run=$(filled small "$small")
    sized "small-$i" small "$run" "$small" "$small"
    drop_database small
    sized "large-$i" large "${runs[i - 1]}" "$each" "$parcels"
  done
  drop_database large
  told large "bench fill --parcels $each, $rounds times; $(cat "$out/large-1/command.txt")"
  fact large parcels $((each * rounds))
  told small "bench fill --parcels $small"
  fact small parcels "$small"
}

# silos_on <database> <count>: so many silos; doors gets their addresses.
silos_on() {
  local i
  doors=()
  for ((i = 1; i <= $2; i++)); do
    start_silo "$1-$i" --postgres "$(database "$1")"
    doors+=("$(address "$1-$i")")
  done
}

part_silos() {
  local i n doors
  rm -rf "${out:?}"/one-[0-9]* "${out:?}"/three-[0-9]*
  for ((i = 1; i <= rounds; i++)); do
    for n in one three; do
      new_database "$n"
      silos_on "$n" "$([ "$n" = one ] && echo 1 || echo 3)"
      figure "$n-$i" "$(IFS=,; echo "${doors[*]}")" --scenario streamed-scans --closed 48 --streams 6 --connections 6 --parcels "$some" "${by_id[@]}" --duration "$short"
      stop_last "${#doors[@]}"
      drop_database "$n"
    done
  done
}

# The third of three silos is killed while the other two doors take the top rate; keys in every shard are asked to take a scan before and after.
part_take-over() {
  local doors load after=$((warm + short))
  : >"$temp/take-over-load.log"
  new_database outage
  silos_on outage 3
  told take-over "bench take-over --after $after, beside bench load --scenario streamed-scans --closed 48 at the doors of the two silos that stay"
  dotnet "$bench" load --out "$out/take-over-load" --target "${doors[0]},${doors[1]}" --warm-up "$warm" "${watch[@]}" --scenario streamed-scans --closed 48 --outage \
    --parcels $((2 * some)) "${by_id[@]}" --duration $((short + 45)) >"$temp/take-over-load.log" 2>&1 &
  load=$!
  timeout 600 grep -m 1 -q 'parcels registered' < <(tail -n +1 -f --pid=$load "$temp/take-over-load.log") || true
  dotnet "$bench" take-over --target "${doors[0]},${doors[1]}" --victim "${pids[-1]}" --after "$after" --out "$out/take-over" || wrong take-over
  wait "$load" || wrong take-over-load
  cat "$temp/take-over-load.log"
  stop_last 3
  drop_database outage
}

part_sqlite() {
  local sqlite_watch=("${watch[@]}")
  watch=()
  start_silo sqlite --folder "$temp/sqlite"
  figure streamed-sqlite "$(address sqlite)" --scenario streamed-scans --closed 48 --parcels "$some" --duration "$short"
  stop_last
  watch=("${sqlite_watch[@]}")
}

part_memory() {
  told memory bench memory --parcels "$some"
  dotnet "$bench" memory --parcels "$some" | tee "$temp/memory"
  fact memory bytes "$(grep -o '[0-9]* bytes of heap' "$temp/memory" | grep -o '^[0-9]*')"
}

mkdir -p "$out"
if [ $# -eq 0 ]; then rm -rf "${out:?}"/*; fi
"${as_postgres[@]}" "$programs/initdb" -D "$temp/pg" -U shipments -A trust -E UTF8 --locale=C >/dev/null
start postgres 'ready to accept connections' "${as_postgres[@]}" "$programs/postgres" -D "$temp/pg" -k "$temp" -c listen_addresses= \
  -c max_connections=300 -c shared_buffers=1GB -c max_wal_size=8GB -c checkpoint_timeout=15min
watch=(--watch "database=${pids[-1]}")

# run <part>: in a shell of its own, which ends the servers it started, however it ends.
run() {
  local row status
  for row in ${rows[$1]}; do rm -rf "${out:?}/$row"; done
  set +e
  (
    set -e
    pids=()
    trap 'stop_last ${#pids[@]}' EXIT
    "part_$1"
  )
  status=$?
  set -e
  [ $status -eq 0 ] && return
  wrong "$1"
  for row in ${rows[$1]}; do
    mkdir -p "$out/$row"
    [ -n "$(find "$out/$row" -name '*.json' -o -name facts.tsv)" ] || echo "$status" >"$out/$row/failed.txt"
  done
}

for part in compare get register streamed warm overload size silos take-over sqlite memory; do
  case $parts in *" $part "*) run "$part" ;; esac
done
[ ! -s "$temp/wrong" ]
