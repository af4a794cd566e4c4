.PHONY: check test run bench fmt

check: ## format, build without warnings, fast tests
	dotnet tool restore >/dev/null && dotnet csharpier check . && dotnet build Orchestrator.sln -v q && dotnet test Orchestrator.sln --no-build --filter "FullyQualifiedName!~Functional"

test: ## everything
	bash eng/test.sh

run: ## start the system
	dotnet run --project AppHost

bench: ## added latency and requests/s: docs/benchmarks.md
	bash eng/bench.sh $(ARGS)

fmt: ## format all sources
	dotnet tool restore >/dev/null && dotnet csharpier format .
