using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using Orchestrator.Testing;

namespace Orchestrator.Router.Tests;

public sealed class RouterReadinessTests
{
    private static readonly Uri _owner = new("http://127.0.0.1:9001/");
    private static readonly Uri _other = new("http://127.0.0.1:9002/");

    private readonly ManualTimeProvider _clock = new();
    private readonly RegistryState _registry;
    private readonly FleetView _fleet;
    private readonly RouterReadiness _readiness;

    public RouterReadinessTests()
    {
        _registry = new RegistryState(_clock);
        _fleet = new FleetView(
            new ReplicaSelector(
                new ModelRanking(new ModelPreferences(new Dictionary<string, string[]>(StringComparer.Ordinal))),
                new SelectionOptions().ToLimits(),
                new Random(1),
                _clock
            )
        );
        _readiness = new RouterReadiness(_registry, _fleet, Options.Create(new RouterOptions()));
    }

    [Fact]
    public async Task Not_ready_before_every_owner_of_the_registry_was_heard()
    {
        _registry.Replace([_owner, _other]);
        Hear(_owner, "a");
        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync());

        Hear(_other, "b");

        Assert.Equal(HealthStatus.Healthy, await StatusAsync());
    }

    [Fact]
    public async Task Not_ready_while_the_owners_have_no_replica_yet()
    {
        _registry.Replace([_owner]);
        Hear(_owner);
        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync());

        Hear(_owner, "a");

        Assert.Equal(HealthStatus.Healthy, await StatusAsync());
    }

    [Fact]
    public async Task Stays_ready_when_the_fleet_is_lost_because_a_refusal_is_an_answer()
    {
        _registry.Replace([_owner]);
        Hear(_owner, "a");
        Assert.True(_readiness.IsReady);

        Hear(_owner);

        Assert.Equal(HealthStatus.Healthy, await StatusAsync());
    }

    [Fact]
    public async Task Ready_after_the_grace_that_begins_with_the_start_and_not_with_the_first_question()
    {
        _clock.Advance(new RouterOptions().ReadyGrace);

        Assert.Equal(HealthStatus.Healthy, await StatusAsync());
    }

    private void Hear(Uri owner, params string[] replicas) =>
        _fleet.Apply(owner.ToString(), new OwnerUpdate(true, [.. replicas.Select(name => Fleets.Replica(name))], []));

    private async Task<HealthStatus> StatusAsync() =>
        (await _readiness.CheckHealthAsync(new HealthCheckContext(), CancellationToken.None)).Status;
}
