using System.Text.RegularExpressions;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Tests.Fakes;

namespace Orchestrator.Gateway.Tests.OpenAi;

/// <summary>The bytes that a client sees, with the run's id and time left out.</summary>
public sealed class ChatCompletionAnswerTests
{
    private const string Head = "{\"model\":\"qwen3:8b\"";

    [Fact]
    public async Task A_stream_has_the_role_once_a_finish_chunk_and_the_end_mark()
    {
        var events = await StreamAsync("""{"model":"auto","stream":true,"messages":[{"role":"user","content":"x"}]}""");

        Assert.Equal(
            [
                Head
                    + ""","choices":[{"index":0,"delta":{"role":"assistant","content":"Hello"},"logprobs":null,"finish_reason":null}]}""",
                Head
                    + ""","choices":[{"index":0,"delta":{"content":" world"},"logprobs":null,"finish_reason":null}]}""",
                Head + ""","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}]}""",
                "[DONE]",
            ],
            events
        );
    }

    [Fact]
    public async Task Usage_comes_in_a_chunk_of_its_own_when_it_was_asked_for()
    {
        var events = await StreamAsync(
            """{"model":"auto","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"x"}]}"""
        );

        Assert.EndsWith("\"usage\":null}", events[0], StringComparison.Ordinal);
        Assert.Equal(
            Head + ""","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}}""",
            events[^2]
        );
        Assert.Equal("[DONE]", events[^1]);
    }

    [Fact]
    public async Task Thinking_and_tool_calls_are_streamed_in_OpenAIs_fields()
    {
        var events = await StreamAsync(
            """{"model":"auto","stream":true,"messages":[{"role":"user","content":"x"}]}""",
            new Delta { Thinking = "음…" },
            new Delta { ToolCalls = { Call() } }
        );

        Assert.Contains(
            "\"delta\":{\"role\":\"assistant\",\"reasoning\":\"음…\",\"content\":\"\"}",
            events[0],
            StringComparison.Ordinal
        );
        Assert.Contains(
            """{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"서울 ☀️\"}"}}]}""",
            events[1],
            StringComparison.Ordinal
        );
        Assert.Contains("\"finish_reason\":\"tool_calls\"", events[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_chunks_of_a_stream_have_one_id_and_one_time_and_two_streams_differ()
    {
        await using var app = await GatewayApp.StartAsync();
        const string Ask = """{"model":"auto","stream":true,"messages":[{"role":"user","content":"x"}]}""";

        var (_, first) = await app.AskAsync("/v1/chat/completions", Ask);
        var (_, second) = await app.AskAsync("/v1/chat/completions", Ask);

        var starts = Events(first).Where(line => line != "[DONE]").Select(Start).Distinct().ToList();
        Assert.Single(starts);
        Assert.Matches(
            "^{\"id\":\"chatcmpl-[0-9a-f]{32}\",\"object\":\"chat.completion.chunk\",\"created\":\\d+,$",
            starts[0]
        );
        Assert.NotEqual(starts[0], Start(Events(second)[0]));
    }

    [Fact]
    public async Task A_whole_answer_is_one_object()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Worker.OnGenerate = async (_, stream, end) =>
        {
            await stream.WriteAsync(new GenerateChunk { Delta = new Delta { Thinking = "hm" } }, end);
            await Answers.SayAsync(stream, "안녕", "하세요 👋 \"<b>\"");
        };

        var (status, body) = await app.AskAsync(
            "/v1/chat/completions",
            """{"model":"auto","messages":[{"role":"user","content":"x"}]}"""
        );

        Assert.Equal(200, status);
        Assert.Equal(
            Head
                + ""","choices":[{"index":0,"message":{"role":"assistant","content":"안녕하세요 \uD83D\uDC4B \"<b>\"","refusal":null,"reasoning":"hm"},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}}""",
            WithoutStart(body)
        );
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Calls_without_an_id_get_one_that_no_other_answer_uses(string stream)
    {
        await using var app = await GatewayApp.StartAsync();
        var call = Call();
        call.Id = "";
        app.Worker.OnGenerate = async (_, answer, end) =>
        {
            await answer.WriteAsync(new GenerateChunk { Delta = new Delta { ToolCalls = { call } } }, end);
            await Answers.SayAsync(answer);
        };
        var ask = $$"""{"model":"auto","stream":{{stream}},"messages":[{"role":"user","content":"x"}]}""";

        var ids = new List<string>();
        for (var turn = 0; turn < 2; turn++)
        {
            var (_, body) = await app.AskAsync("/v1/chat/completions", ask);
            ids.Add(
                Regex
                    .Match(body, "\"id\":\"(?<id>call_[^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1))
                    .Groups["id"]
                    .Value
            );
        }

        Assert.All(ids, id => Assert.Matches("^call_[0-9a-f]{32}_0$", id));
        Assert.NotEqual(ids[0], ids[1]);
    }

    [Fact]
    public async Task A_whole_answer_of_tool_calls_has_no_content()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Worker.OnGenerate = async (_, stream, end) =>
        {
            await stream.WriteAsync(new GenerateChunk { Delta = new Delta { ToolCalls = { Call() } } }, end);
            await Answers.SayAsync(stream);
        };

        var (_, body) = await app.AskAsync(
            "/v1/chat/completions",
            """{"model":"auto","messages":[{"role":"user","content":"x"}]}"""
        );

        Assert.Contains(
            """{"index":0,"message":{"role":"assistant","content":null,"refusal":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"서울 ☀️\"}"}}]},"logprobs":null,"finish_reason":"tool_calls"}""",
            body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_answer_that_is_too_long_to_collect_is_an_error_and_frees_the_replica()
    {
        await using var app = await GatewayApp.StartAsync("--Gateway:Runs:MaxCollectedChars=2000");
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Worker.OnGenerate = async (_, stream, cancellation) =>
        {
            await using var end = cancellation.Register(() => cancelled.TrySetResult());
            while (!cancellation.IsCancellationRequested)
            {
                await stream.WriteAsync(Answers.Piece(new string('x', 500)), cancellation);
            }
        };

        var (status, body) = await app.AskAsync(
            "/v1/chat/completions",
            """{"model":"auto","messages":[{"role":"user","content":"x"}]}"""
        );

        Assert.Equal(502, status);
        Assert.Contains("Gateway:Runs:MaxCollectedChars", body, StringComparison.Ordinal);
        await cancelled.Task.Within("the worker's call is cancelled");
    }

    private static ToolCall Call() =>
        new()
        {
            Id = "c1",
            Name = "weather",
            ArgumentsJson = """{"city":"서울 ☀️"}""",
        };

    private static async Task<IReadOnlyList<string>> StreamAsync(string ask, params Delta[] deltas)
    {
        await using var app = await GatewayApp.StartAsync();
        if (deltas.Length > 0)
        {
            app.Worker.OnGenerate = async (_, stream, end) =>
            {
                foreach (var delta in deltas)
                {
                    await stream.WriteAsync(new GenerateChunk { Delta = delta }, end);
                }

                await stream.WriteAsync(Answers.Finished(), end);
            };
        }

        var (status, body) = await app.AskAsync("/v1/chat/completions", ask);
        Assert.Equal(200, status);
        return [.. Events(body).Select(WithoutStart)];
    }

    private static IReadOnlyList<string> Events(string body)
    {
        Assert.EndsWith("\n\n", body, StringComparison.Ordinal);
        var events = body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.All(events, text => Assert.StartsWith("data: ", text, StringComparison.Ordinal));
        return [.. events.Select(text => text["data: ".Length..])];
    }

    private static string Start(string chunk) => chunk[..chunk.IndexOf("\"model\"", StringComparison.Ordinal)];

    private static string WithoutStart(string chunk)
    {
        var model = chunk.IndexOf("\"model\"", StringComparison.Ordinal);
        return model < 0 ? chunk : $"{{{chunk[model..]}";
    }
}
