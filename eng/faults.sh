#!/usr/bin/env bash
# The long run of faults: a cluster under traffic, faults of every kind in an order that the seed decides, and the checkers at the end.
#
#   eng/faults.sh [--minutes N] [--seed N] [--rounds N] [--kinds <kind>...]     default 45 minutes, at least 16 faults of each kind
#
# Writes its report to bench/results/ and its progress to the screen. Ends with 0 when nothing was found, with 1 when something was, with 3 when
# this machine cannot do all kinds: partitions need root and iproute2, wrong clocks need libfaketime; both are installed on Debian as root.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bash eng/tools.sh >/dev/null
dotnet build tests/Shipments.Faults -c Release -v q -clp:NoSummary
report=bench/results/$(date -u +%F)-faults.md
mkdir -p bench/results
case " $* " in *" --minutes "*) ;; *) set -- --minutes 45 "$@" ;; esac
case " $* " in *" --rounds "*) ;; *) set -- --rounds 16 "$@" ;; esac
exec dotnet artifacts/bin/Shipments.Faults/release/Shipments.Faults.dll --report "$report" "$@"
