using System.Text;
using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Ollama;
using Orchestrator.Gateway.Ollama.Wire;
using Orchestrator.Gateway.Requests;
using Orchestrator.Placement;

namespace Orchestrator.Gateway.Tests.Ollama;

/// <summary>Ollama's JSON on the left, what a worker is asked on the right.</summary>
public sealed class OllamaChatMappingTests
{
    [Fact]
    public void Options_are_taken_over_and_those_that_would_reload_a_model_are_left_out()
    {
        var question = Map(
            """
            {"model":"AUTO:latest","messages":[{"role":"User","content":"x"}],"options":{"num_predict":5,"num_ctx":8192,
             "temperature":0.5,"top_k":40,"top_p":0.9,"min_p":0.05,"repeat_penalty":1.1,"presence_penalty":0.2,
             "frequency_penalty":0.3,"seed":42,"stop":["###"],"num_gpu":99,"num_batch":1,"made_up":{}}}
            """
        );

        Assert.Equal("auto", question.Model);
        Assert.Equal("user", question.Messages[0].Role);
        Assert.Equal(
            """{ "temperature": 0.5, "topP": 0.9, "topK": 40, "minP": 0.05, "frequencyPenalty": 0.3, "presencePenalty": 0.2, "repeatPenalty": 1.1, "seed": "42", "maxTokens": 5, "stop": [ "###" ], "contextTokens": 8192 }""",
            question.Sampling.ToString()
        );
    }

    [Fact]
    public void Minus_one_means_the_models_own_default()
    {
        var question = Map(
            """{"model":"m","messages":[{"role":"user","content":"x"}],"options":{"num_predict":-1,"seed":-1}}"""
        );

        Assert.Equal(new Sampling(), question.Sampling);
    }

    [Theory]
    [InlineData("true", Thinking.On)]
    [InlineData("false", Thinking.Off)]
    [InlineData("null", Thinking.Unspecified)]
    [InlineData("\"low\"", Thinking.Low)]
    [InlineData("\"max\"", Thinking.High)]
    public void Think_is_a_boolean_or_a_level(string think, Thinking expected) =>
        Assert.Equal(expected, Map($$"""{"model":"m","messages":[{"role":"user"}],"think":{{think}}}""").Thinking);

    [Theory]
    [InlineData("\"json\"", """{ "json": true }""")]
    [InlineData("""{"type":"object"}""", """{ "jsonSchema": "{\"type\":\"object\"}" }""")]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public void Format_is_a_word_or_a_schema(string format, string? expected) =>
        Assert.Equal(
            expected,
            Map($$"""{"model":"m","messages":[{"role":"user"}],"format":{{format}}}""").Format?.ToString()
        );

    [Fact]
    public void Images_tools_and_calls_are_taken_over()
    {
        var question = Map(
            """
            {"model":"m","tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object"}}}],
             "messages":[{"role":"user","content":"x","images":["aGVsbG8="]},
              {"role":"assistant","content":"","thinking":"hm","tool_calls":[{"id":"c1","function":{"name":"weather","arguments":{"b":1,"a":2}}}]},
              {"role":"tool","tool_name":"weather","tool_call_id":"c1","content":"sunny"}]}
            """
        );

        Assert.Equal("hello", Assert.Single(question.Messages[0].Images).ToStringUtf8());
        Assert.Equal("""{"b":1,"a":2}""", Assert.Single(question.Messages[1].ToolCalls).ArgumentsJson);
        Assert.Equal("hm", question.Messages[1].Thinking);
        Assert.Equal(("weather", "c1"), (question.Messages[2].ToolName, question.Messages[2].ToolCallId));
        Assert.Equal("weather", Assert.Single(question.Tools).Name);
    }

    [Theory]
    [InlineData("300", 300)]
    [InlineData("0", 0)]
    [InlineData("1.5", 1.5)]
    [InlineData("-1", -1)]
    [InlineData("1e300", -1)]
    [InlineData("\"5m\"", 300)]
    [InlineData("\"1h30m\"", 5400)]
    [InlineData("\"300ms\"", 0.3)]
    [InlineData("\"1.5h\"", 5400)]
    [InlineData("\"0\"", 0)]
    [InlineData("\"-1s\"", -1)]
    public void Keep_alive_is_seconds_or_a_duration_and_negative_is_for_ever(string keepAlive, double seconds)
    {
        var problems = new FieldProblems();

        var duration = KeepAlive.Read(JsonDocument.Parse(keepAlive).RootElement, problems);

        Assert.False(problems.Any);
        Assert.Equal(seconds, duration?.ToTimeSpan().TotalSeconds);
    }

    [Theory]
    [InlineData("\"300\"")]
    [InlineData("\"\"")]
    [InlineData("\"m\"")]
    [InlineData("\"5 m\"")]
    [InlineData("\"5m-3s\"")]
    [InlineData("\"1..5s\"")]
    [InlineData("true")]
    [InlineData("{}")]
    public void A_keep_alive_without_a_unit_or_with_the_wrong_type_is_a_problem(string keepAlive)
    {
        var problems = new FieldProblems();

        KeepAlive.Read(JsonDocument.Parse(keepAlive).RootElement, problems);

        Assert.Equal("keep_alive", problems.ToError().Field);
    }

    private static Question Map(string json)
    {
        var (request, problem) = WireReader.Read(Encoding.UTF8.GetBytes(json), OllamaJson.Default.OllamaChatRequest);
        Assert.Null(problem);
        var problems = new FieldProblems();
        var question = OllamaChatMapping.ToQuestion(request!, problems);
        Assert.False(problems.Any, problems.Any ? problems.ToError().Message : "");
        return question;
    }
}
