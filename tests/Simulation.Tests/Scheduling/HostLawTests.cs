using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Tests.Scheduling;

/// <summary>What must hold after any sequence of events.</summary>
public sealed class HostLawTests
{
    private static readonly string[] _models = ["llama3.2:3b", "qwen3:8b", "gemma3:12b", "nomic-embed-text:latest"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void No_request_is_lost_started_twice_or_left_behind(int seed)
    {
        var random = new Random(seed);
        var config = HostScript.Config(_models) with { NumParallel = 2, PendingMax = 6 };
        var host = new HostScript(config);
        var open = new List<long>();
        for (var round = 0; round < 3000; round++)
        {
            Play(host, open, random);
            open.RemoveAll(host.Refused);
            CheckLimits(host.State);
        }

        Drain(host, open);
        Assert.Empty(host.State.Pending);
        Assert.All(host.State.Runners.Values, runner => Assert.True(runner.IsIdle));
        CheckCounts(host);
    }

    private static void Play(HostScript host, List<long> open, Random random)
    {
        switch (random.Next(6))
        {
            case 0 or 1 when open.Count < 40:
                open.Add(
                    host.Arrive(
                        _models[random.Next(_models.Length)],
                        random.Next(4) == 0 ? TimeSpan.FromSeconds(random.Next(100)) : null,
                        new RunnerOptions(NumCtx: random.Next(10) == 0 ? 8192 : null),
                        random.Next(8) == 0
                    )
                );
                break;
            case 2 or 3 when open.Count > 0:
                var id = open[random.Next(open.Count)];
                var isWaiting = !host.Started(id);
                open.Remove(id);
                host.End(id, isWaiting || random.Next(3) == 0 ? RequestEnd.Cancelled : RequestEnd.Finished);
                break;
            case 4 when host.State.Runners.Values.Any(runner => runner.IsLoading):
                host.EndLoad();
                break;
            case 5 when random.Next(20) == 0:
                host.Do(new HostEvent.UnloadAsked(_models[random.Next(_models.Length)]));
                break;
            default:
                host.Wait(TimeSpan.FromSeconds(random.Next(5)));
                break;
        }
    }

    // With loads and ends coming in, everything that waits must get its turn: a stuck queue fails here.
    private static void Drain(HostScript host, List<long> open)
    {
        for (var round = 0; round < 500 && open.Count > 0; round++)
        {
            if (host.State.Runners.Values.Any(runner => runner.IsLoading))
            {
                host.EndLoad();
            }

            foreach (var id in open.Where(host.Started).ToArray())
            {
                host.End(id);
                open.Remove(id);
            }
        }

        Assert.True(open.Count == 0, $"{open.Count} requests never started.");
    }

    private static void CheckLimits(HostState state)
    {
        Assert.True(state.Runners.Count <= state.Config.LoadedModelsLimit);
        Assert.True(state.UsedVramBytes <= state.Config.VramBytes);
        Assert.True(state.Pending.Count <= state.Config.PendingMax + 1);
        Assert.True(state.Runners.Values.Count(runner => runner.IsLoading) <= 1);
        Assert.All(state.Runners.Values, runner => Assert.True(runner.Running.Count <= runner.Slots));
        Assert.All(
            state.Runners.Values,
            runner => Assert.True(runner.Waiting.IsEmpty || runner.Running.Count == runner.Slots)
        );
        Assert.All(state.Runners.Values, runner => Assert.Equal(runner.IsIdle, runner.ExpiresAt is not null));
    }

    private static void CheckCounts(HostScript host)
    {
        var started = host.Actions.OfType<HostAction.Start>().Select(start => start.RequestId).ToArray();
        Assert.Equal(started.Length, started.Distinct().Count());
        Assert.Equal(started.Length, host.State.Counts.Values.Sum(counts => counts.Started));
        Assert.All(
            host.State.Counts.Values,
            counts => Assert.Equal(counts.Arrived, counts.Finished + counts.Cancelled + counts.Failed + counts.Refused)
        );
    }
}
