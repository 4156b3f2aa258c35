#!/usr/bin/env bash
# Makes sure of the tools that the tests call: node and npm, Python with gRPC, curl, protoc, PostgreSQL, and the pinned npm packages.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

python=${SHIPMENTS_PYTHON:-/usr/bin/python3}
missing=()
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
command -v curl >/dev/null || missing+=(curl)
command -v protoc >/dev/null || missing+=(protobuf-compiler)
[ -f /usr/include/google/protobuf/timestamp.proto ] || missing+=(libprotobuf-dev)
"$python" -c 'import grpc' 2>/dev/null || missing+=(python3-grpcio)
"$python" -c 'import google.protobuf' 2>/dev/null || missing+=(python3-protobuf)

# Only root can cut hosts off and set the clock of a process; without these the tests leave those faults out.
if [ "$(id -u)" -eq 0 ]; then
  command -v ip >/dev/null || missing+=(iproute2)
  compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null || missing+=(libfaketime)
fi

if [ "${#missing[@]}" -gt 0 ]; then
  echo "missing: ${missing[*]}"
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "Install them with: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  apt-get install -y -q --no-install-recommends "${missing[@]}"
fi

bash eng/postgres.sh

# The packages are installed again only when the lock file changed.
cd tests/Shipments.Interop.Tests/foreign
if ! cmp -s package-lock.json node_modules/.installed-from; then
  npm ci --no-audit --no-fund --ignore-scripts
  cp package-lock.json node_modules/.installed-from
fi
node_modules/@bufbuild/buf-linux-*/bin/buf --version
