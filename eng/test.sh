#!/usr/bin/env bash
# Checks everything: tools, locked restore, format, build, schemas, tests. Needs the .NET SDK and git; installs the rest on Debian.
# The last line is "N passed, N failed": the tests of all projects and the gates of this script. Logs lie under artifacts/test/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly minimum_tests=150
readonly logs=artifacts/test
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

rm -rf "$logs"
mkdir -p "$logs"
passed=0
failed=0

# gate <name> <command...>: runs it with its output in a log, prints the time, and the log's end when it failed.
gate() {
  local name=$1 start=$SECONDS
  shift
  if "$@" >"$logs/$name.log" 2>&1 </dev/null; then
    passed=$((passed + 1))
    printf 'ok      %-10s %4d s\n' "$name" $((SECONDS - start))
  else
    failed=$((failed + 1))
    printf 'FAILED  %-10s %4d s  (%s)\n' "$name" $((SECONDS - start)) "$logs/$name.log"
    tail -n 40 "$logs/$name.log"
    return 1
  fi
}

finish() {
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ] || exit 1
  exit 0
}

restore() { dotnet restore Orleans.sln --locked-mode -v q; }

# The build itself refuses style faults (EnforceCodeStyleInBuild); what it does not see is layout.
format() { dotnet format whitespace . --folder --verify-no-changes --exclude artifacts tests/Shipments.Interop.Tests/foreign/node_modules; }

build() { dotnet build Orleans.sln -c Release --no-restore -v q -clp:NoSummary; }

gate tools bash eng/tools.sh || true
gate restore restore || finish
gate format format || true
gate build build || finish
gate schemas bash eng/schemas.sh || true

start=$SECONDS
status=0
bash eng/run-tests.sh "$logs" "$minimum_tests" </dev/null || status=$?
printf '        %-10s %4d s\n' tests $((SECONDS - start))
read -r tests_passed tests_failed <"$logs/counts" || { tests_passed=0 tests_failed=1; }
passed=$((passed + tests_passed))
failed=$((failed + tests_failed))
if [ "$status" -ne 0 ] && [ "$tests_failed" -eq 0 ]; then failed=$((failed + 1)); fi
finish
