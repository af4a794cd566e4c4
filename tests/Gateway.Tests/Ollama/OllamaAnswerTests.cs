using System.Text.RegularExpressions;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Tests.Fakes;

namespace Orchestrator.Gateway.Tests.Ollama;

/// <summary>The bytes that a client sees, with the time left out.</summary>
public sealed partial class OllamaAnswerTests
{
    private const string Metrics =
        "\"done\":true,\"done_reason\":\"stop\",\"total_duration\":6000000,\"load_duration\":1000000,"
        + "\"prompt_eval_count\":7,\"prompt_eval_duration\":2000000,\"eval_count\":2,\"eval_duration\":3000000}";

    [Fact]
    public async Task Streaming_is_on_by_default_one_object_per_line()
    {
        await using var app = await GatewayApp.StartAsync();

        using var response = await app.PostAsync(
            "/api/chat",
            """{"model":"auto","messages":[{"role":"user","content":"x"}]}"""
        );
        var lines = Lines(await response.Content.ReadAsStringAsync());

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("gpu-1", response.Headers.GetValues("X-Orchestrator-Replica").Single());
        Assert.Equal(
            [
                """{"model":"qwen3:8b","created_at":T,"message":{"role":"assistant","content":"Hello"},"done":false}""",
                """{"model":"qwen3:8b","created_at":T,"message":{"role":"assistant","content":" world"},"done":false}""",
                """{"model":"qwen3:8b","created_at":T,"message":{"role":"assistant","content":""},""" + Metrics,
            ],
            lines
        );
    }

    [Fact]
    public async Task Without_streaming_there_is_one_object()
    {
        await using var app = await GatewayApp.StartAsync();

        using var response = await app.PostAsync(
            "/api/chat",
            """{"model":"auto","stream":false,"messages":[{"role":"user","content":"x"}]}"""
        );

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            """{"model":"qwen3:8b","created_at":T,"message":{"role":"assistant","content":"Hello world"},""" + Metrics,
            Timeless(await response.Content.ReadAsStringAsync())
        );
    }

    [Fact]
    public async Task Tool_calls_have_their_arguments_as_an_object()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Worker.OnGenerate = async (_, stream, end) =>
        {
            var call = new ToolCall
            {
                Id = "c1",
                Name = "weather",
                ArgumentsJson = """{"b":1,"a":"서울"}""",
            };
            await stream.WriteAsync(
                new GenerateChunk
                {
                    Delta = new Delta { Thinking = "hm", ToolCalls = { call } },
                },
                end
            );
            await stream.WriteAsync(Answers.Finished("tool_calls"), end);
        };

        var (_, body) = await app.AskAsync("/api/chat", """{"model":"m","messages":[{"role":"user","content":"x"}]}""");

        var lines = Lines(body);
        Assert.Equal(
            """{"model":"qwen3:8b","created_at":T,"message":{"role":"assistant","content":"","thinking":"hm","tool_calls":[{"id":"c1","function":{"index":0,"name":"weather","arguments":{"b":1,"a":"서울"}}}]},"done":false}""",
            lines[0]
        );
        Assert.Contains("\"done_reason\":\"stop\"", lines[1], StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Lines(string body) =>
        [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Timeless)];

    [Fact]
    public async Task A_nonsensical_duration_does_not_end_an_answer_that_is_complete()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Worker.OnGenerate = async (_, stream, cancellation) =>
        {
            await stream.WriteAsync(Answers.Piece("Hello"), cancellation);
            var end = Answers.Finished();
            end.Finished.TotalDuration.Seconds = 300_000_000_000;
            end.Finished.LoadDuration.Seconds = -5;
            await stream.WriteAsync(end, cancellation);
        };

        var (_, body) = await app.AskAsync(
            "/api/chat",
            """{"model":"auto","messages":[{"role":"user","content":"x"}]}"""
        );

        Assert.Contains("\"done\":true", body, StringComparison.Ordinal);
        Assert.Empty(app.Errors);
    }

    private static string Timeless(string json) => CreatedAt().Replace(json, "\"created_at\":T");

    [GeneratedRegex(
        "\"created_at\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,7})?Z\"",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex CreatedAt();
}
