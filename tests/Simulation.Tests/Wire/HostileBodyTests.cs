using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Simulation.Tests.Wire;

/// <summary>Whatever stands in a field, the answer is one of the API's own: never a crash, never an empty 500.</summary>
public sealed class HostileBodyTests : IAsyncLifetime
{
    private static readonly string[] _values =
    [
        "null",
        "true",
        "7",
        "-1",
        "1e300",
        "1e400",
        "9223372036854775808",
        "\"\"",
        "\"a\"",
        "\"\\ud800\"",
        "\"{{\"",
        "[]",
        "[null]",
        "[7]",
        "[[]]",
        "[{}]",
        "[\"\\udfff\"]",
        "{}",
        "{\"type\":\"object\"}",
        "{\"\\ud800\":\"\\ud800\"}",
        "[{\"type\":\"text\"},{\"type\":7},{\"role\":[]}]",
        "[{\"function\":{\"name\":7,\"arguments\":\"{\"}}]",
    ];

    private Replica _replica = null!;

    public async Task InitializeAsync() =>
        _replica = await Replica.StartAsync(
            ("Models:0", "llama3.2:3b"),
            ("Models:1", "qwen3:8b"),
            ("Models:2", "nomic-embed-text"),
            ("AnswerTokensMax", "20")
        );

    public async Task DisposeAsync() => await _replica.DisposeAsync();

    private const string Message = "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]";

    public static TheoryData<string, string, string> Requests =>
        new()
        {
            {
                "/api/chat",
                $"{{\"model\":\"qwen3:8b\",{Message}}}",
                "model messages tools format stream think keep_alive options truncate shift logprobs top_logprobs messages.0.role messages.0.content messages.0.images messages.0.tool_calls messages.0.tool_name messages.0.thinking options.num_ctx options.seed options.stop options.temperature options.num_predict"
            },
            {
                "/api/generate",
                "{\"model\":\"llama3.2:3b\",\"prompt\":\"a\"}",
                "model prompt suffix system template context raw images format think keep_alive options stream"
            },
            {
                "/api/embed",
                "{\"model\":\"nomic-embed-text\",\"input\":\"a\"}",
                "model input truncate dimensions keep_alive options"
            },
            {
                "/api/embeddings",
                "{\"model\":\"nomic-embed-text\",\"prompt\":\"a\"}",
                "model prompt keep_alive options"
            },
            { "/api/show", "{\"model\":\"llama3.2:3b\"}", "model name verbose" },
            { "/api/copy", "{\"source\":\"llama3.2:3b\",\"destination\":\"x\"}", "source destination" },
            { "/api/pull", "{\"model\":\"llama3.2:3b\",\"stream\":false}", "model name insecure stream" },
            { "/api/push", "{\"model\":\"llama3.2:3b\",\"stream\":false}", "model stream" },
            {
                "/api/create",
                "{\"model\":\"y\",\"from\":\"llama3.2:3b\",\"stream\":false}",
                "model from files adapters template license system parameters messages quantize stream"
            },
            {
                "/v1/chat/completions",
                $"{{\"model\":\"qwen3:8b\",{Message}}}",
                "model messages stream stream_options max_tokens seed stop temperature top_p frequency_penalty response_format tools reasoning reasoning_effort logprobs top_logprobs messages.0.role messages.0.content messages.0.tool_calls messages.0.tool_call_id messages.0.name"
            },
            {
                "/v1/completions",
                "{\"model\":\"llama3.2:3b\",\"prompt\":\"a\"}",
                "model prompt suffix stream stream_options max_tokens seed stop temperature"
            },
            {
                "/v1/embeddings",
                "{\"model\":\"nomic-embed-text\",\"input\":\"a\"}",
                "model input dimensions encoding_format"
            },
            {
                "/v1/responses",
                "{\"model\":\"qwen3:8b\",\"input\":\"a\"}",
                "model input instructions stream max_output_tokens reasoning text tools temperature top_p truncation"
            },
            {
                "/v1/messages",
                $"{{\"model\":\"qwen3:8b\",\"max_tokens\":9,{Message}}}",
                "model messages max_tokens system stream stop_sequences tools thinking output_config temperature top_k messages.0.role messages.0.content"
            },
            { "/_sim/faults", "{\"kind\":\"status\",\"status\":0}", "kind model path count status" },
            { "/_sim/faults", "{\"kind\":\"delay\",\"path\":7}", "milliseconds" },
            { "/_sim/faults", "{\"kind\":\"crash\",\"factor\":1}", "seconds" },
            { "/_sim/faults", "{\"kind\":\"vram_shrink\",\"factor\":1}", "bytes" },
        };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_field_may_hold_anything(string path, string request, string fields)
    {
        foreach (var field in fields.Split(' '))
        {
            foreach (var value in _values)
            {
                await SendAsync(path, With(request, field.Split('.'), value));
            }
        }

        Assert.Equal("Ollama is running", await _replica.Http.GetStringAsync("/"));
    }

    private async Task SendAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8);
        using var response = await _replica.Http.PostAsync(path, content);
        var body = await response.Content.ReadAsStringAsync();
        var what = $"{path} {json} gave {(int)response.StatusCode} {body}";
        Assert.True((int)response.StatusCode is 200 or 400 or 404 or 500, what);
        Assert.True(response.IsSuccessStatusCode || HasError(body), what);
    }

    private static bool HasError(string body) =>
        body.Length > 0 && JsonDocument.Parse(body).RootElement.TryGetProperty("error", out _);

    // As text: a broken value must reach the server as it is written.
    private static string With(string request, string[] path, string value)
    {
        const string Mark = "@@@";
        var root = JsonNode.Parse(request)!;
        var at = root;
        foreach (var step in path[..^1])
        {
            at = (at is JsonArray array ? array[int.Parse(step, null)] : at[step] ??= new JsonObject())!;
        }

        at[path[^1]] = Mark;
        return root.ToJsonString().Replace($"\"{Mark}\"", value, StringComparison.Ordinal);
    }
}
