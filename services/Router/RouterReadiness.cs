using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router;

/// <summary>
/// Ready once the registry was received, or after the grace: a router without a fleet still answers, with refusals.
/// </summary>
internal sealed class RouterReadiness(RegistryState registry, IOptions<RouterOptions> options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        if (registry.IsKnown)
        {
            return HealthCheckResult.Healthy("The registry is known.");
        }

        return registry.Age >= options.Value.ReadyGrace
            ? HealthCheckResult.Healthy("No registry yet; requests are refused until it comes.")
            : HealthCheckResult.Unhealthy("Waiting for the registry.");
    }
}
