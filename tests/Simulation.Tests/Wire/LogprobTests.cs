using System.Text.Json;

namespace Orchestrator.Simulation.Tests.Wire;

public sealed class LogprobTests : IAsyncLifetime
{
    private Replica _replica = null!;

    public async Task InitializeAsync() =>
        _replica = await Replica.StartAsync(("Models:0", "llama3.2:3b"), ("Models:1", "nomic-embed-text"));

    public async Task DisposeAsync() => await _replica.DisposeAsync();

    private const string Ask = "{\"model\":\"llama3.2:3b\",\"prompt\":\"Why?\",\"logprobs\":true,\"top_logprobs\":4";

    [Fact]
    public async Task Each_token_has_a_probability_and_its_alternatives_add_up_to_one_at_most()
    {
        var whole = await _replica.JsonAsync("/api/generate", Ask + ",\"stream\":false}");
        var logprobs = whole.GetProperty("logprobs").EnumerateArray().ToArray();
        Assert.Equal(whole.GetProperty("eval_count").GetInt32(), logprobs.Length);
        Assert.Equal(
            whole.GetProperty("response").GetString(),
            string.Concat(logprobs.Select(item => item.GetProperty("token").GetString()))
        );
        Assert.All(
            logprobs,
            item =>
            {
                var top = item.GetProperty("top_logprobs").EnumerateArray().ToArray();
                Assert.Equal(4, top.Length);
                Assert.Equal(item.GetProperty("token").GetString(), top[0].GetProperty("token").GetString());
                Assert.InRange(top.Sum(Probability), 0, 1.0001);
                Assert.InRange(Probability(item), 0.3, 1);
            }
        );
    }

    [Fact]
    public async Task A_stream_has_the_same_ones_as_the_whole()
    {
        var whole = await _replica.JsonAsync("/api/generate", Ask + ",\"stream\":false}");
        var lines = await _replica.LinesAsync("/api/generate", Ask + "}");
        Assert.Equal(
            whole.GetProperty("logprobs").EnumerateArray().Select(item => item.GetRawText()),
            lines[..^1].Select(line => Assert.Single(line.GetProperty("logprobs").EnumerateArray()).GetRawText())
        );
        Assert.False(lines[^1].TryGetProperty("logprobs", out _));
        var silent = await _replica.JsonAsync(
            "/api/generate",
            "{\"model\":\"llama3.2:3b\",\"prompt\":\"Why?\",\"stream\":false,\"top_logprobs\":3}"
        );
        Assert.False(silent.TryGetProperty("logprobs", out _));
    }

    [Fact]
    public async Task The_old_embeddings_are_not_normalised_and_fail_with_500()
    {
        var answer = await _replica.JsonAsync("/api/embeddings", "{\"model\":\"nomic-embed-text\",\"prompt\":\"one\"}");
        var squares = answer.GetProperty("embedding").EnumerateArray().Sum(item => Math.Pow(item.GetDouble(), 2));
        Assert.InRange(Math.Sqrt(squares), 4, 12);
        await _replica.JsonAsync("/_sim/faults", "{\"kind\":\"status\",\"status\":504,\"count\":1}");
        Assert.Equal(
            500,
            (await _replica.AskAsync("/api/embeddings", "{\"model\":\"nomic-embed-text\",\"prompt\":\"one\"}")).Status
        );
        var empty = await _replica.AskAsync("/api/embeddings", "{\"model\":\"nomic-embed-text\",\"prompt\":\"\"}");
        Assert.Equal((200, "{\"embedding\":[]}"), empty);
    }

    private static double Probability(JsonElement item) => Math.Exp(item.GetProperty("logprob").GetDouble());
}
