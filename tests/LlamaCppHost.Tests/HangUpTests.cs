using System.Globalization;
using System.Net.Http.Json;

namespace Orchestrator.LlamaCppHost.Tests;

public sealed class HangUpTests
{
    /// <summary>Without an end: the model counts through the characters until the context is full.</summary>
    private static readonly object _endless = new
    {
        model = "tiny",
        prompt = "A",
        raw = true,
        options = new { temperature = 0, num_ctx = TinyModel.ContextTokens },
    };

    [LlamaFact]
    public async Task A_caller_that_hangs_up_stops_the_model_after_a_few_tokens()
    {
        await using var host = await HostProcess.StartAsync();
        await HangUpAfterFirstLineAsync(host);

        string? line = null;
        await Wait.UntilAsync(
            () => (line = host.Output.Split('\n').FirstOrDefault(text => text.Contains("hung up after"))) is not null,
            "the host says that the caller hung up"
        );

        // It would have written more than 16,000.
        var tokens = int.Parse(line!.Split("hung up after ")[1].Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.InRange(tokens, 1, TinyModel.ContextTokens / 4);
    }

    private static async Task HangUpAfterFirstLineAsync(HostProcess host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/generate")
        {
            Content = JsonContent.Create(_endless),
        };
        using var response = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Contains("\"response\":\"B\"", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }
}
