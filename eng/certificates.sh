#!/usr/bin/env bash
# Makes the certificates of a cluster for Shipments:Cluster:Tls.
#
#   eng/certificates.sh <folder> <name>...   for each name <folder>/<name>.pem and <folder>/<name>.key, good for a year
#
# The first call also makes the authority, good for ten years: authority.pem, which every process believes, and authority.key, which belongs into
# a safe and on no machine of the cluster. An authority of its own, because whoever has a certificate of it may call any actor. Files that exist
# are never overwritten: to renew a certificate give it a new name, or move the old one away.
set -euo pipefail
if [ $# -lt 2 ]; then sed -n '2,9p' "${BASH_SOURCE[0]}" | sed 's/^# \{0,1\}//'; exit 2; fi
command -v openssl >/dev/null || { echo "openssl is missing." >&2; exit 1; }
folder=$1
shift
readonly authority_days=3650 days=365
umask 077
mkdir -p "$folder"

if [ ! -e "$folder/authority.pem" ]; then
  openssl req -x509 -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days "$authority_days" -sha256 -subj "/CN=shipments authority" \
    -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign" \
    -keyout "$folder/authority.key" -out "$folder/authority.pem" 2>/dev/null
  chmod 644 "$folder/authority.pem"
fi

for name in "$@"; do
  if ! [[ $name =~ ^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$ ]] || [ "$name" = authority ]; then
    echo "'$name' is no name: 1 to 64 of A-Z a-z 0-9 . _ - are allowed, and not 'authority'." >&2
    exit 2
  fi
  if [ -e "$folder/$name.pem" ] || [ -e "$folder/$name.key" ]; then
    echo "$folder/$name.pem exists; nothing was changed." >&2
    exit 1
  fi
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -subj "/CN=$name" -keyout "$folder/$name.key" -out "$folder/$name.csr" 2>/dev/null
  openssl x509 -req -in "$folder/$name.csr" -CA "$folder/authority.pem" -CAkey "$folder/authority.key" -days "$days" -sha256 \
    -extfile <(printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth,clientAuth\n') \
    -out "$folder/$name.pem" 2>/dev/null
  rm "$folder/$name.csr"
  chmod 644 "$folder/$name.pem"
  echo "$folder/$name.pem"
done
