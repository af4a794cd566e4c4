using System.Text.Json;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Simulation.Tests.Answers;

public sealed class ToolPickerTests
{
    private static readonly JsonElement _parameters = JsonDocument
        .Parse(
            """{"type":"object","required":["city"],"properties":{"city":{"type":"string"},"days":{"type":"integer"}}}"""
        )
        .RootElement;

    private static Answer Ask(params PromptMessage[] messages) =>
        AnswerPlanner.Plan(
            new AnswerRequest
            {
                Model = ModelCatalogue.Find("qwen3:8b")!,
                Messages = [.. messages],
                Tools =
                [
                    new ToolSignature("get_time", "Tells the clock", _parameters, 10),
                    new ToolSignature("get_weather", "Weather of a city", _parameters, 10),
                ],
            }
        );

    [Fact]
    public void Calls_the_tool_that_the_prompt_is_about_with_arguments_from_it()
    {
        var answer = Ask(new PromptMessage("user", "What is the weather in Seoul for 3 days?"));
        Assert.Equal("get_weather", answer.Call?.Name);
        Assert.Equal("""{"city":"Seoul","days":3}""", answer.Call?.ArgumentsJson);
        Assert.Matches("^call_[a-z0-9]{8}$", answer.Call?.Id);
        Assert.Empty(answer.Content);
    }

    [Fact]
    public void The_same_prompt_gives_the_same_call() =>
        Assert.Equal(
            Ask(new PromptMessage("user", "weather in Busan")).Call,
            Ask(new PromptMessage("user", "weather in Busan")).Call
        );

    [Fact]
    public void A_prompt_that_asks_for_no_tool_is_answered() =>
        Assert.Null(Ask(new PromptMessage("user", "Tell me a joke")).Call);

    [Fact]
    public void A_tool_result_is_answered_and_not_called_again()
    {
        var answer = Ask(
            new PromptMessage("user", "weather in Seoul"),
            new PromptMessage("assistant", ""),
            new PromptMessage("tool", "11 degrees", ToolName: "get_weather")
        );
        Assert.Null(answer.Call);
        Assert.Contains("get_weather", string.Concat(answer.Content), StringComparison.Ordinal);
    }
}
