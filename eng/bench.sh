#!/usr/bin/env bash
# Added latency and requests/s beside the direct call, nginx and a Node.js proxy: docs/benchmarks.md says how.
# Builds the services as Release and measures them; --help lists the options. The exit code is the benchmark's.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

dotnet build tests/Benchmarks -c Release -v q -clp:ErrorsOnly >&2 || { echo "The build failed." >&2; exit 3; }
exec dotnet artifacts/bin/Benchmarks/release/Orchestrator.Benchmarks.dll "$@"
