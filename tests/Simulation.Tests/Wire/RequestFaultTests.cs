using System.Text.Json;
using Orchestrator.Testing;

namespace Orchestrator.Simulation.Tests.Wire;

/// <summary>Faults before the first byte, those of a path, and how a fault is asked for.</summary>
public sealed class RequestFaultTests : IAsyncLifetime
{
    private const string Ask = "{\"model\":\"llama3.2:3b\",\"prompt\":\"Hello\",\"stream\":false}";
    private Replica _replica = null!;

    public async Task InitializeAsync() => _replica = await Replica.StartAsync(("Models:0", "llama3.2:3b"));

    public async Task DisposeAsync() => await _replica.DisposeAsync();

    private Task<JsonElement> SetAsync(string fault) => _replica.JsonAsync("/_sim/faults", fault);

    [Fact]
    public async Task Any_status_of_500_and_above_can_be_asked_for()
    {
        await SetAsync("{\"kind\":\"status\",\"status\":502,\"count\":1}");
        Assert.Equal(
            (502, "{\"error\":\"simulated fault: status 502\"}"),
            await _replica.AskAsync("/api/generate", Ask)
        );
        Assert.Equal(200, (await _replica.AskAsync("/api/generate", Ask)).Status);
    }

    [Fact]
    public async Task A_reset_comes_before_any_header()
    {
        await SetAsync("{\"kind\":\"reset\",\"count\":1}");
        using var deadline = new CancellationTokenSource(Replica.Deadline);
        await Assert.ThrowsAsync<HttpRequestException>(() => _replica.OpenAsync("/api/generate", Ask, deadline.Token));
        Assert.Equal(200, (await _replica.AskAsync("/api/generate", Ask)).Status);
    }

    [Fact]
    public async Task A_delay_lasts_as_long_as_it_says()
    {
        var clock = new ManualTimeProvider();
        await using var replica = await Replica.StartAsync(clock, ("Models:0", "llama3.2:3b"));
        await replica.JsonAsync("/_sim/faults", "{\"kind\":\"delay\",\"milliseconds\":5000,\"path\":\"/api/tags\"}");
        var start = clock.GetUtcNow();
        var asking = replica.Http.GetStringAsync("/api/tags");
        await clock.AdvanceUntilAsync(asking, TimeSpan.FromMilliseconds(100), Replica.Deadline);
        Assert.True(clock.GetUtcNow() - start >= TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_fault_of_a_path_hits_that_path_only()
    {
        await SetAsync("{\"kind\":\"status\",\"status\":500,\"path\":\"/api/tags\"}");
        using var tags = await _replica.Http.GetAsync("/api/tags");
        using var version = await _replica.Http.GetAsync("/api/version");
        Assert.Equal((500, 200), ((int)tags.StatusCode, (int)version.StatusCode));
        Assert.Equal(200, (await _replica.AskAsync("/api/generate", Ask)).Status);
    }

    [Theory]
    [InlineData("/v1/messages", "\"type\":\"overloaded_error\"")]
    [InlineData("/v1/embeddings", "\"type\":\"api_error\"")]
    [InlineData("/api/chat", "{\"error\":\"server busy")]
    public async Task A_fault_of_a_path_is_worded_as_its_API_does(string path, string words)
    {
        await SetAsync($"{{\"kind\":\"refuse\",\"path\":\"{path}\"}}");
        var (status, body) = await _replica.AskAsync(path, "{}");
        Assert.Equal(503, status);
        Assert.Contains(words, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_shows_what_was_asked_for()
    {
        await SetAsync("{\"kind\":\"delay\",\"milliseconds\":5,\"model\":\"LLAMA3.2:3b\",\"count\":4}");
        await SetAsync("{\"kind\":\"vram_shrink\",\"bytes\":1024}");
        Assert.Equal(
            "{\"faults\":[{\"id\":1,\"kind\":\"delay\",\"model\":\"llama3.2:3b\",\"remaining\":4,\"milliseconds\":5},"
                + "{\"id\":2,\"kind\":\"vram_shrink\",\"bytes\":1024}]}",
            await _replica.Http.GetStringAsync("/_sim/faults")
        );
    }

    [Theory]
    [InlineData("{\"kind\":\"status\"}", "status is needed")]
    [InlineData("{\"kind\":\"status\",\"status\":404}", "status must be between 500 and 599")]
    [InlineData("{\"kind\":\"delay\"}", "milliseconds is needed")]
    [InlineData("{\"kind\":\"delay\",\"milliseconds\":-1}", "milliseconds must be between 1 and 600000")]
    [InlineData("{\"kind\":\"crash\"}", "seconds is needed")]
    [InlineData("{\"kind\":\"vram_shrink\"}", "bytes is needed")]
    [InlineData("{\"kind\":\"slow_disk\"}", "factor is needed")]
    [InlineData("{\"kind\":\"slow_disk\",\"factor\":2,\"count\":1}", "count does not go with slow_disk")]
    [InlineData("{\"kind\":\"model_removed\"}", "model is needed")]
    [InlineData("{\"kind\":\"model_removed\",\"model\":\"nobody\"}", "model is not on the host")]
    [InlineData("{\"kind\":\"slow\",\"path\":\"/api/tags\"}", "path does not go with slow")]
    [InlineData("{\"kind\":\"reset\",\"path\":\"api\"}", "path must begin with a slash")]
    [InlineData("{\"kind\":\"reset\",\"path\":\"/_sim/state\"}", "path must not begin with /_sim")]
    [InlineData("{\"kind\":\"crash\",\"seconds\":1,\"milliseconds\":5}", "milliseconds does not go with crash")]
    [InlineData("{\"kind\":\"status\",\"status\":500.5}", "status must be a whole number")]
    [InlineData("{\"kind\":\"delay\",\"milliseconds\":1e30}", "milliseconds must be between 1 and 600000")]
    [InlineData("{\"kind\":\"reset\",\"cuont\":1}", "cuont is no field of a fault")]
    [InlineData("{\"kind\":\"model_added\",\"model\":\"gpt-9\"}", "model must be one of")]
    public async Task A_wrong_fault_is_refused_with_the_name_of_its_field(string fault, string words)
    {
        var (status, body) = await _replica.AskAsync("/_sim/faults", fault);
        Assert.Equal(400, status);
        Assert.StartsWith(
            words,
            JsonDocument.Parse(body).RootElement.GetProperty("error").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal("{\"faults\":[]}", await _replica.Http.GetStringAsync("/_sim/faults"));
    }
}
