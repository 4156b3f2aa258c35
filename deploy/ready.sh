#!/usr/bin/env bash
# Whether the program of this container should get calls; without curl, which the runtime's image lacks.
set -euo pipefail
exec 3<>/dev/tcp/127.0.0.1/5081
printf 'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r _ status _ <&3
[ "$status" = 200 ]
