#!/usr/bin/env bash
# Writes a migration for PostgreSQL and one for SQLite: what the service's model has and its migrations lack.
#   eng/add-migration.sh Learning FeedbackByTime
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build eng/MigrationWriter --nologo -v q -clp:'ErrorsOnly;NoSummary'
dotnet run --no-build --project eng/MigrationWriter -- "$@"
