using System.Text.Json;

namespace Orchestrator.Simulation.Tests.Wire;

public sealed class ErrorTests : IAsyncLifetime
{
    private const string Registry = Orchestrator.Simulation.Models.ModelName.DefaultPrefix;
    private Replica _replica = null!;

    public async Task InitializeAsync() =>
        _replica = await Replica.StartAsync(
            ("Models:0", "llama3.2:3b"),
            ("Models:1", "nomic-embed-text"),
            ("Models:2", "exaone3.5:7.8b"),
            ("BodyBytesMax", "4096")
        );

    public async Task DisposeAsync() => await _replica.DisposeAsync();

    [Theory]
    [InlineData("/api/chat", "", 400, "missing request body")]
    [InlineData("/api/chat", "  \n", 400, "missing request body")]
    [InlineData("/api/chat", "{\"model\":", 400, "unexpected EOF")]
    [InlineData("/api/chat", "{\"model\":x}", 400, "invalid character 'x' looking for beginning of value")]
    [InlineData("/api/chat", "[]", 400, "json: cannot unmarshal array into Go value of type api.ChatRequest")]
    [InlineData("/api/chat", "{}", 400, "model is required")]
    [InlineData("/api/chat", "{\"model\":\"a b\"}", 400, "model is required")]
    [InlineData("/api/chat", "{\"model\":\"nobody\"}", 404, "model 'nobody' not found")]
    [InlineData("/api/generate", "{}", 404, "model '' not found")]
    [InlineData("/api/generate", "{\"model\":\"nobody:1b\"}", 404, "model 'nobody:1b' not found")]
    [InlineData("/api/embed", "{}", 404, "model '' not found")]
    [InlineData("/api/show", "{}", 400, "model is required")]
    [InlineData("/api/show", "{\"model\":\"nobody\"}", 404, "model 'nobody' not found")]
    [InlineData(
        "/api/chat",
        "{\"model\":7}",
        400,
        "json: cannot unmarshal number into Go struct field ChatRequest.model of type string"
    )]
    [InlineData(
        "/api/chat",
        "{\"model\":\"llama3.2:3b\",\"messages\":{}}",
        400,
        "json: cannot unmarshal object into Go struct field ChatRequest.messages of type []api.Message"
    )]
    [InlineData(
        "/api/chat",
        "{\"model\":\"llama3.2:3b\",\"messages\":[\"x\"]}",
        400,
        "json: cannot unmarshal string into Go struct field ChatRequest.messages of type api.Message"
    )]
    [InlineData(
        "/api/chat",
        "{\"model\":\"llama3.2:3b\",\"stream\":\"yes\"}",
        400,
        "json: cannot unmarshal string into Go struct field ChatRequest.stream of type bool"
    )]
    [InlineData(
        "/api/chat",
        "{\"model\":\"llama3.2:3b\",\"keep_alive\":\"300\"}",
        400,
        "time: missing unit in duration \"300\""
    )]
    [InlineData(
        "/api/chat",
        "{\"model\":\"llama3.2:3b\",\"think\":\"true\"}",
        400,
        "invalid think value: \"true\" (must be \"high\", \"medium\", \"low\", \"max\", true, or false)"
    )]
    [InlineData(
        "/api/chat",
        "{\"model\":\"llama3.2:3b\",\"think\":true}",
        400,
        "\"llama3.2:3b\" does not support thinking"
    )]
    [InlineData(
        "/api/generate",
        "{\"model\":\"Llama3.2:3b\",\"think\":\"high\"}",
        400,
        "\"Llama3.2:3b\" does not support thinking"
    )]
    [InlineData(
        "/api/chat",
        "{\"model\":\"nomic-embed-text\",\"messages\":[]}",
        400,
        "\"nomic-embed-text\" does not support chat"
    )]
    [InlineData(
        "/api/generate",
        "{\"model\":\"nomic-embed-text\"}",
        400,
        "\"nomic-embed-text\" does not support generate"
    )]
    [InlineData(
        "/api/chat",
        "{\"model\":\"exaone3.5:7.8b\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}",
        400,
        Registry + "exaone3.5:7.8b does not support tools"
    )]
    [InlineData(
        "/api/chat",
        "{\"model\":\"llama3.2:3b\",\"messages\":[{\"role\":\"user\",\"content\":\"a\",\"images\":[\"AAAA\"]}]}",
        400,
        Registry + "llama3.2:3b does not support vision"
    )]
    [InlineData(
        "/api/generate",
        "{\"model\":\"llama3.2:3b\",\"prompt\":\"a\",\"suffix\":\"b\"}",
        400,
        Registry + "llama3.2:3b does not support insert"
    )]
    [InlineData(
        "/api/embed",
        "{\"model\":\"llama3.2:3b\",\"input\":\"a\"}",
        400,
        Registry + "llama3.2:3b does not support embedding"
    )]
    [InlineData("/api/embed", "{\"model\":\"nomic-embed-text\",\"input\":7}", 400, "invalid input type")]
    [InlineData("/api/embed", "{\"model\":\"nomic-embed-text\",\"input\":[7]}", 400, "invalid input type")]
    [InlineData(
        "/api/generate",
        "{\"model\":\"llama3.2:3b\",\"prompt\":\"a\",\"raw\":true,\"system\":\"b\"}",
        400,
        "raw mode does not support template, system, or context"
    )]
    [InlineData(
        "/api/chat",
        "{\"model\":\"llama3.2:3b\",\"top_logprobs\":21}",
        400,
        "top_logprobs must be between 0 and 20"
    )]
    [InlineData(
        "/api/chat",
        "{\"model\":\"llama3.2:3b\",\"options\":{\"num_ctx\":\"4096\"}}",
        500,
        "option \"num_ctx\" must be of type integer"
    )]
    [InlineData(
        "/api/chat",
        "{\"model\":\"llama3.2:3b\",\"options\":{\"temperature\":\"hot\"}}",
        500,
        "option \"temperature\" must be of type float32"
    )]
    [InlineData(
        "/api/chat",
        "{\"model\":\"llama3.2:3b\",\"options\":{\"use_mmap\":1}}",
        500,
        "option \"use_mmap\" must be of type boolean"
    )]
    [InlineData(
        "/api/chat",
        "{\"model\":\"llama3.2:3b\",\"options\":{\"stop\":\"x\"}}",
        500,
        "option \"stop\" must be of type array"
    )]
    public async Task Errors_have_the_status_and_the_words_of_Ollama(string path, string body, int status, string words)
    {
        var (given, text) = await _replica.AskAsync(path, body);
        Assert.Equal(words, JsonDocument.Parse(text).RootElement.GetProperty("error").GetString());
        Assert.Equal(status, given);
    }

    [Theory]
    [InlineData(64, "json: cannot unmarshal array into Go value of type api.ChatRequest")]
    [InlineData(65, "exceeded max depth")]
    public async Task Json_may_be_64_levels_deep(int levels, string words)
    {
        var (status, text) = await _replica.AskAsync("/api/chat", new string('[', levels) + new string(']', levels));
        Assert.Equal(words, JsonDocument.Parse(text).RootElement.GetProperty("error").GetString());
        Assert.Equal(400, status);
    }

    [Fact]
    public async Task Unknown_options_fields_and_explicit_nulls_are_ignored()
    {
        var answer = await _replica.JsonAsync(
            "/api/chat",
            "{\"model\":\"llama3.2:3b\",\"stream\":false,\"options\":{\"mirostat\":\"x\",\"seed\":null},\"format\":null,\"tools\":null,\"think\":null,\"keep_alive\":null,\"x\":[1],\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}"
        );
        Assert.True(answer.GetProperty("done").GetBoolean());
    }

    [Fact]
    public async Task Unknown_paths_wrong_verbs_and_foreign_hosts_are_refused_plainly()
    {
        using var unknown = await _replica.Http.GetAsync("/api/nothing");
        Assert.Equal((404, "404 page not found"), ((int)unknown.StatusCode, await unknown.Content.ReadAsStringAsync()));
        Assert.Equal("text/plain", unknown.Content.Headers.ContentType?.MediaType);
        using var verb = await _replica.Http.GetAsync("/api/chat");
        Assert.Equal(405, (int)verb.StatusCode);
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/api/tags");
        foreign.Headers.Host = "evil.example";
        using var refused = await _replica.Http.SendAsync(foreign);
        Assert.Equal((403, ""), ((int)refused.StatusCode, await refused.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task An_oversized_body_gets_413_and_the_server_goes_on()
    {
        var (status, _) = await _replica.AskAsync("/api/chat", $"{{\"model\":\"{new string('x', 8192)}\"}}");
        Assert.Equal(413, status);
        Assert.Equal("Ollama is running", await _replica.Http.GetStringAsync("/"));
    }

    [Fact]
    public async Task Half_a_character_and_deep_nesting_are_errors_and_not_crashes()
    {
        var (status, _) = await _replica.AskAsync(
            "/api/chat",
            "{\"model\":\"llama3.2:3b\",\"messages\":[{\"role\":\"user\",\"content\":\"\\ud800\"}]}"
        );
        Assert.Equal(400, status);
        var (deep, _) = await _replica.AskAsync("/api/chat", new string('[', 2000));
        Assert.Equal(400, deep);
    }

    [Fact]
    public async Task The_side_door_is_closed_unless_asked_for()
    {
        await using var closed = await Replica.StartAsync(("AllowFaults", "false"));
        using var state = await closed.Http.GetAsync("/_sim/state");
        using var faults = await closed.PostAsync("/_sim/faults", "{\"kind\":\"refuse\"}");
        Assert.Equal((404, 404), ((int)state.StatusCode, (int)faults.StatusCode));
    }
}
