using System.Diagnostics;
using System.Text.Json;

namespace Orchestrator.Benchmarks.Tests;

/// <summary>Nothing here looks at how fast anything was: only that figures come out, and what they belong to.</summary>
public sealed class BenchmarkCommandTests
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_run_at_a_tiny_rate_measures_every_load_on_the_direct_way_and_through_the_system()
    {
        string[] tiny = ["--rounds", "1", "--seconds", "0.5", "--rates", "20", "--callers", "2"];
        string[] warmUp = ["--warmup", "0.2", "--warmup-answers", "1"];

        var (code, output, errors) = await RunAsync([
            .. tiny,
            .. warmUp,
            "--targets",
            "gateway",
            "--no-routing",
            "--json",
            "-",
        ]);

        Assert.True(code == 0, errors);
        var segments = JsonDocument.Parse(output).RootElement.GetProperty("segments").EnumerateArray().ToList();
        var expected =
            from scenario in (string[])["whole-20", "stream", "max-whole", "max-stream"]
            from target in (string[])["direct", "gateway"]
            select $"{scenario} {target}";
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            segments
                .Select(segment => $"{segment.GetProperty("scenario")} {segment.GetProperty("target")}")
                .Order(StringComparer.Ordinal)
        );
        Assert.All(segments, segment => Assert.True(segment.GetProperty("answered").GetInt32() > 0));
        Assert.All(segments, segment => Assert.Equal(0, segment.GetProperty("failed").GetInt32()));
    }

    [Fact]
    public async Task Wrong_usage_is_said_and_told_by_the_exit_code()
    {
        var (code, _, errors) = await RunAsync(["--nonsense", "1"]);

        Assert.Equal(2, code);
        Assert.Contains("There is no --nonsense.", errors);
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(BenchmarkOptions).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(_limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The benchmark did not end within {_limit}: {await errors}", exception);
        }

        return (process.ExitCode, await output, await errors);
    }
}
