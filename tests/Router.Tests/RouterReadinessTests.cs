using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Orchestrator.Router.Fleet;
using Orchestrator.Testing;

namespace Orchestrator.Router.Tests;

public sealed class RouterReadinessTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Ready_with_the_first_registry_even_an_empty_one()
    {
        var registry = new RegistryState(_clock);
        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync(registry));

        registry.Replace([]);

        Assert.Equal(HealthStatus.Healthy, await StatusAsync(registry));
    }

    [Fact]
    public async Task Ready_after_the_grace_that_begins_with_the_start_and_not_with_the_first_question()
    {
        var registry = new RegistryState(_clock);
        _clock.Advance(new RouterOptions().ReadyGrace);

        Assert.Equal(HealthStatus.Healthy, await StatusAsync(registry));
    }

    private static async Task<HealthStatus> StatusAsync(RegistryState registry)
    {
        var check = new RouterReadiness(registry, Options.Create(new RouterOptions()));
        return (await check.CheckHealthAsync(new HealthCheckContext(), CancellationToken.None)).Status;
    }
}
