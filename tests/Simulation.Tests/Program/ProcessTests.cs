using System.Diagnostics;
using Orchestrator.SimulatedOllama;

namespace Orchestrator.Simulation.Tests.Program;

/// <summary>The program itself: its ready line, and that nothing of it stays behind.</summary>
public sealed class ProcessTests
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(20);

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(SimulatedReplica).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
    }

    [Fact]
    public async Task Prints_one_line_when_ready_and_ends_when_its_standard_input_closes()
    {
        using var process = Start(
            "--urls",
            "http://127.0.0.1:0",
            "--preset",
            "small",
            "--name",
            "sim-x",
            "--stop-with-parent"
        );
        try
        {
            var line = await process.StandardOutput.ReadLineAsync().WaitAsync(_deadline);
            Assert.Matches(@"^sim-x is ready on http://127\.0\.0\.1:\d+: simulated Ollama 0\.33\.0\+simulated", line);
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(_deadline);
            Assert.Equal(0, process.ExitCode);
            Assert.Equal("", await process.StandardOutput.ReadToEndAsync());
            Assert.Equal("", await process.StandardError.ReadToEndAsync());
        }
        finally
        {
            process.Kill();
        }
    }

    [Theory]
    [InlineData("--nonsense", 2, "Unknown argument '--nonsense'.")]
    [InlineData("--preset=huge", 1, "is not one of small, coder, large")]
    [InlineData("--models=gpt-9", 1, "Simulated:Models 'gpt-9' is not one of")]
    [InlineData("--seed", 2, "'--seed' needs a value.")]
    [InlineData("--num-parallel=0", 1, "NumParallel")]
    [InlineData("--seed=x", 1, "Simulated:Seed")]
    public async Task Says_what_is_wrong_with_a_setting_and_ends(string argument, int code, string words)
    {
        using var process = Start("--urls", "http://127.0.0.1:0", argument);
        try
        {
            var text = await process.StandardError.ReadToEndAsync().WaitAsync(_deadline);
            await process.WaitForExitAsync().WaitAsync(_deadline);
            Assert.Contains(words, text, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
            Assert.Equal(code, process.ExitCode);
        }
        finally
        {
            process.Kill();
        }
    }
}
