using System.Collections.Concurrent;
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
    private const int Rounds = 3;
    private const int Starters = 64;

    /// <summary>Gateways know runs by 32 hexadecimal digits; of the last eight, two are the round.</summary>
    private const string Prefix = "0123456789abcdef01234567";

    /// <summary>
    /// What libraries call errors of theirs and nobody suffers from: calls that were given up before their message was read, and ids of
    /// runs that a busy broker did not take in time, which a sweep finds.
    /// </summary>
    private static readonly string[] _harmless = ["The client reset the request stream", "S-FAULT rabbitmq:"];
    private static readonly string[] _watched = ["worker-1", "worker-2", "gateway-1", "gateway-2"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(9);

    /// <summary>Pools shrink and collections happen in it, so that rounds can be compared.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    [SlowServerFact(ClusterServers.Needed)]
    public async Task No_subscriber_loses_an_event_or_gets_one_out_of_order()
    {
        await using var cluster = await RunningCluster.StartAsync(Layout.Whole(), Options());
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var limit = new CancellationTokenSource(Patience);
        await using var memory = MemoryWatch.Start(cluster, _watched);
        output.WriteLine($"Before: {memory.Now()}");
        for (var round = 0; round < Rounds; round++)
        {
            await RunRoundAsync(cluster, http, $"{Prefix}{round:x2}", limit.Token);
            output.WriteLine($"After round {round + 1}: {memory.Now()}");
            await Task.Delay(Rest, limit.Token);
            output.WriteLine($"After a rest: {memory.Now()}");
        }

        output.WriteLine(memory.ToString());
        var errors = cluster.Errors.Where(line =>
            !_harmless.Any(text => line.Contains(text, StringComparison.Ordinal))
        );
        cluster.ExpectErrors();
        Assert.Empty(errors.ToList());
        Assert.Equal(0, await new RunTables(cluster.Database).WithGapsAsync());
    }

    private async Task RunRoundAsync(
        RunningCluster cluster,
        HttpClient http,
        string prefix,
        CancellationToken cancellationToken
    )
    {
        var tables = new RunTables(cluster.Database);
        var startedAt = Stopwatch.GetTimestamp();
        var followers = await StartAllAsync(cluster, http, prefix, cancellationToken);
        var accepted = Stopwatch.GetElapsedTime(startedAt);
        await Task.WhenAll(followers.Select(follower => follower.Task));

        var over = Stopwatch.GetElapsedTime(startedAt);
        output.WriteLine(
            $"{Runs} runs accepted in {accepted.TotalSeconds:F1} s, {Runs / accepted.TotalSeconds:F0} a second, over after {over.TotalSeconds:F1} s; load {MachineLoad.Now()}; {followers.Sum(follower => follower.Follower.Refusals)} follows refused and repeated."
        );
        output.WriteLine(Delays(await tables.StartTimesAsync(prefix), followers.Select(follower => follower.Follower)));
        Assert.Equal(Runs, await tables.CompletedAsync(prefix));
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
        return $"First event after the start of work: median {sorted[Runs / 2]} ms, p95 {sorted[Runs * 95 / 100]} ms, last {sorted[^1]} ms; "
            + $"{sorted.Count(delay => delay > 1000)} later than a second.";
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
        string prefix,
        CancellationToken cancellationToken
    )
    {
        using var starter = new RunStarter(cluster);
        var followers = new ConcurrentBag<(EventFollower, Task)>();
        await Parallel.ForAsync(
            0,
            Runs,
            new ParallelOptions { MaxDegreeOfParallelism = Starters, CancellationToken = cancellationToken },
            async (turn, _) =>
            {
                var id = $"{prefix}{turn:x6}";
                await starter.StartAsync(id, turn);
                var follower = new EventFollower(http, cluster.HttpOf(turn % 2 == 0 ? "gateway-1" : "gateway-2"), id);
                followers.Add((follower, follower.FollowAsync(cancellationToken)));
            }
        );
        return [.. followers];
    }
}
