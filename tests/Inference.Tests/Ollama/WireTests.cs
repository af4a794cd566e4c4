using System.Text.Json;

namespace Orchestrator.Inference.Tests.Ollama;

/// <summary>
/// The JSON that reaches a replica, field for field. "CustomHeaders" is OllamaSharp's; Ollama ignores it.
/// </summary>
public sealed class WireTests
{
    private static readonly ModelId Model = ModelId.Parse("Qwen3:8b");

    [Fact]
    public async Task A_plain_question_says_nothing_that_was_not_asked()
    {
        var sent = await SendAsync(TestReplica.Question);

        TestReplica.AssertJson(
            """{"model":"m:latest","messages":[{"role":"user","content":"Hi"}],"stream":true,"CustomHeaders":{}}""",
            sent
        );
    }

    [Fact]
    public async Task A_conversation_with_everything_keeps_everything_but_the_id_that_a_tool_answers()
    {
        var sent = await SendAsync(
            new ChatCall
            {
                Model = Model,
                Turns =
                [
                    new ChatTurn(TurnRole.System, "짧게 답해."),
                    new ChatTurn(TurnRole.User, "What is this?") { Images = [new byte[] { 1, 2, 3 }] },
                    new ChatTurn(TurnRole.Assistant, "")
                    {
                        Thinking = "a tool knows",
                        ToolCalls = [new ToolCall("call_1", "look", Json("""{"z":1,"a":[true,null,"x"]}"""))],
                    },
                    new ChatTurn(TurnRole.Tool, "a cat") { ToolName = "look", ToolCallId = "call_1" },
                ],
                Tools =
                [
                    Json(
                        """{"type":"function","function":{"name":"look","parameters":{"type":"object","$defs":{}}}}"""
                    ),
                ],
                Format = Json("""{"type":"object","properties":{"answer":{"type":"string"}}}"""),
                Think = ThinkLevel.High,
                KeepAlive = KeepAlive.For(TimeSpan.FromMinutes(5)),
                Options = new ModelOptions
                {
                    NumCtx = 8192,
                    Temperature = 0.5f,
                    Seed = 7,
                    Stop = ["END"],
                },
            }
        );

        TestReplica.AssertJson(
            """
            {"model":"Qwen3:8b","messages":[
              {"role":"system","content":"짧게 답해."},
              {"role":"user","content":"What is this?","images":["AQID"]},
              {"role":"assistant","content":"","thinking":"a tool knows","tool_calls":[
                {"id":"call_1","function":{"index":0,"name":"look","arguments":{"z":1,"a":[true,null,"x"]}}}]},
              {"role":"tool","content":"a cat","tool_name":"look"}],
             "tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object","$defs":{}}}}],
             "format":{"type":"object","properties":{"answer":{"type":"string"}}},
             "think":"high","keep_alive":"300s","stream":true,
             "options":{"num_ctx":8192,"temperature":0.5,"seed":7,"stop":["END"]},"CustomHeaders":{}}
            """,
            sent
        );
    }

    [Theory]
    [InlineData(ThinkLevel.Off, "false")]
    [InlineData(ThinkLevel.On, "true")]
    [InlineData(ThinkLevel.Low, "\"low\"")]
    [InlineData(ThinkLevel.Medium, "\"medium\"")]
    [InlineData(ThinkLevel.Max, "\"max\"")]
    public async Task Think_is_a_boolean_or_a_level(ThinkLevel level, string json)
    {
        var sent = await SendAsync(TestReplica.Question with { Think = level });

        TestReplica.AssertJson(json, sent["think"]!);
    }

    [Fact]
    public async Task Format_may_be_the_word_json()
    {
        var sent = await SendAsync(TestReplica.Question with { Format = Json("\"json\"") });

        TestReplica.AssertJson("\"json\"", sent["format"]!);
    }

    [Fact]
    public async Task Every_option_has_Ollamas_name()
    {
        var sent = await SendAsync(
            TestReplica.Question with
            {
                Options = new ModelOptions
                {
                    NumCtx = 1,
                    NumBatch = 2,
                    NumGpu = 3,
                    MainGpu = 4,
                    UseMmap = false,
                    NumThread = 5,
                    NumPredict = 6,
                    NumKeep = 7,
                    Seed = 8,
                    Temperature = 0.25f,
                    TopK = 9,
                    TopP = 0.5f,
                    MinP = 0.75f,
                    TypicalP = 1,
                    RepeatLastN = 10,
                    RepeatPenalty = 1.5f,
                    PresencePenalty = 2,
                    FrequencyPenalty = -1,
                    Stop = ["a", "b"],
                },
            }
        );

        TestReplica.AssertJson(
            """
            {"num_ctx":1,"num_batch":2,"num_gpu":3,"main_gpu":4,"use_mmap":false,"num_thread":5,"num_predict":6,
             "num_keep":7,"seed":8,"temperature":0.25,"top_k":9,"top_p":0.5,"min_p":0.75,"typical_p":1,
             "repeat_last_n":10,"repeat_penalty":1.5,"presence_penalty":2,"frequency_penalty":-1,"stop":["a","b"]}
            """,
            sent["options"]!
        );
    }

    [Fact]
    public async Task Embeddings_are_asked_for_in_one_request()
    {
        await using var replica = await TestReplica.StartAsync(
            200,
            """{"model":"e","embeddings":[[0.6,0.8],[1,0]],"total_duration":2000000,"load_duration":1000000,"prompt_eval_count":4}"""
        );

        var answer = await replica.Client.EmbedAsync(
            new EmbedCall
            {
                Model = Model,
                Inputs = ["하나", "two"],
                Truncate = false,
                Dimensions = 2,
                KeepAlive = KeepAlive.Forever,
            },
            CancellationToken.None
        );

        TestReplica.AssertJson(
            """
            {"model":"Qwen3:8b","input":["하나","two"],"truncate":false,"dimensions":2,"keep_alive":"-1s","options":null,"CustomHeaders":{}}
            """,
            replica.LastBody
        );
        Assert.Equal(
            [
                [0.6f, 0.8f],
                [1f, 0f],
            ],
            answer.Vectors.Select(vector => vector.ToArray())
        );
        Assert.Equal(new TokenUsage(4, 0), answer.Usage);
        Assert.Equal(TimeSpan.FromMilliseconds(2), answer.Timings.Total);
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> SendAsync(ChatCall call)
    {
        await using var replica = await TestReplica.AnswersAsync(TestReplica.Done);
        await foreach (var _ in replica.Client.ChatAsync(call, CancellationToken.None)) { }

        var request = Assert.Single(replica.Server.Requests);
        Assert.Equal(("POST", "/api/chat"), (request.Method, request.Path));
        return replica.LastBody;
    }

    private static JsonElement Json(string json) => JsonElement.Parse(json);
}
