using System.Text.Json;

namespace Orchestrator.Simulation.Tests.Wire;

public sealed class HangUpTests
{
    private const string Model = "llama3.2:3b";
    private const string Ask =
        "{\"model\":\"llama3.2:3b\",\"messages\":[{\"role\":\"user\",\"content\":\"Write a long story\"}]}";

    // Very fast: an answer that does not end has been told to stall.
    private static Task<Replica> SlowAsync() => Replica.StartAsync(("Models:0", Model), ("SpeedFactor", "1000"));

    private static bool Is(JsonElement model, string name, int value) => model.GetProperty(name).GetInt32() == value;

    private static async Task StallAsync(Replica replica, string kind) =>
        await replica.JsonAsync("/_sim/faults", $"{{\"kind\":\"{kind}\"}}");

    [Fact]
    public async Task Lines_leave_one_by_one_while_the_answer_goes_on()
    {
        await using var replica = await SlowAsync();
        await StallAsync(replica, "stall_mid_stream");
        using var response = await replica.OpenAsync("/api/chat", Ask, CancellationToken.None);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var line = await reader.ReadLineAsync().WaitAsync(Replica.Deadline);
        Assert.Contains("[simulated]", line, StringComparison.Ordinal);
        Assert.True(Is(await replica.StateAsync(Model), "running", 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hang_up_stops_the_generation_and_frees_the_slot(bool isStreamed)
    {
        await using var replica = await SlowAsync();
        await StallAsync(replica, "stall_mid_stream");
        using var hangUp = new CancellationTokenSource();
        var body = isStreamed
            ? Ask
            : Ask.Replace("{\"model\"", "{\"stream\":false,\"model\"", StringComparison.Ordinal);
        var running = ReadAllAsync(replica, body, hangUp.Token);
        await replica.WaitForAsync(Model, "a running request", model => Is(model, "running", 1));
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        var state = await replica.WaitForAsync(Model, "the cancellation", model => Is(model, "cancelled", 1));
        Assert.True(Is(state, "running", 0) && Is(state, "finished", 0));
    }

    [Theory]
    [InlineData("/api/generate", "\"prompt\":\"Hello\"")]
    [InlineData("/v1/chat/completions", "\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]")]
    [InlineData("/v1/completions", "\"stream\":true,\"prompt\":\"Hello\"")]
    [InlineData("/v1/responses", "\"stream\":true,\"input\":\"Hello\"")]
    [InlineData(
        "/v1/messages",
        "\"stream\":true,\"max_tokens\":90,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]"
    )]
    public async Task A_hang_up_is_noticed_in_every_dialect(string path, string rest)
    {
        await using var replica = await SlowAsync();
        await StallAsync(replica, "stall_mid_stream");
        using var hangUp = new CancellationTokenSource();
        using (await replica.OpenAsync(path, $"{{\"model\":\"{Model}\",{rest}}}", hangUp.Token))
        {
            Assert.True(Is(await replica.StateAsync(Model), "running", 1));
        }

        var state = await replica.WaitForAsync(Model, "the cancellation", model => Is(model, "cancelled", 1));
        Assert.True(Is(state, "running", 0));
    }

    [Fact]
    public async Task Who_hangs_up_during_a_pull_leaves_the_rest_for_the_next_one()
    {
        var clock = new Orchestrator.Testing.ManualTimeProvider();
        await using var replica = await Replica.StartAsync(clock, ("Models:0", Model), ("SpeedFactor", "1"));
        using var hangUp = new CancellationTokenSource();
        using (var response = await replica.OpenAsync("/api/pull", "{\"model\":\"qwen3:8b\"}", hangUp.Token))
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(CancellationToken.None));
            await clock.AdvanceUntilAsync(
                ReadUntilAsync(reader, 4_000_000_000),
                TimeSpan.FromMilliseconds(100),
                Replica.Deadline
            );
        }

        var lines = await clock.AdvanceUntilAsync(
            replica.LinesAsync("/api/pull", "{\"model\":\"qwen3:8b\"}"),
            TimeSpan.FromMilliseconds(100),
            Replica.Deadline
        );
        Assert.True(lines[1].GetProperty("completed").GetInt64() >= 4_000_000_000);
        Assert.Equal("success", lines[^1].GetProperty("status").GetString());
    }

    private static async Task<bool> ReadUntilAsync(StreamReader reader, long bytes)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (
                JsonDocument.Parse(line).RootElement.TryGetProperty("completed", out var done)
                && done.GetInt64() >= bytes
            )
            {
                return true;
            }
        }

        return false;
    }

    [Fact]
    public async Task Who_hangs_up_while_waiting_for_a_slot_is_forgotten_and_the_next_one_is_served()
    {
        await using var replica = await SlowAsync();
        await replica.JsonAsync("/_sim/faults", "{\"kind\":\"stall_before_first_token\",\"count\":1}");
        using var hangUp = new CancellationTokenSource();
        var first = ReadAllAsync(replica, Ask, CancellationToken.None);
        await replica.WaitForAsync(Model, "the first running", model => Is(model, "running", 1));
        var second = ReadAllAsync(replica, Ask, hangUp.Token);
        await replica.WaitForAsync(Model, "the second waiting", model => Is(model, "queued", 1));
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await replica.WaitForAsync(
            Model,
            "the cancellation",
            model => Is(model, "cancelled", 1) && Is(model, "queued", 0)
        );
        using var cleared = await replica.Http.DeleteAsync("/_sim/faults", CancellationToken.None);
        Assert.Contains("\"done\":true", await first, StringComparison.Ordinal);
        Assert.True(Is(await replica.StateAsync(Model), "finished", 1));
    }

    [Fact]
    public async Task A_stall_holds_an_embedding_until_it_is_cleared()
    {
        const string Embedder = "nomic-embed-text:latest";
        await using var replica = await Replica.StartAsync(("Models:0", Embedder));
        await StallAsync(replica, "stall_mid_stream");
        var asked = replica.AskAsync("/api/embed", "{\"model\":\"nomic-embed-text\",\"input\":\"a\"}");
        await replica.WaitForAsync(Embedder, "the start", model => Is(model, "started", 1));
        Assert.True(Is(await replica.StateAsync(Embedder), "finished", 0));
        using var cleared = await replica.Http.DeleteAsync("/_sim/faults", CancellationToken.None);
        Assert.Equal(200, (await asked).Status);
    }

    [Fact]
    public async Task A_hang_up_during_the_load_aborts_the_load()
    {
        await using var replica = await Replica.StartAsync(("Models:0", Model), ("SpeedFactor", "0.001"));
        using var hangUp = new CancellationTokenSource();
        var asking = ReadAllAsync(replica, Ask, hangUp.Token);
        await replica.WaitForAsync(Model, "the load", model => model.GetProperty("state").GetString() == "loading");
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await replica.WaitForAsync(Model, "the abort", model => model.GetProperty("state").GetString() == "unloaded");
    }

    [Fact]
    public async Task A_stop_cuts_running_answers_so_that_nobody_takes_them_for_complete()
    {
        var replica = await SlowAsync();
        await StallAsync(replica, "stall_mid_stream");
        var running = ReadAllAsync(replica, Ask, CancellationToken.None);
        await replica.WaitForAsync(Model, "a running request", model => Is(model, "running", 1));
        await replica.StopAsync().WaitAsync(Replica.Deadline);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => running.WaitAsync(Replica.Deadline));
        await replica.DisposeAsync();
    }

    private static async Task<string> ReadAllAsync(Replica replica, string body, CancellationToken cancellationToken)
    {
        using var response = await replica.OpenAsync("/api/chat", body, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}
