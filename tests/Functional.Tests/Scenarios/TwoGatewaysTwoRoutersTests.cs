using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Orchestrator.Functional.Tests.Cluster;

namespace Orchestrator.Functional.Tests.Scenarios;

public sealed partial class TwoGatewaysTwoRoutersTests
{
    private const int Requests = 40;

    [Fact]
    public async Task Two_gateways_share_two_routers_call_by_call()
    {
        await using var cluster = await StartAsync();
        var before = await DecisionsAsync(cluster);

        await AskAsync(cluster, Requests, "gateway-1", "gateway-2");

        var after = await DecisionsAsync(cluster);
        var shares = after.Zip(before, (now, then) => now - then).ToList();
        Assert.Equal(Requests + 2, shares.Sum());
        // Each gateway takes turns between the routers; without balancing per call one of them would get all.
        Assert.All(shares, share => Assert.InRange(share, Requests / 4, Requests * 3 / 4));
    }

    [Theory]
    [InlineData("router-1", "gateway-2", "gateway-1")]
    [InlineData("router-2", "gateway-1", "gateway-2")]
    public async Task Either_router_and_either_gateway_may_die(string router, string gateway, string survivor)
    {
        await using var cluster = await StartAsync();
        // A killed peer is worth a log line, not a failed test.
        cluster.ExpectErrors();

        // Under way while it dies, and afterwards.
        var underWay = Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => AskAsync(cluster, Requests, "gateway-1", "gateway-2"))
        );
        await AskAsync(cluster, 4, "gateway-1", "gateway-2");
        await cluster.Process(router).KillAsync();
        await underWay;
        await AskAsync(cluster, Requests, "gateway-1", "gateway-2");
        await cluster.Process(gateway).KillAsync();
        await AskAsync(cluster, Requests, survivor);
    }

    private static Task<RunningCluster> StartAsync() =>
        RunningCluster.StartAsync(Layout.TwoGatewaysAndTwoRouters(), new ClusterOptions(["small"], SpeedFactor: 200));

    private static async Task AskAsync(RunningCluster cluster, int requests, params string[] gateways)
    {
        for (var i = 0; i < requests; i++)
        {
            var at = new Uri(cluster.HttpOf(gateways[i % gateways.Length]), "api/route");
            using var response = await cluster.Http.PostAsJsonAsync(at, ChatScenarios.Question("auto", stream: false));
            await AssertAnsweredAsync(response);
        }

        foreach (var gateway in gateways)
        {
            var at = new Uri(cluster.HttpOf(gateway), "v1/chat/completions");
            using var response = await cluster.Http.PostAsJsonAsync(at, ChatScenarios.Question("auto", stream: false));
            await AssertAnsweredAsync(response);
        }
    }

    private static async Task AssertAnsweredAsync(HttpResponseMessage response) =>
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());

    private static async Task<List<int>> DecisionsAsync(RunningCluster cluster)
    {
        var decisions = new List<int>();
        foreach (var router in new[] { "router-1", "router-2" })
        {
            var metrics = await cluster.Http.GetStringAsync(new Uri(cluster.HttpOf(router), "metrics"));
            decisions.Add(
                DecisionCount()
                    .Matches(metrics)
                    .Sum(match => int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture))
            );
        }

        return decisions;
    }

    [GeneratedRegex(
        @"^orchestrator_router_decision_duration\w*_count(\{[^}]*\})? (?<count>\d+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex DecisionCount();
}
