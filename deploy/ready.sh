#!/usr/bin/env bash
# Whether the program of this container should get calls; without curl, which the runtime's image lacks.
#   ready.sh [setting]   the setting that has the port of health over HTTP, Shipments__Silo__JsonPort or Shipments__Door__JsonPort; 5081 without it
set -euo pipefail
setting=${1:-Shipments__Silo__JsonPort}
port=${!setting:-5081}
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r _ status _ <&3
[ "$status" = 200 ]
