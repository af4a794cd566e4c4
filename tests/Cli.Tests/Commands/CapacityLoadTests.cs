using System.Text.Json;

namespace Orchestrator.Cli.Tests.Commands;

public sealed class CapacityLoadTests
{
    private static readonly string[] _small = ["simulate", "--fleet", "f3", "--limit", "150"];

    [Fact]
    public async Task A_percentage_is_a_share_of_the_most_that_a_planner_answers_without_refusing_anybody()
    {
        var result = await CommandRun.JsonAsync([
            .. _small,
            "--load",
            "50%,100%",
            "--policy",
            "planner",
            "--policy",
            "random",
        ]);

        var (half, whole) = (result.GetProperty("cases")[0], result.GetProperty("cases")[1]);
        var capacity = Number(whole, "capacity_load");
        Assert.InRange(capacity, 0.05, 1.95);
        Assert.Equal(capacity, Number(whole, "load"), capacity * 0.03);
        Assert.Equal(capacity / 2, Number(half, "load"), capacity * 0.03);
        Assert.Equal((0.5, 1), (Number(half, "asked_capacity"), Number(whole, "asked_capacity")));
        Assert.Equal(JsonValueKind.Null, whole.GetProperty("asked_load").ValueKind);
        Assert.Equal(0, Number(Of(whole, "policies", "name", "planner").GetProperty("median"), "refused"));
    }

    [Theory]
    [InlineData("0%")]
    [InlineData("%")]
    [InlineData("-5%")]
    [InlineData("half%")]
    public async Task What_is_no_percentage_is_told(string load)
    {
        var run = await CommandRun.OfAsync([.. _small, "--load", load]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--load: needs a number", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_policy_is_compared_with_our_own_one_seed_by_seed()
    {
        var result = await CommandRun.JsonAsync([
            .. _small,
            "--load",
            "0.1",
            "--seeds",
            "2",
            "--policy",
            "orchestrator,random",
        ]);

        var one = result.GetProperty("cases")[0];
        var ratio = Of(one, "ratios", "over", "random");
        var quotients = Seeds(one, "orchestrator")
            .Zip(Seeds(one, "random"), (own, other) => own / other)
            .Order()
            .ToArray();
        Assert.Equal((quotients[0] + quotients[1]) / 2, Number(ratio.GetProperty("median"), "swaps_per_100"), 1e-5);
        Assert.Equal(quotients[1], Number(ratio.GetProperty("worst"), "swaps_per_100"), 1e-5);
        Assert.Single(one.GetProperty("ratios").EnumerateArray());
    }

    private static double[] Seeds(JsonElement one, string policy) =>
        [
            .. Of(one, "policies", "name", policy)
                .GetProperty("seeds")
                .EnumerateArray()
                .Select(seed => Number(seed, "swaps_per_100")),
        ];

    private static JsonElement Of(JsonElement one, string list, string key, string value) =>
        one.GetProperty(list).EnumerateArray().Single(item => item.GetProperty(key).GetString() == value);

    private static double Number(JsonElement item, string name) => item.GetProperty(name).GetDouble();
}
