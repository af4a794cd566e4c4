#!/usr/bin/env bash
# Installs the real servers that tests and `--mode local` use: PostgreSQL, RabbitMQ, Redis and Prometheus, as Debian
# packages. Nothing is started: everything runs private instances of its own. Does nothing where all are present.
#
#   eng/install-servers.sh           install what is missing (root, or sudo that asks for no password)
#   eng/install-servers.sh --check   only say what is missing
#
# Exit codes: 0 all are there · 1 something is missing (--check) or could not be installed · 2 wrong use
# · 3 this system or this user cannot install (no apt, or neither root nor sudo without a password)
set -euo pipefail

usage() { sed -n '2,9s/^# \{0,1\}//p' "$0"; }

# Debian keeps some programs off the PATH.
has() { command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ] || [ -x "/usr/lib/rabbitmq/bin/$1" ]; }
has_postgres() { command -v postgres >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null; }

find_missing() {
  missing=()
  has_postgres || missing+=(postgresql)
  has rabbitmq-server || missing+=(rabbitmq-server)
  has redis-server || missing+=(redis-server)
  has prometheus || missing+=(prometheus)
}

check_only=no
case "${1:-}" in
  "") ;;
  --check) check_only=yes ;;
  -h | --help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac

find_missing
if [ ${#missing[@]} -eq 0 ]; then
  echo "PostgreSQL, RabbitMQ, Redis and Prometheus are installed."
  exit 0
fi
if [ $check_only = yes ]; then
  echo "Missing: ${missing[*]}. Install with: eng/install-servers.sh (or: sudo apt-get install --no-install-recommends ${missing[*]})"
  exit 1
fi
if ! command -v apt-get >/dev/null; then
  echo "Missing: ${missing[*]}. There is no apt here: install them with this system's own package manager." >&2
  exit 3
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
    echo "Missing: ${missing[*]}. Run as root: apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 3
  fi
  as_root=(sudo -n)
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Limits: a mirror that does not answer and a lock that somebody holds must not stop a test run for good.
limits=(-o Acquire::Retries=1 -o Acquire::http::Timeout=60 -o Acquire::https::Timeout=60 -o DPkg::Lock::Timeout=120)
apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "${limits[@]}" "$@"; }

# Packages start their service after installation unless the system's policy forbids it (101); a policy of the system's
# own is left alone. What was installed here is not started at the next boot either,
# nor is Erlang's directory of nodes (epmd), which RabbitMQ brings along.
forbid_starts() {
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' >"$work/policy-rc.d"
    trap '"${as_root[@]}" rm -f /usr/sbin/policy-rc.d; rm -rf "$work"' EXIT
    "${as_root[@]}" install -m 755 "$work/policy-rc.d" /usr/sbin/policy-rc.d
  fi
}
forbid_boot() {
  if command -v systemctl >/dev/null; then
    "${as_root[@]}" systemctl disable --quiet "${missing[@]}" epmd.service epmd.socket 2>/dev/null || true
  fi
}

echo "Installing ${missing[*]} with apt-get (no recommended packages; no service is started)."
forbid_starts
if ! { apt update -q && apt install -q -y --no-install-recommends -o Dpkg::Options::=--force-confold "${missing[@]}"; } >"$work/log" 2>&1; then
  tail -n 20 "$work/log" >&2
  echo "apt-get could not install: ${missing[*]}" >&2
  exit 1
fi

forbid_boot
find_missing
if [ ${#missing[@]} -ne 0 ]; then
  echo "Installed, but not found afterwards: ${missing[*]}" >&2
  exit 1
fi
echo "Installed."
