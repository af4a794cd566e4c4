using System.Text.Json.Nodes;
using Orchestrator.Inference.Anthropic;
using Orchestrator.Inference.Tests.Ollama;
using Orchestrator.Inference.Tests.Providers;

namespace Orchestrator.Inference.Tests.Anthropic;

public sealed class RequestTests
{
    private static readonly AnthropicOptions Limits = new();
    private readonly ThoughtMemory _thoughts = new(Limits);

    [Fact]
    public async Task A_conversation_has_its_system_prompt_apart_and_its_roles_take_turns()
    {
        var dialect = Dialect.Of("anthropic");
        var setup = new FarEnd.Setup { Models = ["Claude-X"], Path = "proxy/v1" };
        await using var far = await FarEnd.StreamsAsync("anthropic", dialect.Hello + dialect.End, setup);

        await far.AskAsync(Sample.Call with { Model = ModelId.Parse("claude-x") });

        var request = Assert.Single(far.Server.Requests);
        Assert.Equal(("POST", "/proxy/v1/messages"), (request.Method, request.Path));
        Assert.Equal("2026-10-21", request.Headers["anthropic-version"]);
        TestReplica.AssertJson(
            """
            {"model":"Claude-X","stream":true,"max_tokens":8192,"system":"Be brief.",
             "messages":[
              {"role":"user","content":[
                {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORwECAw=="}},
                {"type":"text","text":"What is it?"}]},
              {"role":"assistant","content":[
                {"type":"tool_use","id":"call_2_0","name":"weather","input":{"city":"서울"}},
                {"type":"tool_use","id":"call_2_1","name":"time","input":{}}]},
              {"role":"user","content":[
                {"type":"tool_result","tool_use_id":"call_2_1","content":"noon"},
                {"type":"tool_result","tool_use_id":"call_2_0","content":"rain"}]}],
             "tools":[{"name":"weather","description":"Tells it.","input_schema":{"type":"object","properties":{"city":{"type":"string","x-unit":"한"}}}}]}
            """,
            far.LastBody
        );
    }

    [Fact]
    public void Neighbours_of_one_role_are_one_message_and_system_prompts_are_one()
    {
        var body = Body(
            Call(
                new(TurnRole.System, "One."),
                new(TurnRole.User, "a"),
                new(TurnRole.User, "b"),
                new(TurnRole.Assistant, " "),
                new(TurnRole.System, "Two."),
                new(TurnRole.Assistant, "c"),
                new(TurnRole.User, "d")
            )
        );

        Assert.Equal("One.\n\nTwo.", (string?)body["system"]);
        TestReplica.AssertJson(
            """
            [{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},
             {"role":"assistant","content":[{"type":"text","text":"c"}]},
             {"role":"user","content":[{"type":"text","text":"d"}]}]
            """,
            body["messages"]!
        );
    }

    [Fact]
    public void Ids_of_other_endpoints_are_made_ones_that_Anthropic_takes()
    {
        var call = new ToolCall("chatcmpl.tool:1", "f", Sample.Json("{}"));
        var body = Body(
            Call(
                new ChatTurn(TurnRole.Assistant, "") { ToolCalls = [call] },
                new ChatTurn(TurnRole.Tool, "x") { ToolCallId = "chatcmpl.tool:1" }
            )
        );

        Assert.Equal("chatcmpl_tool_1", (string?)body["messages"]![0]!["content"]![0]!["id"]);
        Assert.Equal("chatcmpl_tool_1", (string?)body["messages"]![1]!["content"]![0]!["tool_use_id"]);
    }

    [Theory]
    [InlineData(null, null, 100)]
    [InlineData(ThinkLevel.Off, """{"type":"disabled"}""", 100)]
    [InlineData(ThinkLevel.Low, """{"type":"enabled","budget_tokens":2048}""", 2148)]
    [InlineData(ThinkLevel.On, """{"type":"enabled","budget_tokens":8192}""", 8292)]
    [InlineData(ThinkLevel.Medium, """{"type":"enabled","budget_tokens":8192}""", 8292)]
    [InlineData(ThinkLevel.High, """{"type":"enabled","budget_tokens":16384}""", 16484)]
    [InlineData(ThinkLevel.Max, """{"type":"enabled","budget_tokens":32768}""", 32868)]
    public void Thinking_has_a_budget_by_level_on_top_of_the_answers_limit(ThinkLevel? level, string? thinking, int max)
    {
        var call = Call(new ChatTurn(TurnRole.User, "Hi")) with
        {
            Think = level,
            Options = new ModelOptions { NumPredict = 100 },
        };

        var body = Body(call);

        Assert.Equal(max, (int?)body["max_tokens"]);
        AssertJson(thinking, body["thinking"]);
    }

    [Fact]
    public void A_model_that_decides_itself_how_much_to_think_gets_an_effort_and_no_sampling()
    {
        var call = Call(new ChatTurn(TurnRole.User, "Hi")) with
        {
            Think = ThinkLevel.High,
            Format = Sample.Json("""{"type":"object"}"""),
            Options = new ModelOptions { Temperature = 0.5f },
        };

        var body = Body(call, thinksByItself: true);

        Assert.Equal(8192, (int?)body["max_tokens"]);
        AssertJson("""{"type":"adaptive","display":"summarized"}""", body["thinking"]);
        AssertJson(
            """{"format":{"type":"json_schema","schema":{"type":"object"}},"effort":"high"}""",
            body["output_config"]
        );
        Assert.False(body.ContainsKey("temperature"));
    }

    [Theory]
    [InlineData(1.7f, 0.5f, 1.0, null)]
    [InlineData(0.25f, null, 0.25, null)]
    [InlineData(null, 0.5f, null, 0.5)]
    public void Where_sampling_is_sent_temperatures_end_at_one_and_go_before_top_p(
        float? given,
        float? givenTopP,
        double? sent,
        double? sentTopP
    )
    {
        var options = new ModelOptions
        {
            Temperature = given,
            TopP = givenTopP,
            TopK = 5,
            Stop = ["x"],
            Seed = 7,
        };
        var call = Call(new ChatTurn(TurnRole.User, "Hi")) with { Options = options };

        var body = Body(call, options: new AnthropicOptions { SendSampling = true });

        Assert.Equal((sent, sentTopP), ((double?)body["temperature"], (double?)body["top_p"]));
        Assert.Equal(5, (int?)body["top_k"]);
        AssertJson("""["x"]""", body["stop_sequences"]);
        Assert.False(body.ContainsKey("seed"));
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, ThinkLevel.Low)]
    public void Sampling_is_not_sent_unless_wanted_and_never_while_thinking(bool isWanted, ThinkLevel? think)
    {
        var call = Call(new ChatTurn(TurnRole.User, "Hi")) with
        {
            Options = new ModelOptions
            {
                Temperature = 0.5f,
                TopP = 0.5f,
                TopK = 5,
            },
            Think = think,
        };

        var body = Body(call, options: new AnthropicOptions { SendSampling = isWanted });

        Assert.DoesNotContain(body, field => field.Key is "temperature" or "top_p" or "top_k");
    }

    [Fact]
    public async Task Sampling_goes_with_the_version_of_the_interface_that_knows_it()
    {
        var dialect = Dialect.Of("anthropic");
        var setup = new FarEnd.Setup { Tune = options => ((AnthropicOptions)options).SendSampling = true };
        await using var far = await FarEnd.StreamsAsync("anthropic", dialect.Hello + dialect.End, setup);

        await far.AskAsync(FarEnd.Question with { Options = new ModelOptions { Temperature = 0.5f } });

        Assert.Equal("2023-06-01", far.Server.Requests.Single().Headers["anthropic-version"]);
        Assert.Equal(0.5, (double?)far.LastBody["temperature"]);
    }

    [Fact]
    public void Any_json_is_asked_for_in_words()
    {
        var call = Call(new ChatTurn(TurnRole.System, "Be brief."), new ChatTurn(TurnRole.User, "Hi")) with
        {
            Format = Sample.Json("\"json\""),
        };

        Assert.Equal("Be brief.\n\nAnswer with one JSON object and nothing else.", (string?)Body(call)["system"]);
    }

    [Fact]
    public void Remembered_thoughts_go_back_before_their_calls()
    {
        _thoughts.Keep("a", ["""{"type":"thinking","thinking":"hm","signature":"s"}"""]);

        var body = Body(ToolTurns("a") with { Think = ThinkLevel.Low });

        AssertJson(
            """[{"type":"thinking","thinking":"hm","signature":"s"},{"type":"tool_use","id":"a","name":"f","input":{}}]""",
            body["messages"]![1]!["content"]
        );
        Assert.Equal("enabled", (string?)body["thinking"]!["type"]);
    }

    [Fact]
    public void A_conversation_whose_thoughts_are_forgotten_goes_on_without_thinking()
    {
        var body = Body(ToolTurns("a") with { Think = ThinkLevel.Low });

        AssertJson("""{"type":"disabled"}""", body["thinking"]);
    }

    [Fact]
    public void Forgotten_thoughts_of_earlier_questions_do_not_matter()
    {
        var call = ToolTurns("a");
        call = call with
        {
            Turns = [.. call.Turns, new(TurnRole.Assistant, "It rains."), new(TurnRole.User, "And now?")],
            Think = ThinkLevel.Low,
        };

        Assert.Equal("enabled", (string?)Body(call)["thinking"]!["type"]);
    }

    [Fact]
    public void The_oldest_thoughts_are_forgotten_first_and_long_ones_are_not_kept()
    {
        var memory = new ThoughtMemory(new AnthropicOptions { RememberedThoughts = 2, MaxThoughtCharacters = 1024 });
        foreach (var id in new[] { "a", "b", "c" })
        {
            memory.Keep(id, ["{}"]);
        }

        memory.Keep("long", [new string(' ', 1023) + "{}"]);

        Assert.Equal([false, true, true, false], new[] { "a", "b", "c", "long" }.Select(id => memory.Find(id).Any()));
    }

    private static ChatCall Call(params ChatTurn[] turns) => new() { Model = ModelId.Parse("m"), Turns = turns };

    private static ChatCall ToolTurns(string id) =>
        Call(
            new ChatTurn(TurnRole.User, "Weather?"),
            new ChatTurn(TurnRole.Assistant, "") { ToolCalls = [new ToolCall(id, "f", Sample.Json("{}"))] },
            new ChatTurn(TurnRole.Tool, "rain") { ToolCallId = id }
        );

    private JsonObject Body(ChatCall call, bool thinksByItself = false, AnthropicOptions? options = null)
    {
        var body = new JsonObject();
        foreach (
            var (name, value) in new AnthropicRequests(options ?? Limits, _thoughts).Chat(call, "m", thinksByItself)
        )
        {
            body[name] = JsonNode.Parse(value.GetRawText());
        }

        return body;
    }

    private static void AssertJson(string? expected, JsonNode? actual)
    {
        if (expected is null || actual is null)
        {
            Assert.Equal(expected, actual?.ToJsonString());
        }
        else
        {
            TestReplica.AssertJson(expected, actual);
        }
    }
}
