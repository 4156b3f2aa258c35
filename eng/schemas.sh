#!/usr/bin/env bash
# Lints all protos and compares them with the last release (the newest tag), or before the first release with the commit before.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The schema tool comes as one npm package a processor.
buf=$(ls "$PWD"/tests/Shipments.Interop.Tests/foreign/node_modules/@bufbuild/buf-linux-*/bin/buf)
readonly buf
readonly roots=(api/protos grains/Shipments.Domain/protos grains/Shipments.Contracts/protos)
temp=$(mktemp -d)
readonly temp
trap 'rm -rf "$temp"' EXIT

# assemble <source tree> <target>: all protos in one module, with google/rpc and the HTTP rules from the package that holds its classes.
assemble() {
  local packages root
  packages=${NUGET_PACKAGES:-$HOME/.nuget/packages}
  mkdir -p "$2/google/api"
  cp -r "$packages/google.api.commonprotos/2.17.0/content/protos/google/rpc" "$2/google/"
  cp "$packages/google.api.commonprotos/2.17.0/content/protos/google/api/"{annotations,http}.proto "$2/google/api/"
  for root in "${roots[@]}"; do
    if [ -d "$1/$root/shipments" ]; then cp -r "$1/$root/shipments" "$2/"; fi
  done
  cat >"$2/buf.yaml" <<'YAML'
version: v2
modules:
  - path: .
lint:
  use: [STANDARD]
  ignore: [google]
breaking:
  use: [FILE, WIRE_JSON]
  ignore: [google]
YAML
}

# The commit to compare with; empty when there is none, as in a shallow clone.
base() {
  git describe --tags --abbrev=0 2>/dev/null && return
  if ! git diff --quiet HEAD -- "${roots[@]}"; then git rev-parse HEAD; return; fi
  local commit
  for commit in $(git rev-list --first-parent --skip=1 --max-count=50 HEAD); do
    if [ -n "$(git ls-tree "$commit" api/protos)" ]; then echo "$commit"; return; fi
  done
}

assemble . "$temp/now"
"$buf" lint "$temp/now"
echo "lint: clean"

against=$(base)
if [ -z "$against" ]; then
  echo "breaking: no earlier commit to compare with"
  exit 0
fi
mkdir -p "$temp/tree" "$temp/before"
git archive "$against" | tar -x -C "$temp/tree"
assemble "$temp/tree" "$temp/before"
"$buf" breaking "$temp/now" --against "$temp/before"
echo "breaking: none since $against"
