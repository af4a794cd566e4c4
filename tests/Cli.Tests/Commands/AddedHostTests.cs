using System.Text.Json;
using System.Xml.Linq;

namespace Orchestrator.Cli.Tests.Commands;

public sealed class AddedHostTests : IDisposable
{
    private static readonly string[] _small = ["simulate", "--fleet", "f3", "--limit", "60"];
    private readonly TemporaryFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task An_added_host_is_compared_with_the_fleet_without_it_under_the_same_requests()
    {
        string[] arguments = [.. _small, "--add-host", "24GB", "--load", "0.5"];
        var result = await CommandRun.JsonAsync(arguments);

        var cases = result.GetProperty("cases").EnumerateArray().ToList();
        Assert.Equal([3, 4], cases.Select(one => Number(one.GetProperty("fleet"), "hosts")));
        Assert.Equal(Number(cases[0], "offered_tokens_per_s"), Number(cases[1], "offered_tokens_per_s"));
        var sentence = result.GetProperty("comparisons")[0].GetString()!;
        Assert.StartsWith("With added (", sentence, StringComparison.Ordinal);
        Assert.Contains(" instead of ", sentence, StringComparison.Ordinal);
        Assert.Contains(
            sentence,
            (await CommandRun.OfAsync(arguments)).Out.ReplaceLineEndings(" "),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Fewer_refusals_are_help_even_where_the_slow_requests_are_never_answered()
    {
        var sentence = await ComparedAsync(
            "--limit",
            "400",
            "--load",
            "20",
            "--seeds",
            "2",
            "--add-host",
            "gpu=H100,count=3"
        );

        Assert.Contains(" under orchestrator: it helps, but is not enough: ", sentence, StringComparison.Ordinal);
        Assert.Contains("p95 never as before", sentence, StringComparison.Ordinal);
        Assert.Contains(" the added hosts gave ", sentence, StringComparison.Ordinal);
        Assert.Contains("better in 2 of 2 seeds", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_nobody_asks_is_not_called_a_help_whatever_chance_does()
    {
        var sentence = await ComparedAsync("--limit", "60", "--add-host", "vram=24GB,models=phi4:14b");

        Assert.Contains(": it is not used, and what differs is chance: ", sentence, StringComparison.Ordinal);
        Assert.EndsWith(
            "; the added host answered nothing. This is one seed: --seeds 10 tells what is chance.",
            sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task With_an_added_host_the_timeline_shows_it()
    {
        var path = _files.PathOf("t.svg");
        await CommandRun.OfAsync([.. _small, "--add-host", "name=extra,vram=24GB", "--timeline", path]);

        Assert.Contains("F3 with added hosts", XDocument.Load(path).Root!.Value, StringComparison.Ordinal);
        Assert.Contains("extra", XDocument.Load(path).Root!.Value, StringComparison.Ordinal);
    }

    private static async Task<string> ComparedAsync(params string[] arguments)
    {
        var result = await CommandRun.JsonAsync([
            "simulate",
            "--fleet",
            "f3",
            "--policy",
            "orchestrator",
            .. arguments,
        ]);
        return Assert.Single(result.GetProperty("comparisons").EnumerateArray()).GetString()!;
    }

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
