using System.Text.Json;
using Orchestrator.Testing;

namespace Orchestrator.Simulation.Tests.Wire;

/// <summary>What can happen to the whole machine while it runs, and that clearing undoes it.</summary>
public sealed class MachineFaultTests : IAsyncLifetime
{
    private const string Model = "llama3.2:3b";
    private const string Ask = "{\"model\":\"llama3.2:3b\",\"prompt\":\"Hello\",\"stream\":false}";

    // Forever: how far the clock runs while a load is waited for is nobody's promise.
    private const string Load = "{\"model\":\"llama3.2:3b\",\"keep_alive\":-1}";
    private readonly ManualTimeProvider _clock = new();
    private Replica _replica = null!;

    public async Task InitializeAsync() =>
        _replica = await Replica.StartAsync(
            _clock,
            ("Models:0", Model),
            ("Models:1", "qwen3:8b"),
            ("SpeedFactor", "1")
        );

    public async Task DisposeAsync() => await _replica.DisposeAsync();

    private Task<JsonElement> SetAsync(string fault) => _replica.JsonAsync("/_sim/faults", fault);

    private async Task ClearAsync()
    {
        using var cleared = await _replica.Http.DeleteAsync("/_sim/faults");
        Assert.Equal(204, (int)cleared.StatusCode);
    }

    private async Task<JsonElement> TagAsync(string name) =>
        JsonDocument
            .Parse(await _replica.Http.GetStringAsync("/api/tags"))
            .RootElement.GetProperty("models")
            .EnumerateArray()
            .SingleOrDefault(model => model.GetProperty("name").GetString() == name);

    private Task<T> WhileTimePassesAsync<T>(Task<T> task) =>
        _clock.AdvanceUntilAsync(task, TimeSpan.FromMilliseconds(50), Replica.Deadline);

    private Task<JsonElement> PhaseAsync(string phase) =>
        _replica.WaitForAsync(Model, phase, model => model.GetProperty("state").GetString() == phase);

    [Fact]
    public async Task A_slow_disk_makes_loads_slow_until_it_is_cleared()
    {
        await SetAsync("{\"kind\":\"slow_disk\",\"factor\":100}");
        var slow = _replica.AskAsync("/api/generate", Load);
        await PhaseAsync("loading");
        // 2 GB at a hundredth of 2.5 GB/s take 80 seconds.
        _clock.Advance(TimeSpan.FromSeconds(75));
        Assert.Equal("loading", (await _replica.StateAsync(Model)).GetProperty("state").GetString());
        _clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(200, (await slow).Status);
        await _replica.AskAsync("/api/generate", "{\"model\":\"llama3.2:3b\",\"keep_alive\":0}");
        await ClearAsync();
        var usual = _replica.AskAsync("/api/generate", Load);
        await PhaseAsync("loading");
        _clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(200, (await usual).Status);
    }

    [Fact]
    public async Task Shrunk_memory_unloads_what_no_longer_fits_and_comes_back()
    {
        await WhileTimePassesAsync(_replica.AskAsync("/api/generate", Load));
        await SetAsync("{\"kind\":\"vram_shrink\",\"bytes\":17179869184}");
        await _replica.WaitForAsync(Model, "the unload", model => model.GetProperty("state").GetString() == "unloaded");
        Assert.Contains(
            "\"vram_bytes\":0,",
            await _replica.Http.GetStringAsync("/_sim/state"),
            StringComparison.Ordinal
        );
        await ClearAsync();
        Assert.Contains(
            "\"vram_bytes\":17179869184,",
            await _replica.Http.GetStringAsync("/_sim/state"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_crash_cuts_every_connection_and_comes_back_empty_after_its_time()
    {
        await WhileTimePassesAsync(_replica.AskAsync("/api/generate", Load));
        await SetAsync("{\"kind\":\"stall_before_first_token\"}");
        var running = _replica.AskAsync("/api/generate", Ask);
        await _replica.WaitForAsync(Model, "a running answer", model => model.GetProperty("running").GetInt32() == 1);
        await SetAsync("{\"kind\":\"crash\",\"seconds\":30}");
        await Assert.ThrowsAsync<HttpRequestException>(() => running.WaitAsync(Replica.Deadline));
        await Assert.ThrowsAsync<HttpRequestException>(() => _replica.Http.GetStringAsync("/api/version"));
        _clock.Advance(TimeSpan.FromSeconds(29));
        await Assert.ThrowsAsync<HttpRequestException>(() => _replica.Http.GetStringAsync("/api/version"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("{\"models\":[]}", await _replica.Http.GetStringAsync("/api/ps"));
        // The cut connection and the dead process race to end it; it ends once.
        var state = await _replica.StateAsync(Model);
        Assert.Equal(1, state.GetProperty("failed").GetInt32() + state.GetProperty("cancelled").GetInt32());
        Assert.Equal(0, state.GetProperty("running").GetInt32());
        Assert.NotEqual(JsonValueKind.Undefined, (await TagAsync(Model)).ValueKind);
    }

    [Fact]
    public async Task Clearing_the_faults_ends_an_outage()
    {
        await SetAsync("{\"kind\":\"crash\",\"seconds\":3600}");
        await Assert.ThrowsAsync<HttpRequestException>(() => _replica.Http.GetStringAsync("/"));
        await ClearAsync();
        Assert.Equal("Ollama is running", await _replica.Http.GetStringAsync("/"));
    }

    [Fact]
    public async Task Models_appear_vanish_and_change_their_digest_at_once_and_clearing_puts_them_back()
    {
        var before = (await TagAsync(Model)).GetProperty("digest").GetString();
        await SetAsync("{\"kind\":\"model_replaced\",\"model\":\"llama3.2:3b\"}");
        var once = (await TagAsync(Model)).GetProperty("digest").GetString();
        await SetAsync("{\"kind\":\"model_replaced\",\"model\":\"llama3.2:3b\"}");
        var twice = (await TagAsync(Model)).GetProperty("digest").GetString();
        Assert.Equal(3, new HashSet<string?>([before, once, twice], StringComparer.Ordinal).Count);
        await SetAsync("{\"kind\":\"model_removed\",\"model\":\"qwen3:8b\"}");
        await SetAsync("{\"kind\":\"model_added\",\"model\":\"nomic-embed-text\"}");
        Assert.Equal(404, (await _replica.AskAsync("/api/generate", "{\"model\":\"qwen3:8b\"}")).Status);
        Assert.NotEqual(JsonValueKind.Undefined, (await TagAsync("nomic-embed-text:latest")).ValueKind);
        await ClearAsync();
        Assert.Equal(before, (await TagAsync(Model)).GetProperty("digest").GetString());
        Assert.NotEqual(JsonValueKind.Undefined, (await TagAsync("qwen3:8b")).ValueKind);
        Assert.Equal(JsonValueKind.Undefined, (await TagAsync("nomic-embed-text:latest")).ValueKind);
    }

    [Fact]
    public async Task A_replaced_model_is_unloaded()
    {
        await WhileTimePassesAsync(_replica.AskAsync("/api/generate", Load));
        await SetAsync("{\"kind\":\"model_replaced\",\"model\":\"llama3.2:3b\"}");
        Assert.Equal("{\"models\":[]}", await _replica.Http.GetStringAsync("/api/ps"));
    }

    [Fact]
    public async Task A_load_without_memory_is_told_in_the_words_of_Ollama_and_the_next_one_succeeds()
    {
        await SetAsync("{\"kind\":\"oom_on_load\",\"model\":\"llama3.2:3b\",\"count\":2}");
        Assert.Equal(
            (500, "{\"error\":\"llama runner process has terminated: cudaMalloc failed: out of memory\"}"),
            await WhileTimePassesAsync(_replica.AskAsync("/api/generate", Load))
        );
        var (status, _) = await WhileTimePassesAsync(_replica.AskAsync("/api/generate", Load));
        Assert.Equal(500, status);
        Assert.Equal(200, (await WhileTimePassesAsync(_replica.AskAsync("/api/generate", Load))).Status);
    }
}
