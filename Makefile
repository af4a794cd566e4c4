.PHONY: check test slow run bench fmt

check: ## format, build without warnings, fast tests
	dotnet tool restore >/dev/null && dotnet csharpier check . && dotnet build Orchestrator.sln -v q && dotnet test Orchestrator.sln --no-build --filter "FullyQualifiedName!~Functional"

test: ## everything
	bash eng/test.sh

slow: ## tests that take minutes: kills under a hundred runs, a thousand runs at once
	dotnet build tests/Slow.Tests -v q && ORCHESTRATOR_SLOW=1 dotnet test tests/Slow.Tests --no-build --logger "console;verbosity=detailed"

run: ## start the system
	dotnet run --project AppHost

bench: ## added latency and requests/s: docs/benchmarks.md
	bash eng/bench.sh $(ARGS)

fmt: ## format all sources
	dotnet tool restore >/dev/null && dotnet csharpier format .
