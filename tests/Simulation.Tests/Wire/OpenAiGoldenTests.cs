using System.Text.Json;

namespace Orchestrator.Simulation.Tests.Wire;

/// <summary>OpenAI's wire format as Ollama speaks it, byte for byte but for times.</summary>
public sealed class OpenAiGoldenTests : IAsyncLifetime
{
    private const string Head =
        "\"object\":\"chat.completion.chunk\",\"created\":0,\"model\":\"llama3.2:3b\",\"system_fingerprint\":\"fp_ollama\"";

    private Replica _replica = null!;

    public async Task InitializeAsync() =>
        _replica = await Replica.StartAsync(
            ("Models:0", "llama3.2:3b"),
            ("Models:1", "qwen3:8b"),
            ("Models:2", "nomic-embed-text"),
            ("Models:3", "gemma3:12b"),
            ("Models:4", "exaone3.5:7.8b")
        );

    public async Task DisposeAsync() => await _replica.DisposeAsync();

    private static string Chat(string more, string model = "llama3.2:3b") =>
        $"{{\"model\":\"{model}\",\"messages\":[{{\"role\":\"user\",\"content\":\"Hello\"}}]{more}}}";

    private async Task<string> TextAsync(string path, string json)
    {
        var (status, body) = await _replica.AskAsync(path, json);
        Assert.Equal(200, status);
        return Replica.WithoutTimes(body);
    }

    [Fact]
    public async Task Chat_completion() =>
        Assert.Equal(
            "{\"id\":\"chatcmpl-N\",\"object\":\"chat.completion\",\"created\":0,\"model\":\"llama3.2:3b\",\"system_fingerprint\":\"fp_ollama\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"[simulated] llama\"},\"finish_reason\":\"length\"}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7}}",
            await TextAsync("/v1/chat/completions", Chat(",\"max_tokens\":2"))
        );

    [Theory]
    [InlineData("\" llama\"")]
    [InlineData("[\"never\",\" llama\"]")]
    public async Task A_stop_sequence_is_one_text_or_several(string stop) =>
        Assert.Contains(
            "\"content\":\"[simulated]\"},\"finish_reason\":\"stop\"",
            await TextAsync("/v1/chat/completions", Chat($",\"stop\":{stop}")),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Chat_completion_as_a_stream_has_the_role_once_and_the_usage_at_the_end() =>
        Assert.Equal(
            $"data: {{\"id\":\"chatcmpl-N\",{Head},\"choices\":[{{\"index\":0,\"delta\":{{\"role\":\"assistant\",\"content\":\"[simulated]\"}},\"finish_reason\":null}}]}}\n\n"
                + $"data: {{\"id\":\"chatcmpl-N\",{Head},\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\" llama\"}},\"finish_reason\":null}}]}}\n\n"
                + $"data: {{\"id\":\"chatcmpl-N\",{Head},\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\"\"}},\"finish_reason\":\"length\"}}]}}\n\n"
                + $"data: {{\"id\":\"chatcmpl-N\",{Head},\"choices\":[],\"usage\":{{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7}}}}\n\n"
                + "data: [DONE]\n\n",
            await TextAsync(
                "/v1/chat/completions",
                Chat(",\"max_tokens\":2,\"stream\":true,\"stream_options\":{\"include_usage\":true}")
            )
        );

    [Fact]
    public async Task Completion() =>
        Assert.Equal(
            "{\"id\":\"cmpl-N\",\"object\":\"text_completion\",\"created\":0,\"model\":\"llama3.2:3b\",\"system_fingerprint\":\"fp_ollama\",\"choices\":[{\"text\":\"[simulated] llama\",\"index\":0,\"finish_reason\":\"length\"}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7}}",
            await TextAsync("/v1/completions", "{\"model\":\"llama3.2:3b\",\"prompt\":\"Hello\",\"max_tokens\":2}")
        );

    [Fact]
    public async Task Models_with_their_owner()
    {
        await using var one = await Replica.StartAsync(("Models:0", "llama3.2:3b"));
        const string Model = "{\"id\":\"llama3.2:3b\",\"object\":\"model\",\"created\":0,\"owned_by\":\"library\"}";
        Assert.Equal(
            $"{{\"object\":\"list\",\"data\":[{Model}]}}",
            Replica.WithoutTimes(await one.Http.GetStringAsync("/v1/models"))
        );
        Assert.Equal(Model, Replica.WithoutTimes(await one.Http.GetStringAsync("/v1/models/llama3.2:3b")));
        await one.JsonAsync("/_sim/faults", "{\"kind\":\"model_removed\",\"model\":\"llama3.2:3b\"}");
        Assert.Equal("{\"object\":\"list\",\"data\":null}", await one.Http.GetStringAsync("/v1/models"));
        using var unknown = await one.Http.GetAsync("/v1/models/llama3.2:3b");
        Assert.Equal(404, (int)unknown.StatusCode);
    }

    [Fact]
    public async Task Embeddings()
    {
        var floats = await _replica.JsonAsync(
            "/v1/embeddings",
            "{\"model\":\"nomic-embed-text\",\"input\":[\"one\"],\"dimensions\":2}"
        );
        Assert.Equal("embedding", floats.GetProperty("data")[0].GetProperty("object").GetString());
        Assert.Equal(2, floats.GetProperty("data")[0].GetProperty("embedding").GetArrayLength());
        Assert.Equal("{\"prompt_tokens\":2,\"total_tokens\":2}", floats.GetProperty("usage").GetRawText());
        var packed = await _replica.JsonAsync(
            "/v1/embeddings",
            "{\"model\":\"nomic-embed-text\",\"input\":\"one\",\"dimensions\":2,\"encoding_format\":\"BASE64\"}"
        );
        var bytes = packed.GetProperty("data")[0].GetProperty("embedding").GetBytesFromBase64();
        Assert.Equal(
            floats.GetProperty("data")[0].GetProperty("embedding")[1].GetSingle(),
            BitConverter.ToSingle(bytes, 4)
        );
    }

    [Fact]
    public async Task Thinking_is_called_reasoning_and_effort_none_turns_it_off()
    {
        var thought = await _replica.JsonAsync(
            "/v1/chat/completions",
            Chat(",\"reasoning_effort\":\"minimal\"", "qwen3:8b")
        );
        var message = thought.GetProperty("choices")[0].GetProperty("message");
        Assert.StartsWith("[simulated]", message.GetProperty("reasoning").GetString(), StringComparison.Ordinal);
        var quiet = await _replica.JsonAsync(
            "/v1/chat/completions",
            Chat(",\"reasoning\":{\"effort\":\"none\"}", "qwen3:8b")
        );
        Assert.False(quiet.GetProperty("choices")[0].GetProperty("message").TryGetProperty("reasoning", out _));
    }

    [Fact]
    public async Task A_picture_comes_as_a_data_URL()
    {
        const string Parts =
            "{\"model\":\"gemma3:12b\",\"max_tokens\":2,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}]}]}";
        var answer = await _replica.JsonAsync("/v1/chat/completions", Parts);
        Assert.Equal(265, answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32());
    }

    [Theory]
    [InlineData("/v1/chat/completions", "", 400, "EOF")]
    [InlineData(
        "/v1/chat/completions",
        "[]",
        400,
        "json: cannot unmarshal array into Go value of type openai.ChatCompletionRequest"
    )]
    [InlineData(
        "/v1/chat/completions",
        "{\"model\":\"llama3.2:3b\",\"messages\":[]}",
        400,
        "[] is too short - 'messages'"
    )]
    [InlineData(
        "/v1/chat/completions",
        "{\"model\":\"nobody\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}",
        404,
        "model 'nobody' not found"
    )]
    [InlineData(
        "/v1/chat/completions",
        "{\"model\":\"llama3.2:3b\",\"messages\":[{\"role\":\"user\",\"content\":7}]}",
        400,
        "invalid message content type: number"
    )]
    [InlineData(
        "/v1/chat/completions",
        "{\"model\":\"llama3.2:3b\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"x\"}]}]}",
        400,
        "invalid message format"
    )]
    [InlineData(
        "/v1/chat/completions",
        "{\"model\":\"gemma3:12b\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"http://a/b.png\"}}]}]}",
        400,
        "image URLs are not currently supported, please use base64 encoded data instead"
    )]
    [InlineData(
        "/v1/chat/completions",
        "{\"model\":\"llama3.2:3b\",\"reasoning_effort\":\"low\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}",
        400,
        "\"llama3.2:3b\" does not support thinking"
    )]
    [InlineData(
        "/v1/chat/completions",
        "{\"model\":\"llama3.2:3b\",\"reasoning_effort\":\"huge\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}",
        400,
        "invalid reasoning value: 'huge' (must be \"high\", \"medium\", \"low\", \"max\", or \"none\")"
    )]
    [InlineData(
        "/v1/chat/completions",
        "{\"model\":\"llama3.2:3b\",\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"1\",\"function\":{\"name\":\"f\",\"arguments\":\"x\"}}]}]}",
        400,
        "invalid tool call arguments"
    )]
    [InlineData(
        "/v1/chat/completions",
        "{\"model\":\"exaone3.5:7.8b\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}",
        400,
        "registry.ollama.ai/library/exaone3.5:7.8b does not support tools"
    )]
    [InlineData("/v1/embeddings", "{\"model\":\"nomic-embed-text\"}", 400, "invalid input")]
    [InlineData(
        "/v1/embeddings",
        "{\"model\":\"nomic-embed-text\",\"input\":\"a\",\"encoding_format\":\"x\"}",
        400,
        "Invalid value for 'encoding_format' = x. Supported values: ['float', 'base64']."
    )]
    [InlineData(
        "/v1/responses",
        "{\"model\":\"llama3.2:3b\",\"input\":[{\"type\":\"x\"}]}",
        400,
        "input[0]: unknown input item type: \"x\""
    )]
    [InlineData(
        "/v1/responses",
        "{\"model\":\"llama3.2:3b\",\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_file\"}]}]}",
        400,
        "file inputs are not currently supported"
    )]
    public async Task Errors_have_the_form_of_OpenAI(string path, string json, int status, string words)
    {
        var (given, body) = await _replica.AskAsync(path, json);
        var type = status == 404 ? "not_found_error" : "invalid_request_error";
        var error = JsonDocument.Parse(body).RootElement.GetProperty("error");
        Assert.Equal(
            (status, words, type),
            (given, error.GetProperty("message").GetString(), error.GetProperty("type").GetString())
        );
        Assert.Equal(JsonValueKind.Null, error.GetProperty("param").ValueKind);
        Assert.Equal(JsonValueKind.Null, error.GetProperty("code").ValueKind);
    }

    [Fact]
    public async Task A_busy_host_is_an_api_error()
    {
        await _replica.JsonAsync("/_sim/faults", "{\"kind\":\"refuse\"}");
        var (status, body) = await _replica.AskAsync("/v1/chat/completions", Chat(""));
        Assert.Equal(503, status);
        Assert.Contains("\"type\":\"api_error\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_fails_half_way_has_no_end()
    {
        await _replica.JsonAsync("/_sim/faults", "{\"kind\":\"error_in_band\"}");
        var (status, body) = await _replica.AskAsync("/v1/chat/completions", Chat(",\"stream\":true"));
        Assert.Equal(200, status);
        Assert.DoesNotContain("[DONE]", body, StringComparison.Ordinal);
        Assert.EndsWith("\"delta\":{\"content\":\"\"},\"finish_reason\":null}]}\n\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_sound_or_a_model_that_cannot_hear_is_an_error()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("llama3.2:3b"), "model" },
            { new ByteArrayContent([1, 2, 3]), "file", "a.wav" },
        };
        using var response = await _replica.Http.PostAsync("/v1/audio/transcriptions", form);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("does not support audio", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(400, (await _replica.AskAsync("/v1/audio/transcriptions", "{}")).Status);
    }
}
