namespace Orchestrator.Simulation.Tests.Wire;

/// <summary>The wire format, byte for byte but for times: a change here is a change that clients see.</summary>
public sealed class GoldenTests : IAsyncLifetime
{
    private const string Details =
        "\"details\":{\"parent_model\":\"\",\"format\":\"gguf\",\"family\":\"llama\",\"families\":[\"llama\"],\"parameter_size\":\"3.2B\",\"quantization_level\":\"Q4_K_M\",\"context_length\":131072,\"embedding_length\":3072}";

    private Replica _replica = null!;

    public async Task InitializeAsync() => _replica = await Replica.StartAsync(("Models:0", "llama3.2:3b"));

    public async Task DisposeAsync() => await _replica.DisposeAsync();

    [Fact]
    public async Task Root_says_that_it_is_running()
    {
        using var response = await _replica.Http.GetAsync("/");
        Assert.Equal("Ollama is running", await response.Content.ReadAsStringAsync());
        Assert.Equal("true", Assert.Single(response.Headers.GetValues("X-Orchestrator-Simulated")));
        using var head = await _replica.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/"));
        Assert.True(head.IsSuccessStatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Version_is_labelled() =>
        Assert.Equal("{\"version\":\"0.33.0+simulated\"}", await _replica.Http.GetStringAsync("/api/version"));

    [Fact]
    public async Task Tags() =>
        Assert.Equal(
            "{\"models\":[{\"name\":\"llama3.2:3b\",\"model\":\"llama3.2:3b\",\"modified_at\":\"T\",\"size\":2019393189,\"digest\":\"eb1bb215e65fe6b5b2dd3966c131e483981aeef08a364f9eacb420c76e425d57\","
                + Details
                + ",\"capabilities\":[\"completion\",\"tools\"]}]}",
            Replica.Normalised(await _replica.Http.GetStringAsync("/api/tags"))
        );

    [Fact]
    public async Task Ps_is_empty_and_then_shows_what_is_loaded()
    {
        Assert.Equal("{\"models\":[]}", await _replica.Http.GetStringAsync("/api/ps"));
        await _replica.JsonAsync("/api/chat", "{\"model\":\"llama3.2:3b\"}");
        Assert.Equal(
            "{\"models\":[{\"name\":\"llama3.2:3b\",\"model\":\"llama3.2:3b\",\"size\":2757590693,\"digest\":\"eb1bb215e65fe6b5b2dd3966c131e483981aeef08a364f9eacb420c76e425d57\","
                + Details
                + ",\"expires_at\":\"T\",\"size_vram\":2757590693,\"context_length\":4096}]}",
            Replica.Normalised(await _replica.Http.GetStringAsync("/api/ps"))
        );
    }

    [Fact]
    public async Task Show()
    {
        var (_, body) = await _replica.AskAsync("/api/show", "{\"model\":\"LLAMA3.2:3B\",\"verbose\":false}");
        Assert.Equal(
            "{\"license\":\"Simulated: no weights, no licence.\",\"modelfile\":\"# Simulated, no model behind it\\nFROM llama3.2:3b\\n\",\"template\":\"{{ .Prompt }}\","
                + Details
                + ",\"model_info\":{\"general.architecture\":\"llama\",\"general.parameter_count\":3212749888,\"llama.attention.head_count\":24,\"llama.attention.head_count_kv\":8,\"llama.block_count\":28,\"llama.context_length\":131072,\"llama.embedding_length\":3072},\"capabilities\":[\"completion\",\"tools\"],\"modified_at\":\"T\"}",
            Replica.Normalised(body)
        );
    }

    [Fact]
    public async Task Chat_streams_by_default()
    {
        using var response = await _replica.PostAsync(
            "/api/chat",
            "{\"model\":\"Llama3.2:3b\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"options\":{\"num_predict\":2},\"CustomHeaders\":{}}"
        );
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            "{\"model\":\"Llama3.2:3b\",\"created_at\":\"T\",\"message\":{\"role\":\"assistant\",\"content\":\"[simulated]\"},\"done\":false}\n"
                + "{\"model\":\"Llama3.2:3b\",\"created_at\":\"T\",\"message\":{\"role\":\"assistant\",\"content\":\" llama\"},\"done\":false}\n"
                + "{\"model\":\"Llama3.2:3b\",\"created_at\":\"T\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,\"done_reason\":\"length\",\"total_duration\":N,\"load_duration\":N,\"prompt_eval_count\":5,\"prompt_eval_duration\":N,\"eval_count\":2,\"eval_duration\":N}\n",
            Replica.Normalised(await response.Content.ReadAsStringAsync())
        );
    }

    [Fact]
    public async Task Chat_without_streaming_is_one_object()
    {
        using var response = await _replica.PostAsync(
            "/api/chat",
            "{\"model\":\"llama3.2:3b\",\"stream\":false,\"messages\":[{\"role\":\"USER\",\"content\":\"Hello\"}],\"options\":{\"num_predict\":2}}"
        );
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            "{\"model\":\"llama3.2:3b\",\"created_at\":\"T\",\"message\":{\"role\":\"assistant\",\"content\":\"[simulated] llama\"},\"done\":true,\"done_reason\":\"length\",\"total_duration\":N,\"load_duration\":N,\"prompt_eval_count\":5,\"prompt_eval_duration\":N,\"eval_count\":2,\"eval_duration\":N}",
            Replica.Normalised(await response.Content.ReadAsStringAsync())
        );
    }

    [Fact]
    public async Task Generate_has_context_only_at_the_end_and_not_in_raw_mode()
    {
        var (_, body) = await _replica.AskAsync(
            "/api/generate",
            "{\"model\":\"llama3.2:3b\",\"prompt\":\"Hello\",\"options\":{\"num_predict\":1}}"
        );
        Assert.Equal(
            "{\"model\":\"llama3.2:3b\",\"created_at\":\"T\",\"response\":\"[simulated]\",\"done\":false}\n"
                + "{\"model\":\"llama3.2:3b\",\"created_at\":\"T\",\"response\":\"\",\"done\":true,\"done_reason\":\"length\",\"context\":[55420],\"total_duration\":N,\"load_duration\":N,\"prompt_eval_count\":5,\"prompt_eval_duration\":N,\"eval_count\":1,\"eval_duration\":N}\n",
            Replica.Normalised(body)
        );
        var raw = await _replica.JsonAsync(
            "/api/generate",
            "{\"model\":\"llama3.2:3b\",\"prompt\":\"Hello\",\"raw\":true,\"stream\":false}"
        );
        Assert.False(raw.TryGetProperty("context", out _));
    }

    [Theory]
    [InlineData("/api/chat", "\"message\":{\"role\":\"assistant\",\"content\":\"\"}")]
    [InlineData("/api/generate", "\"response\":\"\"")]
    public async Task An_empty_request_loads_and_with_keep_alive_0_unloads(string path, string content)
    {
        var (_, load) = await _replica.AskAsync(path, "{\"model\":\"llama3.2:3b\"}");
        Assert.Equal(
            $"{{\"model\":\"llama3.2:3b\",\"created_at\":\"T\",{content},\"done\":true,\"done_reason\":\"load\"}}",
            Replica.Normalised(load)
        );
        Assert.Equal("loaded", (await _replica.StateAsync("llama3.2:3b")).GetProperty("state").GetString());
        var (_, unload) = await _replica.AskAsync(path, "{\"model\":\"llama3.2:3b\",\"keep_alive\":0}");
        Assert.Equal(
            $"{{\"model\":\"llama3.2:3b\",\"created_at\":\"T\",{content},\"done\":true,\"done_reason\":\"unload\"}}",
            Replica.Normalised(unload)
        );
        Assert.Equal("{\"models\":[]}", await _replica.Http.GetStringAsync("/api/ps"));
        var (status, _) = await _replica.AskAsync(path, "{\"model\":\"llama3.2:3b\",\"keep_alive\":0}");
        Assert.Equal(200, status);
    }
}
