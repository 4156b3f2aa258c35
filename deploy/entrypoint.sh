#!/usr/bin/env bash
# Starts a program of the image. Other silos reach this one by an IP address, and a container learns its own only when it starts.
set -euo pipefail
if [ -z "${Shipments__Silo__AdvertisedAddress:-}" ]; then
  address=$(awk -v name="$(cat /etc/hostname)" '{ for (i = 2; i <= NF; i++) if ($i == name) { print $1; exit } }' /etc/hosts)
  export Shipments__Silo__AdvertisedAddress=${address:-127.0.0.1}
fi
exec dotnet "$@"
