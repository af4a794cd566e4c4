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

    [Fact]
    public async Task Serves_a_host_of_a_fleets_file_and_tells_all_that_is_wrong_with_one()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                file,
                """
                name: two
                hosts:
                  - name: big
                    gpus: [{ name: RTX 3090, vram: 24 GiB }]
                    models: ["qwen3:8b", "nomic-embed-text"]
                    ollama: { num_parallel: 3 }
                  - name: small
                    gpus: [{ name: RTX 3060, vram: 12 GiB }]
                    models: ["llama3.2:3b"]
                """
            );
            await using var replica = await Wire.Replica.StartAsync(("FleetFile", file), ("Host", "BIG"));
            var tags = await replica.Http.GetStringAsync("/api/tags");
            Assert.Contains("qwen3:8b", tags, StringComparison.Ordinal);
            Assert.DoesNotContain("llama3.2", tags, StringComparison.Ordinal);
            await replica.JsonAsync("/api/generate", "{\"model\":\"qwen3:8b\"}");
            Assert.Equal(3, (await replica.StateAsync("qwen3:8b")).GetProperty("slots").GetInt32());
            var wrong = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() =>
                Wire.Replica.StartAsync(("FleetFile", file), ("Host", "middle"))
            );
            Assert.Contains("'middle' is not one of big, small", wrong.Message, StringComparison.Ordinal);
            await File.WriteAllTextAsync(file, "name: x\nhosts: 7\nnonsense: 1\n");
            var broken = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() =>
                Wire.Replica.StartAsync(("FleetFile", file), ("Host", "big"))
            );
            Assert.Contains(":2: hosts", broken.Message, StringComparison.Ordinal);
            Assert.Contains(":3: nonsense", broken.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The program runs without reflection over JSON, which the tests' own process has.</summary>
    [Theory]
    [InlineData("/api/chat", "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]")]
    [InlineData("/v1/chat/completions", "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]")]
    [InlineData("/v1/chat/completions", "\"stop\":\"x\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]")]
    [InlineData("/v1/completions", "\"stop\":[\"x\"],\"prompt\":\"Hello\"")]
    [InlineData("/v1/responses", "\"input\":\"Hello\"")]
    [InlineData("/v1/messages", "\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]")]
    [InlineData("/api/show", "\"verbose\":true")]
    [InlineData("/api/pull", "\"stream\":false")]
    public async Task The_program_itself_answers(string path, string rest)
    {
        using var process = Start("--urls", "http://127.0.0.1:0", "--speed-factor", "10000");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync().WaitAsync(_deadline);
            var address = new Uri(line!.Split(' ')[4].TrimEnd(':'));
            using var http = new HttpClient { BaseAddress = address, Timeout = _deadline };
            using var content = new StringContent($"{{\"model\":\"llama3.2:3b\",{rest}}}");
            using var response = await http.PostAsync(path, content);
            Assert.Equal(200, (int)response.StatusCode);
            Assert.NotEmpty(await response.Content.ReadAsStringAsync());
        }
        finally
        {
            process.Kill();
        }
    }

    [Theory]
    [InlineData("--fleet=/nowhere/fleet.yaml", 1, "cannot be read")]
    [InlineData("--nonsense", 2, "Unknown argument '--nonsense'.")]
    [InlineData("--preset=huge", 1, "is not one of small, coder, large")]
    [InlineData("--models=gpt-9", 1, "Simulated:Models 'gpt-9' is not one of")]
    [InlineData("--seed", 2, "'--seed' needs a value.")]
    [InlineData("--num-parallel=0", 1, "NumParallel")]
    [InlineData("--seed=x", 1, "Simulated:Seed")]
    [InlineData("--host=big", 1, "Simulated:Host goes only with Simulated:FleetFile.")]
    [InlineData("--Simulated:Nonsense=1", 1, "'Nonsense'")]
    [InlineData("--urls=nonsense", 1, "Invalid url: 'nonsense'")]
    [InlineData("--urls=http://203.0.113.7:1", 1, "address")]
    public async Task Says_what_is_wrong_with_a_setting_and_ends(string argument, int code, string words)
    {
        using var process = Start("--urls", "http://127.0.0.1:0", argument);
        try
        {
            var text = await process.StandardError.ReadToEndAsync().WaitAsync(_deadline);
            await process.WaitForExitAsync().WaitAsync(_deadline);
            Assert.Contains(words, text, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
            Assert.Equal("", await process.StandardOutput.ReadToEndAsync());
            Assert.Equal(code, process.ExitCode);
        }
        finally
        {
            process.Kill();
        }
    }
}
