using Orchestrator.Inference.Tests.Providers;

namespace Orchestrator.Inference.Tests.OpenAi;

public sealed class AnswerTests
{
    private const string Stop = """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";

    [Theory]
    [InlineData("reasoning_content")]
    [InlineData("reasoning")]
    public async Task Thoughts_have_two_names(string field)
    {
        var deltas = await AskAsync(
            $$$"""{"choices":[{"delta":{"{{{field}}}":"2+2"}}]}""",
            """{"choices":[{"delta":{"content":"4"}}]}""",
            Stop
        );

        Assert.Equal([new ChatDelta.Thinking("2+2"), new ChatDelta.Text("4")], deltas[..2]);
    }

    [Fact]
    public async Task Fragments_of_tool_calls_are_joined_to_whole_calls_in_their_order()
    {
        var deltas = await AskAsync(
            Tool("""{"index":0,"id":"a","type":"function","function":{"name":"weather","arguments":""}}"""),
            Tool("""{"index":0,"function":{"arguments":"{\"city\":"}}"""),
            Tool("""{"index":1,"id":"b","function":{"name":"time","arguments":""}}"""),
            Tool("""{"index":0,"function":{"arguments":"\"서울\"}"}}"""),
            """{"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"""
        );

        var calls = Assert.IsType<ChatDelta.ToolCalls>(deltas[0]).Calls;
        Assert.Equal([("a", "weather"), ("b", "time")], calls.Select(call => (call.Id, call.Name)));
        Assert.Equal("서울", calls[0].Arguments.GetProperty("city").GetString());
        Assert.Equal("{}", calls[1].Arguments.GetRawText());
        Assert.Equal(FinishReason.Stop, Finished(deltas).Reason);
    }

    [Fact]
    public async Task A_call_that_the_limit_of_tokens_cut_off_is_left_out()
    {
        var deltas = await AskAsync(
            Tool("""{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\":1}"}}"""),
            Tool("""{"index":1,"id":"b","function":{"name":"g","arguments":"{\"y\":"}}"""),
            """{"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}"""
        );

        Assert.Equal("f", Assert.Single(Assert.IsType<ChatDelta.ToolCalls>(deltas[0]).Calls).Name);
        Assert.Equal(FinishReason.Length, Finished(deltas).Reason);
    }

    [Theory]
    [InlineData("{\\\"x\\\":")]
    [InlineData("[1]")]
    public async Task Arguments_that_are_no_object_broke_the_answer(string arguments)
    {
        var error = await FailAsync(
            Tool($$$"""{"index":0,"id":"a","function":{"name":"f","arguments":"{{{arguments}}}"}}"""),
            Stop
        );

        Assert.Equal(InferenceCause.StreamBroken, error.Cause);
    }

    [Fact]
    public async Task Tool_calls_without_end_are_broken_off()
    {
        var calls = Enumerable
            .Range(0, 129)
            .Select(i => Tool($$$"""{"index":{{{i}}},"id":"a","function":{"name":"f"}}"""));

        var error = await FailAsync([.. calls, Stop]);

        Assert.Contains("more than 128 tool calls", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stop", FinishReason.Stop)]
    [InlineData("tool_calls", FinishReason.Stop)]
    [InlineData("function_call", FinishReason.Stop)]
    [InlineData("length", FinishReason.Length)]
    [InlineData("content_filter", FinishReason.Filtered)]
    [InlineData("of_tomorrow", FinishReason.Unknown)]
    public async Task Every_reason_to_end_is_understood_or_unknown(string reason, FinishReason expected)
    {
        var deltas = await AskAsync($$$"""{"choices":[{"index":0,"delta":{},"finish_reason":"{{{reason}}}"}]}""");

        Assert.Equal(expected, Finished(deltas).Reason);
    }

    [Fact]
    public async Task An_answer_needs_a_reason_or_an_end_mark_but_not_both()
    {
        await using var marked = await FarEnd.StreamsAsync("openai", Events(Hello) + "data: [DONE]\n\n");
        await using var reasoned = await FarEnd.StreamsAsync("openai", Events(Hello, Stop));
        await using var neither = await FarEnd.StreamsAsync("openai", Events(Hello));

        Assert.Equal(FinishReason.Unknown, Finished(await marked.AskAsync()).Reason);
        Assert.Equal(FinishReason.Stop, Finished(await reasoned.AskAsync()).Reason);
        Assert.Equal(InferenceCause.StreamBroken, (await neither.FailAsync()).Error.Cause);
    }

    [Fact]
    public async Task Usage_is_the_endpoints_and_nothing_where_it_is_silent()
    {
        var silent = await AskAsync(Hello, Stop);
        var said = await AskAsync(
            Hello,
            Stop,
            """{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":8}}}"""
        );

        Assert.Equal(new TokenUsage(0, 0), Finished(silent).Usage);
        Assert.Equal(new TokenUsage(9, 4) { CachedPromptTokens = 8 }, Finished(said).Usage);
    }

    [Fact]
    public async Task Times_are_ours_where_the_endpoint_states_none()
    {
        var next = new SemaphoreSlim(0);
        await using var far = await FarEnd.StartAsync(
            "openai",
            async context =>
            {
                await next.WaitAsync(context.RequestAborted);
                await context.SendAsync(Events(Hello));
                await next.WaitAsync(context.RequestAborted);
                await context.SendAsync(Events(Hello, Stop));
            }
        );
        await using var deltas = far.Client.ChatAsync(FarEnd.Question, CancellationToken.None).GetAsyncEnumerator();
        foreach (var seconds in new[] { 2, 5 })
        {
            var piece = deltas.MoveNextAsync().AsTask();
            far.Clock.Advance(TimeSpan.FromSeconds(seconds));
            next.Release();
            Assert.True(await Wait.ForAsync(piece, "a piece arrives"));
        }

        Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), "the end arrives"));

        var expected = new CallTimings(
            TimeSpan.FromSeconds(7),
            TimeSpan.Zero,
            TimeSpan.FromSeconds(2),
            TimeSpan.FromSeconds(5)
        )
        {
            AreOurs = true,
        };
        Assert.Equal(expected, Assert.IsType<ChatDelta.Finished>(deltas.Current).Timings);
    }

    [Fact]
    public async Task The_time_of_writing_a_tool_call_is_not_taken_for_the_prompts()
    {
        var next = new SemaphoreSlim(0);
        await using var far = await FarEnd.StartAsync(
            "openai",
            async context =>
            {
                await context.SendAsync(
                    Events(Tool("""{"index":0,"id":"a","function":{"name":"f","arguments":""}}"""))
                );
                await next.WaitAsync(context.RequestAborted);
                await context.SendAsync(Events(Stop));
            }
        );
        await using var deltas = far.Client.ChatAsync(FarEnd.Question, CancellationToken.None).GetAsyncEnumerator();
        var calls = deltas.MoveNextAsync().AsTask();
        // The first fragment is read once the limit of silence runs, and the clock may move only then.
        await Wait.UntilAsync(
            () => far.Clock.NextDueAt - far.Clock.GetUtcNow() == TimeSpan.FromMinutes(2),
            "it is read"
        );
        far.Clock.Advance(TimeSpan.FromSeconds(30));
        next.Release();

        Assert.True(await Wait.ForAsync(calls, "the call arrives"));
        Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), "the end arrives"));
        var timings = Assert.IsType<ChatDelta.Finished>(deltas.Current).Timings;
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(30)), (timings.PromptEval, timings.Eval));
    }

    [Fact]
    public async Task The_times_of_llama_cpp_are_better_than_ours()
    {
        var deltas = await AskAsync(
            Hello,
            """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"timings":{"cache_n":6,"prompt_n":4,"prompt_ms":125.5,"predicted_n":3,"predicted_ms":250}}"""
        );

        var finished = Finished(deltas);
        Assert.Equal(TimeSpan.FromMilliseconds(125.5), finished.Timings.PromptEval);
        Assert.Equal(TimeSpan.FromMilliseconds(250), finished.Timings.Eval);
        Assert.False(finished.Timings.AreOurs);
        Assert.Equal(new TokenUsage(10, 3) { CachedPromptTokens = 6 }, finished.Usage);
    }

    [Theory]
    [InlineData("""{"choices":[{"index":1,"delta":{"content":"other"}}]}""")]
    [InlineData("""{"choices":null}""")]
    [InlineData("""{"object":"ping"}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":null,"tool_calls":null},"finish_reason":null}]}""")]
    [InlineData("""{"choices":[{"index":"x","delta":{"content":7}}],"usage":-1,"timings":"fast"}""")]
    public async Task Chunks_that_say_nothing_that_we_know_do_no_harm(string chunk)
    {
        var deltas = await AskAsync(Hello, chunk, Stop);

        Assert.Equal(new ChatDelta.Text("Hello"), deltas[0]);
        Assert.Equal(2, deltas.Count);
    }

    [Fact]
    public async Task Comments_and_carriage_returns_do_no_harm()
    {
        var stream = ": PROCESSING\r\n\r\n" + Events(Hello, Stop).ReplaceLineEndings("\r\n") + "data:[DONE]\r\n\r\n";
        await using var far = await FarEnd.StreamsAsync("openai", stream);

        Assert.Equal(new ChatDelta.Text("Hello"), (await far.AskAsync())[0]);
    }

    private const string Hello = """{"choices":[{"index":0,"delta":{"content":"Hello"}}]}""";

    private static string Tool(string call) => $$$"""{"choices":[{"index":0,"delta":{"tool_calls":[{{{call}}}]}}]}""";

    private static string Events(params string[] chunks) => string.Concat(chunks.Select(chunk => $"data: {chunk}\n\n"));

    private static ChatDelta.Finished Finished(List<ChatDelta> deltas) => Assert.IsType<ChatDelta.Finished>(deltas[^1]);

    private static async Task<List<ChatDelta>> AskAsync(params string[] chunks)
    {
        await using var far = await FarEnd.StreamsAsync("openai", Events(chunks) + "data: [DONE]\n\n");
        return await far.AskAsync();
    }

    private static async Task<InferenceError> FailAsync(params string[] chunks)
    {
        await using var far = await FarEnd.StreamsAsync("openai", Events(chunks));
        return (await far.FailAsync()).Error;
    }
}
