using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing;
using Orchestrator.Testing.Servers;
using Xunit.Abstractions;

namespace Orchestrator.Slow.Tests.Kill;

/// <summary>kill -9 in the middle of a hundred running runs: all are completed, none twice, and what was written down is not done again.</summary>
public sealed class HundredRunsTests(HundredRunsFixture fixture, ITestOutputHelper output)
    : IClassFixture<HundredRunsFixture>
{
    private const int Runs = 100;
    private const int StepsOfARun = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [SlowServerTheory(ClusterServers.Needed)]
    [InlineData("worker-1")]
    [InlineData("rabbitmq")]
    [InlineData("postgresql")]
    [InlineData("sim-1")]
    public async Task All_are_completed_and_only_steps_in_flight_are_repeated(string victim)
    {
        var counts = new ReplicaCounts(fixture.Cluster);
        var startedBefore = await counts.StartedAsync();
        var before = await fixture.Tables.StepsByStateAsync(Prefix(victim));
        await StartAllAsync(victim);
        await Wait.UntilAsync(
            async () => await fixture.Tables.CompletedStepsAsync(Prefix(victim)) >= Runs / 4,
            () => "steps of the hundred runs are completed",
            Patience
        );

        var running = await fixture.Tables.UnfinishedAsync();
        var inFlight = await counts.InFlightAsync();
        if (victim == "sim-1")
        {
            await counts.RememberAsync(replica: 0);
        }

        await fixture.KillAsync(victim);
        await fixture.StartAgainAsync(victim);
        await Wait.UntilAsync(
            async () => await fixture.Tables.UnfinishedAsync() == 0,
            () => "every run ends",
            Patience
        );

        var steps = await fixture.Tables.StepsByStateAsync(Prefix(victim));
        var repeated = await counts.StartedAsync() - startedBefore - steps.Completed;
        output.WriteLine(
            $"{victim}: {running} runs under way at the kill, {inFlight} answers in flight at the replicas; "
                + $"{steps.Completed} steps written down as completed, {steps.Failed} as failed, {repeated} begun more often."
        );
        Assert.Equal(0, before.Completed);
        Assert.Equal(Runs, await fixture.Tables.CompletedAsync(Prefix(victim)));
        Assert.Equal(0, await fixture.Tables.NotEndedOnceAsync());
        Assert.Equal(0, await fixture.Tables.WithGapsAsync());
        Assert.InRange(steps.Completed, Runs, Runs * StepsOfARun);
        // Those in flight when the blow fell; what was begun between the count and the blow is in flight, too.
        Assert.InRange(repeated, 0, inFlight + Slots);
    }

    /// <summary>Answers that three replicas can begin within the moment between the count and the kill.</summary>
    private const int Slots = 12;

    private async Task StartAllAsync(string victim)
    {
        using var starter = new RunStarter(fixture.Cluster);
        await Task.WhenAll(
            Enumerable.Range(0, Runs).Select(turn => starter.StartAsync($"{Prefix(victim)}{turn}", turn))
        );
    }

    private static string Prefix(string victim) => $"hundred-{victim}-";
}
