using System.Text;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.OpenAi;
using Orchestrator.Gateway.OpenAi.Wire;
using Orchestrator.Gateway.Requests;
using Orchestrator.Placement;

namespace Orchestrator.Gateway.Tests.OpenAi;

/// <summary>OpenAI's JSON on the left, what a worker is asked on the right.</summary>
public sealed class ChatCompletionMappingTests
{
    [Fact]
    public void Sampling_is_taken_over_field_for_field()
    {
        var question = Map(
            """
            {"model":"auto:latest","messages":[{"role":"user","content":"안녕"}],"max_tokens":9,"max_completion_tokens":10,
             "temperature":0.5,"top_p":0.25,"frequency_penalty":-1,"presence_penalty":1.5,"stop":["a","b"],"seed":-3,
             "reasoning_effort":"high","unknown":{"ignored":[1,2,{}]},"user":"me"}
            """
        );

        Assert.Equal("auto", question.Model);
        Assert.Equal(
            """{ "temperature": 0.5, "topP": 0.25, "frequencyPenalty": -1, "presencePenalty": 1.5, "seed": "-3", "maxTokens": 10, "stop": [ "a", "b" ] }""",
            question.Sampling.ToString()
        );
        Assert.Equal(Thinking.High, question.Thinking);
        Assert.Equal("""{ "role": "user", "content": "안녕" }""", Assert.Single(question.Messages).ToString());
        Assert.Null(question.Format);
    }

    [Fact]
    public void What_is_not_said_is_left_to_the_model()
    {
        var question = Map(
            """{"model":"m","messages":[{"role":"user","content":"x"}],"stop":null,"temperature":null}"""
        );

        Assert.Equal(new Sampling(), question.Sampling);
        Assert.Equal(Thinking.Unspecified, question.Thinking);
        Assert.Empty(question.Tools);
        Assert.Null(question.KeepAlive);
    }

    [Fact]
    public void Parts_become_text_and_images()
    {
        var question = Map(
            """
            {"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"What is"},
             {"type":"image_url","image_url":{"url":"data:image/png;base64,aGVsbG8=","detail":"low"}},
             {"type":"text","text":"this?"},{"type":"image_url","image_url":"data:image/jpeg;base64,d29ybGQ="}]}]}
            """
        );

        var message = Assert.Single(question.Messages);
        Assert.Equal("What is\nthis?", message.Content);
        Assert.Equal(["hello", "world"], message.Images.Select(image => image.ToStringUtf8()));
    }

    [Fact]
    public void Roles_thinking_tool_calls_and_their_answers_are_taken_over()
    {
        var question = Map(
            """
            {"model":"m","messages":[{"role":"developer","content":"Be brief."},{"role":"user","content":"Weather?"},
             {"role":"assistant","content":null,"reasoning":"hm","tool_calls":[{"id":"c1","type":"function",
              "function":{"name":"weather","arguments":"{\"city\":\"서울\"}"}}]},
             {"role":"tool","tool_call_id":"c1","content":"sunny"}]}
            """
        );

        Assert.Equal(["system", "user", "assistant", "tool"], question.Messages.Select(message => message.Role));
        Assert.Equal("hm", question.Messages[2].Thinking);
        var call = Assert.Single(question.Messages[2].ToolCalls);
        Assert.Equal(("c1", "weather", """{"city":"서울"}"""), (call.Id, call.Name, call.ArgumentsJson));
        Assert.Equal(("c1", "weather"), (question.Messages[3].ToolCallId, question.Messages[3].ToolName));
    }

    [Theory]
    [InlineData("\"auto\"", "a,b")]
    [InlineData("\"required\"", "a,b")]
    [InlineData("\"none\"", "")]
    [InlineData("""{"type":"function","function":{"name":"b"}}""", "b")]
    public void Tool_choice_decides_which_tools_the_model_sees(string choice, string seen)
    {
        var question = Map(
            $$$"""
            {"model":"m","messages":[{"role":"user","content":"x"}],"tool_choice":{{{choice}}},"tools":[
             {"type":"function","function":{"name":"a","description":"A","parameters":{"type":"object"} } },
             {"type":"function","function":{"name":"b"}}]}
            """
        );

        Assert.Equal(seen, string.Join(',', question.Tools.Select(tool => tool.Name)));
    }

    [Fact]
    public void A_tools_schema_is_passed_on_as_it_was_written()
    {
        var question = Map(
            """
            {"model":"m","messages":[{"role":"user","content":"x"}],"tools":[{"type":"function",
             "function":{"name":"a","description":"A","parameters":{"type":"object","properties":{"z":{},"y":{}}}}}]}
            """
        );

        var tool = Assert.Single(question.Tools);
        Assert.Equal(("a", "A"), (tool.Name, tool.Description));
        Assert.Equal("""{"type":"object","properties":{"z":{},"y":{}}}""", tool.ParametersJson);
    }

    [Theory]
    [InlineData("""{"type":"text"}""", null)]
    [InlineData("""{"type":"json_object"}""", """{ "json": true }""")]
    [InlineData(
        """{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}}""",
        """{ "jsonSchema": "{\"type\":\"object\"}" }"""
    )]
    public void The_response_format_is_taken_over(string format, string? expected)
    {
        var question = Map(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"response_format\":" + format + "}"
        );

        Assert.Equal(expected, question.Format?.ToString());
    }

    private static Question Map(string json)
    {
        var (request, problem) = WireReader.Read(
            Encoding.UTF8.GetBytes(json),
            OpenAiJson.Default.ChatCompletionRequest
        );
        Assert.Null(problem);
        var problems = new FieldProblems();
        var question = ChatCompletionMapping.ToQuestion(request!, problems);
        Assert.False(problems.Any, problems.Any ? problems.ToError().Message : "");
        return question;
    }
}
