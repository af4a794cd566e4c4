using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orchestrator.Router.Rules;

/// <summary>Worse than good, but serving, while the file is not what holds.</summary>
internal sealed class RulesHealth(RulesView view) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var state = view.State;
        return Task.FromResult(
            state.Problems is [var first, ..]
                ? HealthCheckResult.Degraded(
                    $"The rules' file has {state.Problems.Length} problems; version '{state.Current.Version}' holds. First: {first}"
                )
                : HealthCheckResult.Healthy(
                    state.Current.Version.Length == 0
                        ? "No rules."
                        : $"{state.Current.Rules.Count} rules, version {state.Current.Version}."
                )
        );
    }
}
