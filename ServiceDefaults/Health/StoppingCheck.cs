using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orchestrator.ServiceDefaults;

/// <summary>A stopping process is alive, but takes no work.</summary>
internal sealed class StoppingCheck(RunningWork work) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(work.IsStopping ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
}
