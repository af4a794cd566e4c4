using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing;
using Orchestrator.Testing.Servers;

namespace Orchestrator.Functional.Tests.Kill;

/// <summary>
/// kill -9 of each part in turn, under a load of single answers and ensembles: no accepted run is lost, none is answered
/// twice, no stream breaks that had not started.
/// </summary>
public sealed class KillTests(KillFixture fixture) : IClassFixture<KillFixture>
{
    private const int SingleClients = 4;
    private const int EnsembleClients = 3;

    /// <summary>Answers of each kind that have to come before the kill, while the part is dead, and after its return.</summary>
    private const int Some = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static TheoryData<string> Victims => [.. Victim.All.Select(victim => victim.Name)];

    [ServerTheory(ClusterServers.Needed)]
    [MemberData(nameof(Victims))]
    public async Task Any_part_may_die(string name)
    {
        var victim = Victim.All.Single(victim => victim.Name == name);
        var stopped = await fixture.Tables.StoppedAsync();
        await using var load = Load.Start(fixture.Cluster, SingleClients, EnsembleClients);

        await ProgressAsync(load, $"before the death of {name}");
        await fixture.KillAsync(name);
        await SinglesAsync(load, Some, $"while {name} is dead");
        await fixture.StartAgainAsync(name);
        await ProgressAsync(load, $"after the return of {name}");
        await load.StopAsync();

        AssertPromises(victim, load);
        await AssertNoRunIsLostAsync(load);
        if (!victim.MayRefuseRuns)
        {
            // Only a start whose acknowledgement got lost may be taken back.
            Assert.Equal(stopped, await fixture.Tables.StoppedAsync());
        }
    }

    private static void AssertPromises(Victim victim, Load load)
    {
        Assert.DoesNotContain(load.Singles, answer => answer.End == AnswerEnd.Refused);
        if (!victim.MayRefuseRuns)
        {
            Assert.DoesNotContain(load.Ensembles, answer => answer.End == AnswerEnd.Refused);
        }

        if (!victim.MayBreak)
        {
            Assert.DoesNotContain(load.Singles, answer => answer.End == AnswerEnd.Broken);
            Assert.DoesNotContain(load.Ensembles, answer => answer.End == AnswerEnd.Broken);
        }
    }

    /// <summary>Every run that was written down ends, as completed, and once; also those whose client saw its gateway die.</summary>
    private async Task AssertNoRunIsLostAsync(Load load)
    {
        var tables = fixture.Tables;
        await Wait.UntilAsync(async () => await tables.UnfinishedAsync() == 0, () => "every run ends", Patience);

        Assert.Equal(0, await tables.FailedAsync());
        Assert.Equal(0, await tables.NotEndedOnceAsync());
        Assert.Equal(0, await tables.WithGapsAsync());
        var complete = load.Ensembles.Count(answer => answer.End == AnswerEnd.Complete);
        Assert.InRange(await tables.CompletedAsync(), complete, long.MaxValue);
    }

    private static async Task ProgressAsync(Load load, string when)
    {
        await SinglesAsync(load, Some, when);
        var ensembles = Complete(load.Ensembles) + Some;
        await Wait.UntilAsync(
            () => Task.FromResult(Complete(load.Ensembles) >= ensembles),
            () => $"ensembles are answered {when}; last: {load.Latest}",
            Patience
        );
    }

    private static async Task SinglesAsync(Load load, int some, string when)
    {
        var singles = Complete(load.Singles) + some;
        await Wait.UntilAsync(
            () => Task.FromResult(Complete(load.Singles) >= singles),
            () => $"single answers come {when}; last: {load.Latest}",
            Patience
        );
    }

    private static int Complete(IReadOnlyList<Answer> answers) =>
        answers.Count(answer => answer.End == AnswerEnd.Complete);
}
