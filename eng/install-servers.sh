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

is_there() { if [ "$1" = postgresql ]; then has_postgres; else has "$1"; fi; }

find_missing() {
  missing=()
  for package in postgresql rabbitmq-server redis-server prometheus; do
    is_there "$package" || missing+=("$package")
  done
}

check_only=no
case "${1:-}" in
  "") ;;
  --check) check_only=yes ;;
  -h | --help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac

as_root=()
may_install=yes
if [ "$(id -u)" -ne 0 ]; then
  as_root=(sudo -n)
  { command -v sudo >/dev/null && sudo -n true 2>/dev/null; } || may_install=no
fi

# A run that was killed could not take its policy away, and no service of any package would start again.
policy=/usr/sbin/policy-rc.d
marker="# Made by eng/install-servers.sh, which removes it again, as process"
if [ $check_only = no ] && [ $may_install = yes ] && grep -qs "^$marker" "$policy"; then
  maker=$(sed -n "s|^$marker ||p" "$policy")
  if ! grep -qs install-servers "/proc/$maker/cmdline"; then
    echo "A former run was killed and left $policy behind: removed."
    "${as_root[@]}" rm -f "$policy"
  fi
fi

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

if [ $may_install = no ]; then
  echo "Missing: ${missing[*]}. Run as root: apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 3
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Limits: a mirror that does not answer and a lock that somebody holds must not stop a test run for good.
limits=(-o Acquire::Retries=1 -o Acquire::http::Timeout=60 -o Acquire::https::Timeout=60 -o DPkg::Lock::Timeout=120)
apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "${limits[@]}" "$@"; }

# Packages start their service after installation unless the system's policy forbids it (101); a policy of the system's
# own is left alone. What was installed here is not started at the next boot either, nor is Erlang's directory of nodes (epmd)
# when RabbitMQ brought it along: where it was before, somebody uses it.
forbid_starts() {
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\n%s %s\nexit 101\n' "$marker" $$ >"$work/policy-rc.d"
    trap '"${as_root[@]}" rm -f "$policy"; rm -rf "$work"' EXIT
    "${as_root[@]}" install -m 755 "$work/policy-rc.d" "$policy"
  fi
}
# One by one: a unit that is not there makes systemctl refuse those named with it.
forbid_boot() {
  command -v systemctl >/dev/null || return 0
  local units=() unit
  for package in "${wanted[@]}"; do
    if is_there "$package"; then units+=("$package.service"); fi
    if [ "$package" = rabbitmq-server ] && is_there "$package" && [ $had_epmd = no ]; then units+=(epmd.socket epmd.service); fi
  done
  for unit in "${units[@]}"; do
    "${as_root[@]}" systemctl disable --quiet "$unit" 2>/dev/null || true
  done
}

wanted=("${missing[@]}")
had_epmd=no
if has epmd; then had_epmd=yes; fi
echo "Installing ${missing[*]} with apt-get (no recommended packages; no service is started)."
forbid_starts
if ! apt update -q >"$work/log" 2>&1; then
  tail -n 3 "$work/log" >&2
  echo "apt-get could not renew its lists of packages; going on with those that are there." >&2
fi
# One by one: a package that this system does not know must not keep the others away.
for package in "${wanted[@]}"; do
  if ! apt install -q -y --no-install-recommends -o Dpkg::Options::=--force-confold "$package" >"$work/log" 2>&1; then
    tail -n 20 "$work/log" >&2
    echo "apt-get could not install $package." >&2
  fi
done

forbid_boot
find_missing
if [ ${#missing[@]} -ne 0 ]; then
  echo "Still missing: ${missing[*]}" >&2
  exit 1
fi
echo "Installed."
