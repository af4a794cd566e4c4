using System.Diagnostics;
using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Functional.Tests.Kill;
using Orchestrator.Testing.Servers;
using Xunit.Abstractions;

namespace Orchestrator.Slow.Tests.Load;

/// <summary>A thousand runs of four steps at once, each with a client that follows its events, over real servers.</summary>
public sealed class ThousandRunsTests(ITestOutputHelper output)
{
    private const int Runs = 1_000;
    private const string Prefix = "thousand-";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(9);

    [SlowServerFact(ClusterServers.Needed)]
    public async Task No_subscriber_loses_an_event_or_gets_one_out_of_order()
    {
        await using var cluster = await RunningCluster.StartAsync(Layout.Whole(), Options());
        var tables = new RunTables(cluster.Database);
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var limit = new CancellationTokenSource(Patience);
        await using var memory = MemoryWatch.Start(cluster, ["worker-1", "worker-2", "gateway-1", "gateway-2"]);
        var startedAt = Stopwatch.GetTimestamp();
        var followers = await StartAllAsync(cluster, http, limit.Token);
        var accepted = Stopwatch.GetElapsedTime(startedAt);

        await Task.WhenAll(followers.Select(follower => follower.Task));

        output.WriteLine(
            $"{Runs} runs accepted in {accepted.TotalSeconds:F1} s, over after {Stopwatch.GetElapsedTime(startedAt).TotalSeconds:F1} s."
        );
        output.WriteLine(Delays(await tables.StartTimesAsync(Prefix), followers.Select(follower => follower.Follower)));
        output.WriteLine(memory.ToString());
        Assert.Equal(Runs, await tables.CompletedAsync(Prefix));
        Assert.Equal(0, await tables.WithGapsAsync());
        Assert.All(
            followers,
            follower =>
            {
                Assert.Equal("completed", follower.Follower.LastName);
                Assert.Equal(
                    Enumerable.Range(1, follower.Follower.Numbers.Count).Select(n => (long)n),
                    follower.Follower.Numbers
                );
            }
        );
    }

    /// <summary>From the moment in which a worker took a run to the first event at its follower.</summary>
    private static string Delays(IReadOnlyDictionary<string, long> startedAtMs, IEnumerable<EventFollower> followers)
    {
        var sorted = followers.Select(follower => follower.FirstAtMs - startedAtMs[follower.RunId]).Order().ToList();
        return $"First event after the start of work: median {sorted[Runs / 2]} ms, p95 {sorted[Runs * 95 / 100]} ms, last {sorted[^1]} ms.";
    }

    private static ClusterOptions Options() =>
        new(
            ["small", "coder", "small", "coder"],
            SpeedFactor: 100,
            Settings: new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Worker__Runs__MaxRuns"] = "600",
                ["Gateway__SeveralSteps__MaxSubscribers"] = "1000",
            }
        );

    private static async Task<List<(EventFollower Follower, Task Task)>> StartAllAsync(
        RunningCluster cluster,
        HttpClient http,
        CancellationToken cancellationToken
    )
    {
        using var starter = new RunStarter(cluster);
        var followers = new List<(EventFollower, Task)>(Runs);
        for (var turn = 0; turn < Runs; turn++)
        {
            var id = $"{Prefix}{turn}";
            await starter.StartAsync(id, turn);
            var gateway = cluster.HttpOf(turn % 2 == 0 ? "gateway-1" : "gateway-2");
            var follower = new EventFollower(http, gateway, id);
            followers.Add((follower, follower.FollowAsync(cancellationToken)));
        }

        return followers;
    }
}
