#!/usr/bin/env bash
# A cluster on this machine: a PostgreSQL of its own, silos with front doors, and on request a front door in a process of its own.
#
#   eng/cluster.sh up [--silos N] [--api] [--tls] [--no-build]   starts it and waits until it is ready; prints the addresses
#   eng/cluster.sh status                                        says what runs and whether it is ready
#   eng/cluster.sh down [--purge]                                ends what `up` started, by process id; --purge removes the data too
#
# Everything lies in $SHIPMENTS_CLUSTER (default /var/tmp/shipments-cluster-<user>). All ports are on 127.0.0.1, from $SHIPMENTS_CLUSTER_PORT
# (default 6100): silo i (1 to 9) serves gRPC on base+i and JSON on base+100+i; a front door of its own on base and base+100; PostgreSQL on
# base+332; Orleans on base+200+i and base+300+i. Each process is waited for $SHIPMENTS_CLUSTER_WAIT seconds (default 60). With --tls the
# silos and the front door talk to each other over TLS, with certificates made for it. As root PostgreSQL is installed when it is missing, and
# runs as the user postgres; as anybody else it must be installed, and runs as that user.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly root
readonly folder=${SHIPMENTS_CLUSTER:-/var/tmp/shipments-cluster-$(id -un)}
readonly base=${SHIPMENTS_CLUSTER_PORT:-6100}
readonly postgres_port=$((base + 332))
readonly database="Host=$folder/socket;Port=$postgres_port;Username=shipments;Database=shipments"
readonly wait_seconds=${SHIPMENTS_CLUSTER_WAIT:-60}

# as_postgres <command...>: PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=postgres --regid=postgres --init-groups "$@"; else "$@"; fi
}

# started <pid>: when the process began, in ticks since boot; a number that the system gave to another process has another. Nothing for a
# process that ended and was not collected yet.
started() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | awk '$1 != "Z" { print $20 }'; }

# alive <name>: whether the process recorded under a name runs.
alive() {
  [ -f "$folder/pids/$1" ] || return 1
  local pid ticks
  read -r pid ticks <"$folder/pids/$1"
  [ "$(started "$pid")" = "$ticks" ]
}

# launch <name> <command...>: starts a process that outlives this script and records it.
launch() {
  local name=$1
  shift
  if alive "$name"; then return; fi
  setsid nohup "$@" >>"$folder/logs/$name.log" 2>&1 </dev/null &
  echo "$! $(started $!)" >"$folder/pids/$name"
}

# signal <name> <signal>: to the recorded process alone.
signal() {
  local pid
  read -r pid _ <"$folder/pids/$1"
  kill "-$2" "$pid"
}

# await <what> <command...>: until the command succeeds.
await() {
  local what=$1 end=$((SECONDS + wait_seconds))
  shift
  until "$@" >/dev/null 2>&1; do
    if [ "$SECONDS" -ge "$end" ]; then
      echo "Not within $wait_seconds s: $what. Logs: $folder/logs" >&2
      return 1
    fi
    sleep 0.1
  done
}

ready() { curl -sf -m 2 "http://127.0.0.1:$1/health/ready"; }

# ready_or_ended <name>: ready, or not there to become it.
ready_or_ended() { ! alive "$1" || ready "$(json_port "$1")"; }

# free <name> <ports...>: whether nobody listens there; another program on the port would answer for the one that could not take it.
free() {
  local name=$1 port
  shift
  if alive "$name"; then return; fi
  for port in "$@"; do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "Port $port, for $name, is taken. Choose others with SHIPMENTS_CLUSTER_PORT." >&2
      return 1
    fi
  done
}

# await_ready <name>: until it is ready; at once an error when it has ended.
await_ready() {
  await "$1 to be ready" ready_or_ended "$1"
  if alive "$1"; then return; fi
  echo "$1 has ended. $folder/logs/$1.log says:" >&2
  tail -n 8 "$folder/logs/$1.log" >&2
  return 1
}

# use_tls: makes certificates once, and has every process that is started from now on use them.
use_tls() {
  [ -e "$folder/certificates/cluster.pem" ] || bash "$root/eng/certificates.sh" "$folder/certificates" cluster >/dev/null
  export Shipments__Cluster__Tls__Required=true Shipments__Cluster__Tls__CertificateFile="$folder/certificates/cluster.pem" \
    Shipments__Cluster__Tls__KeyFile="$folder/certificates/cluster.key" Shipments__Cluster__Tls__AuthorityFile="$folder/certificates/authority.pem"
}

# names: what was started and not ended, silos first.
names() { ls "$folder/pids" 2>/dev/null | grep -v '^postgres$' | sort -r || true; }

json_port() { if [ "$1" = api ]; then echo $((base + 100)); else echo $((base + 100 + ${1#silo})); fi; }

# postgres_serves <programs>: starts the server unless it runs, and asks it. After a crash its old process may not be collected yet, and then the
# new one refuses to start; so this is called until it succeeds. The pid recorded is the server's own: setpriv becomes it.
postgres_serves() {
  local user=()
  if [ "$(id -u)" -eq 0 ]; then user=(setpriv --reuid=postgres --regid=postgres --init-groups); fi
  launch postgres "${user[@]}" "$1/postgres" -D "$folder/postgres" \
    -k "$folder/socket" -p "$postgres_port" -c listen_addresses=127.0.0.1 -c max_connections=300 -c shared_buffers=256MB
  "$1/psql" -h "$folder/socket" -p "$postgres_port" -U shipments -d postgres -c 'SELECT 1'
}

up_postgres() {
  local programs=$1
  if alive postgres; then return; fi
  if [ ! -s "$folder/postgres/PG_VERSION" ]; then
    install -d -m 700 "$folder/postgres"
    if [ "$(id -u)" -eq 0 ]; then chown postgres "$folder/postgres" "$folder/socket"; fi
    as_postgres "$programs/initdb" -D "$folder/postgres" -U shipments -A trust -E UTF8 --locale=C >"$folder/logs/initdb.log"
  fi
  await "PostgreSQL to take connections" postgres_serves "$programs"
  "$programs/psql" -h "$folder/socket" -p "$postgres_port" -U shipments -d postgres -tAc "SELECT 1 FROM pg_database WHERE datname = 'shipments'" \
    | grep -q 1 || "$programs/createdb" -h "$folder/socket" -p "$postgres_port" -U shipments shipments
}

up() {
  local silos=3 api=no tls=no build=yes programs name i
  while [ $# -gt 0 ]; do
    case $1 in
      --silos) silos=${2:?--silos needs a number}; shift 2 ;;
      --api) api=yes; shift ;;
      --tls) tls=yes; shift ;;
      --no-build) build=no; shift ;;
      *) echo "unknown: $1" >&2; return 2 ;;
    esac
  done
  if ! [[ $silos =~ ^[1-9]$ ]]; then echo "--silos is '$silos'; 1 to 9 are allowed." >&2; return 2; fi
  programs=$(bash "$root/eng/postgres.sh")
  install -d -m 755 "$folder" "$folder/pids" "$folder/logs" "$folder/socket"
  if [ "$build" = yes ]; then dotnet build "$root/silo" -c Release -v q -clp:NoSummary; fi
  free postgres "$postgres_port"
  up_postgres "$programs"
  if [ "$tls" = yes ]; then use_tls; fi
  for ((i = 1; i <= silos; i++)); do
    free "silo$i" $((base + i)) $((base + 100 + i)) $((base + 200 + i)) $((base + 300 + i))
    launch "silo$i" dotnet "$root/artifacts/bin/Shipments.Silo/release/Shipments.Silo.dll" --postgres "$database" \
      --port $((base + i)) --json-port $((base + 100 + i)) --silo-port $((base + 200 + i)) --gateway-port $((base + 300 + i))
  done
  if [ "$api" = yes ]; then
    free api "$base" $((base + 100))
    launch api dotnet "$root/artifacts/bin/Shipments.Api/release/Shipments.Api.dll" --postgres "$database" --port "$base" --json-port $((base + 100))
  fi
  for name in $(names); do await_ready "$name"; done
  status
}

status() {
  local name pid state
  for name in $(names) postgres; do
    state=down pid=-
    if alive "$name"; then
      read -r pid _ <"$folder/pids/$name"
      state=running
      if [ "$name" != postgres ]; then state=$(curl -s -m 2 "http://127.0.0.1:$(json_port "$name")/health/ready" || echo "no answer"); fi
    fi
    case $name in
      postgres) printf '%-9s pid %-8s %-10s psql -h 127.0.0.1 -p %s -U shipments shipments\n' "$name" "$pid" "$state" "$postgres_port" ;;
      *) printf '%-9s pid %-8s %-10s gRPC http://127.0.0.1:%s  JSON http://127.0.0.1:%s\n' \
        "$name" "$pid" "$state" $(($(json_port "$name") - 100)) "$(json_port "$name")" ;;
    esac
  done
}

down() {
  local name
  for name in $(names); do
    if alive "$name"; then signal "$name" TERM; fi
  done
  for name in $(names); do
    await "$name to stop" not_alive "$name" || { signal "$name" KILL; }
    rm -f "$folder/pids/$name"
  done
  if alive postgres; then
    signal postgres INT
    await "PostgreSQL to stop" not_alive postgres
  fi
  rm -f "$folder/pids/postgres"
  if [ "${1:-}" = --purge ]; then rm -rf "$folder"; fi
}

not_alive() { ! alive "$1"; }

case ${1:-} in
  up) shift; up "$@" ;;
  status) status ;;
  down) shift; down "$@" ;;
  *) sed -n '2,12p' "${BASH_SOURCE[0]}" | sed 's/^# \{0,1\}//'; exit 2 ;;
esac
