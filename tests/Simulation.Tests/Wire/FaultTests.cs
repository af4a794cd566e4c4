using System.Text.Json;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Speeds;

namespace Orchestrator.Simulation.Tests.Wire;

public sealed class FaultTests : IAsyncLifetime
{
    private const string Model = "llama3.2:3b";
    private const string Ask = "{\"model\":\"llama3.2:3b\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    private const string AskWhole =
        "{\"model\":\"llama3.2:3b\",\"stream\":false,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private Replica _replica = null!;

    public async Task InitializeAsync() =>
        _replica = await Replica.StartAsync(("Models:0", Model), ("Models:1", "nomic-embed-text"), ("FaultsMax", "3"));

    public async Task DisposeAsync() => await _replica.DisposeAsync();

    private Task<JsonElement> SetAsync(string kind, string more = "") =>
        _replica.JsonAsync("/_sim/faults", $"{{\"kind\":\"{kind}\"{more}}}");

    [Fact]
    public async Task Refuse_is_503_in_the_words_of_Ollama_as_often_as_asked()
    {
        await SetAsync("refuse", ",\"count\":2");
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(
                (503, "{\"error\":\"server busy, please try again.  maximum pending requests exceeded\"}"),
                await _replica.AskAsync("/api/chat", Ask)
            );
        }

        Assert.Equal(200, (await _replica.AskAsync("/api/chat", Ask)).Status);
    }

    [Fact]
    public async Task A_fault_of_one_model_leaves_the_others_alone_until_it_is_cleared()
    {
        await SetAsync("error500", ",\"model\":\"NOMIC-embed-text\"");
        const string Embed = "{\"model\":\"nomic-embed-text\",\"input\":\"a\"}";
        Assert.Equal(200, (await _replica.AskAsync("/api/chat", Ask)).Status);
        Assert.Equal(500, (await _replica.AskAsync("/api/embed", Embed)).Status);
        Assert.Equal(500, (await _replica.AskAsync("/api/embed", Embed)).Status);
        using var cleared = await _replica.Http.DeleteAsync("/_sim/faults");
        Assert.Equal(204, (int)cleared.StatusCode);
        Assert.Equal(200, (await _replica.AskAsync("/api/embed", Embed)).Status);
    }

    [Fact]
    public async Task An_error_in_band_is_the_last_line_under_status_200()
    {
        await SetAsync("error_in_band");
        var lines = await _replica.LinesAsync("/api/chat", Ask);
        Assert.True(lines.Length > 1);
        Assert.Equal("simulated fault: the runner failed half-way", lines[^1].GetProperty("error").GetString());
        Assert.DoesNotContain(lines, line => line.TryGetProperty("done", out var done) && done.GetBoolean());
        Assert.Equal(500, (await _replica.AskAsync("/api/chat", AskWhole)).Status);
        Assert.Equal(2, (await _replica.StateAsync(Model)).GetProperty("failed").GetInt32());
    }

    [Fact]
    public async Task A_cut_resets_the_connection_and_an_end_does_not()
    {
        await SetAsync("cut_mid_stream", ",\"count\":1");
        await Assert.ThrowsAsync<HttpRequestException>(() => _replica.AskAsync("/api/chat", Ask));
        await SetAsync("end_mid_stream", ",\"count\":1");
        var lines = await _replica.LinesAsync("/api/chat", Ask);
        Assert.All(lines, line => Assert.False(line.GetProperty("done").GetBoolean()));
    }

    [Fact]
    public async Task Garbage_is_one_line_that_is_no_json()
    {
        await SetAsync("garbage");
        var (status, body) = await _replica.AskAsync("/api/chat", Ask);
        Assert.Equal(200, status);
        Assert.Contains("<<<\n", body, StringComparison.Ordinal);
        Assert.Contains("\"done\":true", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_takes_as_many_times_as_long()
    {
        await SetAsync("slow", ",\"factor\":20,\"count\":1");
        var slow = await _replica.JsonAsync("/api/chat", AskWhole);
        var usual = await _replica.JsonAsync("/api/chat", AskWhole);
        static double Each(JsonElement answer) =>
            (double)answer.GetProperty("eval_duration").GetInt64() / answer.GetProperty("eval_count").GetInt32();
        // The machine is a thousand times as fast as a real one; slowed down, a busy one can only take longer.
        var model = SpeedTable.On(ModelCatalogue.Find("llama3.2:3b")!, ReplicaPreset.Find("coder")!.Gpus);
        Assert.True(Each(slow) >= 20 * 1e9 / (1000 * model.DecodeTokensPerSecond) * 0.9, $"{Each(slow)} ns");
        Assert.Equal(usual.GetProperty("eval_count").GetInt32(), slow.GetProperty("eval_count").GetInt32());
    }

    [Theory]
    [InlineData("{\"kind\":\"nonsense\"}")]
    [InlineData("{\"kind\":\"slow\",\"factor\":0}")]
    [InlineData("{\"kind\":\"slow\",\"factor\":\"x\"}")]
    [InlineData("{\"kind\":\"refuse\",\"count\":0}")]
    [InlineData("{\"kind\":\"refuse\",\"model\":\"a b\"}")]
    public async Task A_fault_that_makes_no_sense_is_refused(string fault) =>
        Assert.Equal(400, (await _replica.AskAsync("/_sim/faults", fault)).Status);

    [Fact]
    public async Task The_list_of_faults_is_bounded()
    {
        for (var round = 0; round < 3; round++)
        {
            await SetAsync("slow");
        }

        Assert.Equal(400, (await _replica.AskAsync("/_sim/faults", "{\"kind\":\"slow\"}")).Status);
    }
}
