#!/usr/bin/env bash
# Everything that guards the repository: format, build without warnings, all tests.
# Needs only the .NET SDK. Tests against npm's own clients run where Node.js is installed, tests against PostgreSQL, RabbitMQ
# and Redis where those are. As root, where CI is set, or with INSTALL_SERVERS=1, missing servers are installed before (apt);
# nobody else's machine is changed. Tests whose program is missing name themselves as skipped. A project in which no test ends
# for ten minutes is ended, so that the last line always comes. Ends with the line "N passed, N failed, N skipped"; exit code 0 means none failed.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# A compiler that stays for the whole build halves its time; it is ours alone, by its name, and gone when this script ends.
log=$(mktemp)
compiler="orchestrator-test-$$"
trap 'rm -f "$log"; pkill -f "pipename:$compiler" || true' EXIT

step() { printf '\n== %s\n' "$1"; }
stop() { printf '%s\n0 passed, 1 failed, 0 skipped\n' "$1"; exit 1; }

step "Servers"
if [ "$(id -u)" -eq 0 ] || [ -n "${CI:-}" ] || [ "${INSTALL_SERVERS:-}" = 1 ]; then
  eng/install-servers.sh </dev/null
else
  eng/install-servers.sh --check
fi || echo "Tests that need the missing servers will be skipped."

step "Format"
dotnet tool restore >/dev/null || stop "The local tools could not be restored."
dotnet csharpier check . || stop "Not formatted. Run: make fmt"

step "Build"
dotnet build Orchestrator.sln -v q -clp:Summary -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler" || stop "The build failed."

if command -v npm >/dev/null; then
  step "npm clients"
  (cd tests/Functional.Tests/clients && npm ci --no-audit --no-fund --loglevel=error) \
    || echo "npm could not install the clients: their tests will be skipped."
  (cd tests/Testing/LlamaCpp/native && npm ci --ignore-scripts --omit=optional --no-audit --no-fund --loglevel=error) \
    || echo "npm could not install llama.cpp's library: its tests will be skipped."
fi

step "Tests"
dotnet test Orchestrator.sln --no-build -v q --logger "console;verbosity=normal" \
  --blame-hang-timeout 10m --blame-hang-dump-type none --results-directory "$PWD/artifacts/test-results" 2>&1 | tee "$log" | grep -avE '^\s+Passed ' 
code=${PIPESTATUS[0]}

# Each project ends with "Total tests: N", then "Passed: N", "Failed: N", "Skipped: N" where not zero.
sum() { grep -aE "^ +$1: [0-9]+" "$log" | awk '{ n += $2 } END { print n + 0 }'; }
passed=$(sum Passed) failed=$(sum Failed) skipped=$(sum Skipped)
if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
if [ "$passed" -eq 0 ]; then failed=$((failed + 1)); fi
printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
