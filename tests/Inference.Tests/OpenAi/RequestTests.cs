using System.Text.Json.Nodes;
using Orchestrator.Inference.OpenAi;
using Orchestrator.Inference.Tests.Ollama;
using Orchestrator.Inference.Tests.Providers;

namespace Orchestrator.Inference.Tests.OpenAi;

public sealed class RequestTests
{
    private static ChatCall Plain { get; } = FarEnd.Question;

    [Fact]
    public async Task A_conversation_is_sent_whole_under_the_models_own_name()
    {
        var setup = new FarEnd.Setup { Models = ["Org/M"] };
        await using var far = await FarEnd.StreamsAsync("openai", "data: [DONE]\n\n", setup);

        await far.AskAsync(Sample.Call with { Model = ModelId.Parse("org/m") });

        Assert.Equal(
            ("POST", "/v1/chat/completions"),
            (far.Server.Requests.Single().Method, far.Server.Requests.Single().Path)
        );
        TestReplica.AssertJson(
            """
            {"model":"Org/M","stream":true,"stream_options":{"include_usage":true},
             "messages":[
              {"role":"system","content":"Be brief."},
              {"role":"user","content":[{"type":"text","text":"What is it?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORwECAw=="}}]},
              {"role":"assistant","content":"","tool_calls":[
                {"id":"call_2_0","type":"function","function":{"name":"weather","arguments":"{\"city\":\"서울\"}"}},
                {"id":"call_2_1","type":"function","function":{"name":"time","arguments":"{}"}}]},
              {"role":"tool","tool_call_id":"call_2_1","content":"noon"},
              {"role":"tool","tool_call_id":"call_2_0","content":"rain"}],
             "tools":[{"type":"function","function":{"name":"weather","description":"Tells it.","parameters":{"type":"object","properties":{"city":{"type":"string","x-unit":"한"}}}}}]}
            """,
            far.LastBody
        );
    }

    [Theory]
    [InlineData("\"json\"", """{"type":"json_object"}""")]
    [InlineData(
        """{"type":"object"}""",
        """{"type":"json_schema","json_schema":{"name":"answer","schema":{"type":"object"}}}"""
    )]
    public void A_format_is_asked_for(string format, string expected)
    {
        var body = Body(isStrict: true, Plain with { Format = Sample.Json(format) });

        TestReplica.AssertJson(expected, body["response_format"]!);
    }

    [Theory]
    [InlineData(true, null, null, null)]
    [InlineData(true, ThinkLevel.Off, "none", null)]
    [InlineData(true, ThinkLevel.On, null, null)]
    [InlineData(true, ThinkLevel.Low, "low", null)]
    [InlineData(true, ThinkLevel.Max, "high", null)]
    [InlineData(false, null, null, null)]
    [InlineData(false, ThinkLevel.Off, null, false)]
    [InlineData(false, ThinkLevel.On, null, true)]
    [InlineData(false, ThinkLevel.Medium, "medium", true)]
    public void Thinking_is_an_effort_and_for_open_servers_a_matter_of_the_template(
        bool isStrict,
        ThinkLevel? level,
        string? effort,
        bool? enabled
    )
    {
        var body = Body(isStrict, Plain with { Think = level });

        Assert.Equal(effort, (string?)body["reasoning_effort"]);
        Assert.Equal(enabled, (bool?)body["chat_template_kwargs"]?["enable_thinking"]);
    }

    [Fact]
    public void A_strict_host_gets_only_the_fields_that_it_knows()
    {
        var options = new ModelOptions
        {
            NumPredict = 9,
            TopK = 5,
            MinP = 0.5f,
            Temperature = 0.5f,
            NumCtx = 4096,
        };

        var strict = Body(isStrict: true, Plain with { Options = options });
        var open = Body(isStrict: false, Plain with { Options = options });

        string[] always = ["model", "messages", "stream", "stream_options", "temperature"];
        Assert.Equal(
            [.. always, "max_completion_tokens"],
            strict.Select(field => field.Key).Order(new InOrderOf(always))
        );
        Assert.Equal(
            [.. always, "max_tokens", "top_k", "min_p"],
            open.Select(field => field.Key).Order(new InOrderOf(always))
        );
    }

    [Fact]
    public void Sampling_settings_keep_their_names()
    {
        var options = new ModelOptions
        {
            Seed = 7,
            TopP = 0.5f,
            PresencePenalty = 0.25f,
            FrequencyPenalty = 0.75f,
            Stop = ["a", "b"],
        };

        var body = Body(isStrict: true, Plain with { Options = options });

        Assert.Equal((7, 0.5), ((int)body["seed"]!, (double)body["top_p"]!));
        Assert.Equal((0.25, 0.75), ((double)body["presence_penalty"]!, (double)body["frequency_penalty"]!));
        TestReplica.AssertJson("""["a","b"]""", body["stop"]!);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public void No_limit_of_tokens_is_no_field(int limit)
    {
        var body = Body(isStrict: false, Plain with { Options = new ModelOptions { NumPredict = limit } });

        Assert.False(body.ContainsKey("max_tokens"));
    }

    [Theory]
    [InlineData("http://h:8000", "http://h:8000/v1", "http://h:8000/", false)]
    [InlineData("http://h:8000/", "http://h:8000/v1", "http://h:8000/", false)]
    [InlineData("http://h:8000/v1/", "http://h:8000/v1", "http://h:8000/", false)]
    [InlineData("https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1", "https://openrouter.ai/api/", false)]
    [InlineData("https://h/openai", "https://h/openai", "https://h/openai/", false)]
    [InlineData("https://api.openai.com", "https://api.openai.com/v1", "https://api.openai.com/", true)]
    [InlineData(
        "https://x.openai.azure.com/openai/v1",
        "https://x.openai.azure.com/openai/v1",
        "https://x.openai.azure.com/openai/",
        true
    )]
    [InlineData("https://notopenai.com", "https://notopenai.com/v1", "https://notopenai.com/", false)]
    public void An_address_says_where_everything_is(string address, string path, string root, bool isStrict)
    {
        var found = OpenAiAddress.Of(new Uri(address));

        Assert.Equal((new Uri(path), new Uri(root), isStrict), (found.Base, found.Root, found.IsStrict));
    }

    private static JsonObject Body(bool isStrict, ChatCall call) =>
        JsonNode.Parse(new OpenAiRequests(isStrict).Chat(call, "m"))!.AsObject();

    /// <summary>The given names first, in their order; others after them, in theirs.</summary>
    private sealed class InOrderOf(string[] names) : IComparer<string>
    {
        public int Compare(string? x, string? y) => Place(x).CompareTo(Place(y));

        private int Place(string? name) => Array.IndexOf(names, name) is >= 0 and var at ? at : names.Length;
    }
}
