#!/usr/bin/env bash
# run-tests.sh <log folder> <minimum>: runs every test project of the Release build and writes "<passed> <failed>" to <log folder>/counts.
# What is wrong with the run itself counts as a failure: a project without a result, a skipped test, too few tests, a crash, a hang.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly logs=$1 minimum=$2
expected=()
assemblies=()
for project in $(git ls-files 'tests/*.Tests.csproj'); do
  name=$(basename "$project" .csproj)
  expected+=("$name.dll")
  if [ -f "artifacts/bin/$name/release/$name.dll" ]; then assemblies+=("artifacts/bin/$name/release/$name.dll"); fi
done

status=0
timeout --kill-after=30s 40m dotnet test "${assemblies[@]}" --results-directory "$logs" --logger 'trx;LogFileName=tests.trx' \
  --logger 'console;verbosity=minimal' --blame-hang --blame-hang-timeout 10m --blame-hang-dump-type mini || status=$?

# counter <name>: the sum of one counter over the result files.
counter() {
  { cat "$logs"/*.trx 2>/dev/null | grep -o '<Counters [^>]*' | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' || true; } \
    | awk '{ sum += $1 } END { print sum + 0 }'
}

total=$(counter total)
passed=$(counter passed)
failed=$((total - passed))
wrong() { failed=$((failed + 1)); echo "FAILED  $1"; }

for assembly in "${expected[@]}"; do
  grep -qi "codeBase=\"[^\"]*$assembly" "$logs"/*.trx 2>/dev/null || wrong "no result of $assembly"
done
[ "$total" -ge "$minimum" ] || wrong "$total tests ran, at least $minimum are expected"
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || wrong "the test run ended with $status"
echo "$passed $failed" >"$logs/counts"
[ "$failed" -eq 0 ]
