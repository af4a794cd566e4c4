#!/usr/bin/env bash
# Writes a migration for PostgreSQL and one for SQLite: what the service's model has and its migrations lack.
#   eng/add-migration.sh Learning FeedbackByTime
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build eng/MigrationWriter -v q -clp:NoSummary >&2
dotnet run --no-build --project eng/MigrationWriter -- "$@"
