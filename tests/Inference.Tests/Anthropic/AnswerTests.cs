using Orchestrator.Inference.Anthropic;
using Orchestrator.Inference.Tests.Ollama;
using Orchestrator.Inference.Tests.Providers;

namespace Orchestrator.Inference.Tests.Anthropic;

public sealed class AnswerTests
{
    private const string Start =
        """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"usage":{"input_tokens":7,"cache_read_input_tokens":20,"cache_creation_input_tokens":3,"output_tokens":1}}}""";

    private const string Stop = """{"type":"message_stop"}""";

    [Fact]
    public async Task Thoughts_come_as_they_are_thought_and_cached_tokens_belong_to_the_prompt()
    {
        var deltas = await AskAsync(
            Start,
            Begin(0, """{"type":"thinking","thinking":"","signature":""}"""),
            Delta(0, """{"type":"thinking_delta","thinking":"2+2"}"""),
            Delta(0, """{"type":"signature_delta","signature":"sig"}"""),
            End(0),
            Begin(1, """{"type":"text","text":""}"""),
            Delta(1, """{"type":"text_delta","text":"4"}"""),
            End(1),
            Reason("end_turn"),
            Stop
        );

        Assert.Equal([new ChatDelta.Thinking("2+2"), new ChatDelta.Text("4")], deltas[..2]);
        var finished = Assert.IsType<ChatDelta.Finished>(deltas[2]);
        Assert.Equal(new TokenUsage(30, 5) { CachedPromptTokens = 20, CacheWriteTokens = 3 }, finished.Usage);
        Assert.True(finished.Timings.AreOurs);
    }

    [Fact]
    public async Task Fragments_of_tool_calls_are_joined_to_whole_calls()
    {
        var deltas = await AskAsync(
            Start,
            Begin(0, """{"type":"tool_use","id":"toolu_1","name":"weather","input":{}}"""),
            Delta(0, """{"type":"input_json_delta","partial_json":""}"""),
            Delta(0, """{"type":"input_json_delta","partial_json":"{\"city\":\"서"}"""),
            Delta(0, """{"type":"input_json_delta","partial_json":"울\"}"}"""),
            End(0),
            Begin(1, """{"type":"tool_use","id":"toolu_2","name":"time","input":{}}"""),
            End(1),
            Reason("tool_use"),
            Stop
        );

        var calls = Assert.IsType<ChatDelta.ToolCalls>(deltas[0]).Calls;
        Assert.Equal([("toolu_1", "weather"), ("toolu_2", "time")], calls.Select(call => (call.Id, call.Name)));
        Assert.Equal("서울", calls[0].Arguments.GetProperty("city").GetString());
        Assert.Equal(FinishReason.Stop, Assert.IsType<ChatDelta.Finished>(deltas[1]).Reason);
    }

    [Theory]
    [InlineData("end_turn", FinishReason.Stop)]
    [InlineData("stop_sequence", FinishReason.Stop)]
    [InlineData("max_tokens", FinishReason.Length)]
    [InlineData("model_context_window_exceeded", FinishReason.Length)]
    [InlineData("refusal", FinishReason.Filtered)]
    [InlineData("of_tomorrow", FinishReason.Unknown)]
    public async Task Every_reason_to_stop_is_understood_or_unknown(string reason, FinishReason expected)
    {
        var deltas = await AskAsync(Start, Reason(reason), Stop);

        Assert.Equal(expected, Assert.IsType<ChatDelta.Finished>(Assert.Single(deltas)).Reason);
    }

    [Fact]
    public async Task Signed_thoughts_of_an_answer_with_calls_go_back_with_the_results()
    {
        await using var far = await FarEnd.StreamsAsync(
            "anthropic",
            Events(
                Start,
                Begin(0, """{"type":"redacted_thinking","data":"xyz"}"""),
                End(0),
                Begin(1, """{"type":"thinking","thinking":"","signature":""}"""),
                Delta(1, """{"type":"thinking_delta","thinking":"h"}"""),
                Delta(1, """{"type":"thinking_delta","thinking":"m"}"""),
                Delta(1, """{"type":"signature_delta","signature":"sig"}"""),
                End(1),
                Begin(2, """{"type":"tool_use","id":"toolu_1","name":"f","input":{}}"""),
                End(2),
                Reason("tool_use"),
                Stop
            )
        );
        var question = FarEnd.Question with { Think = ThinkLevel.Low };
        var calls = (await far.AskAsync(question)).OfType<ChatDelta.ToolCalls>().Single().Calls;

        await far.AskAsync(
            question with
            {
                Turns =
                [
                    .. question.Turns,
                    new ChatTurn(TurnRole.Assistant, "") { ToolCalls = calls },
                    new ChatTurn(TurnRole.Tool, "x") { ToolCallId = "toolu_1" },
                ],
            }
        );

        TestReplica.AssertJson(
            """
            [{"type":"redacted_thinking","data":"xyz"},{"type":"thinking","thinking":"hm","signature":"sig"},
             {"type":"tool_use","id":"toolu_1","name":"f","input":{}}]
            """,
            far.LastBody["messages"]![1]!["content"]!
        );
        Assert.Equal("enabled", (string?)far.LastBody["thinking"]!["type"]);
    }

    [Fact]
    public async Task Unknown_events_and_blocks_do_no_harm()
    {
        var deltas = await AskAsync(
            Start,
            """{"type":"of_tomorrow","x":1}""",
            Begin(0, """{"type":"server_tool_of_tomorrow","id":"x"}"""),
            Delta(0, """{"type":"delta_of_tomorrow"}"""),
            End(0),
            Reason("end_turn"),
            Stop
        );

        Assert.IsType<ChatDelta.Finished>(Assert.Single(deltas));
    }

    [Fact]
    public async Task Tokens_are_counted_by_the_endpoint_without_an_answer()
    {
        await using var far = await FarEnd.AnswersAsync("anthropic", 200, """{"input_tokens":42}""");
        var client = Assert.IsType<AnthropicReplicaClient>(far.Client);

        Assert.Equal(42, await client.CountTokensAsync(Sample.Call, CancellationToken.None));

        Assert.Equal("/v1/messages/count_tokens", Assert.Single(far.Server.Requests).Path);
        Assert.Equal(
            ["messages", "model", "system", "tools"],
            far.LastBody.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Models_are_listed_with_what_they_can()
    {
        await using var far = await FarEnd.StartAsync(
            "anthropic",
            context =>
                context.SendAsync(
                    context.Request.Query["after_id"] == "claude-old"
                        ? Page(
                            """{"id":"claude-new","capabilities":{"image_input":{"supported":false},"thinking":{"supported":true,"types":{"adaptive":{"supported":true},"enabled":{"supported":false}}}},"max_input_tokens":1000000}""",
                            "claude-new",
                            more: false
                        )
                        : Page("""{"id":"claude-old"}""", "claude-old", more: true)
                ),
            new FarEnd.Setup { Models = [] }
        );

        var models = await far.Client.ListInstalledAsync(CancellationToken.None);
        var old = await far.Client.ShowAsync(ModelId.Parse("claude-old"), CancellationToken.None);
        var fresh = await far.Client.ShowAsync(ModelId.Parse("claude-new"), CancellationToken.None);

        Assert.Equal(["claude-old:latest", "claude-new:latest"], models.Select(model => model.Id.ToString()));
        Assert.Equal(["completion", "tools", "vision"], old.Capabilities);
        Assert.Equal(["completion", "tools", "thinking"], fresh.Capabilities);
        Assert.Equal((null, 1_000_000), (old.ContextLengthMax, fresh.ContextLengthMax));
    }

    [Fact]
    public async Task Embeddings_are_refused_without_a_call()
    {
        await using var far = await FarEnd.AnswersAsync("anthropic", 200, "{}");
        var call = new EmbedCall { Model = ModelId.Parse("m"), Inputs = ["x"] };

        var exception = await Assert.ThrowsAsync<InferenceException>(() =>
            far.Client.EmbedAsync(call, CancellationToken.None)
        );

        Assert.Equal(InferenceCause.Refused, exception.Error.Cause);
        Assert.Empty(far.Server.Requests);
    }

    [Fact]
    public async Task An_overloaded_service_is_busy()
    {
        await using var far = await FarEnd.AnswersAsync(
            "anthropic",
            529,
            """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"""
        );

        var error = (await far.FailAsync()).Error;

        Assert.Equal((InferenceCause.Busy, 529, "Overloaded"), (error.Cause, error.HttpStatus, error.Message));
    }

    private static string Begin(int index, string block) =>
        $$"""{"type":"content_block_start","index":{{index}},"content_block":{{block}}}""";

    private static string Delta(int index, string delta) =>
        $$"""{"type":"content_block_delta","index":{{index}},"delta":{{delta}}}""";

    private static string End(int index) => $$"""{"type":"content_block_stop","index":{{index}}}""";

    private static string Reason(string reason) =>
        $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{reason}}}","stop_sequence":null},"usage":{"output_tokens":5}}""";

    private static string Page(string model, string last, bool more) =>
        $$"""{"data":[{"type":"model","display_name":"X","created_at":"2026-01-01T00:00:00Z",{{model[1..]}}],"has_more":{{(more ? "true" : "false")}},"first_id":"{{last}}","last_id":"{{last}}"}""";

    private static string Events(params string[] events) =>
        string.Concat(
            events.Select(data => $"event: {System.Text.Json.Nodes.JsonNode.Parse(data)!["type"]}\ndata: {data}\n\n")
        );

    private static async Task<List<ChatDelta>> AskAsync(params string[] events)
    {
        await using var far = await FarEnd.StreamsAsync("anthropic", Events(events));
        return await far.AskAsync();
    }
}
