#!/usr/bin/env bash
# Makes sure that PostgreSQL's server is installed, by apt-get where it is not, and prints the folder of its programs. Starts nothing.
set -euo pipefail

programs() {
  local folder
  for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V -r); do
    if [ -x "$folder/postgres" ] && [ -x "$folder/initdb" ]; then
      echo "$folder"
      return 0
    fi
  done
  return 1
}

if ! programs >/dev/null; then
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "PostgreSQL is missing. Install it with: apt-get install postgresql" >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  # The package would make and start a cluster of its own: the tests start theirs.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  apt-get update -q >&2
  apt-get install -y -q --no-install-recommends postgresql >&2
fi
programs
