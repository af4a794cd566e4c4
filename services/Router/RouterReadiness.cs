using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router;

/// <summary>
/// Ready once every owner of the registry was heard and the fleet has a replica, or after the grace: then an empty fleet is
/// the truth, and the router answers with refusals. Before that it would refuse what its neighbour can place.
/// </summary>
internal sealed class RouterReadiness(RegistryState registry, FleetView fleet, IOptions<RouterOptions> options)
    : IHealthCheck
{
    private volatile bool _wasReady;

    /// <summary>Never false again once it was true: a fleet that is lost later is a reason to refuse, not to hide.</summary>
    public bool IsReady => _wasReady || (_wasReady = KnowsTheFleet || registry.Age >= options.Value.ReadyGrace);

    private bool KnowsTheFleet =>
        registry.IsKnown && registry.Owners.All(fleet.HasHeard) && fleet.Current.Replicas.Count > 0;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            !IsReady ? HealthCheckResult.Unhealthy("Waiting for the registry and its owners.")
            : KnowsTheFleet ? HealthCheckResult.Healthy("The fleet is known.")
            : HealthCheckResult.Healthy("No fleet yet; requests are refused until it comes.")
        );
}
