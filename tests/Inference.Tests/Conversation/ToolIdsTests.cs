using Orchestrator.Inference.Conversation;
using Orchestrator.Inference.Tests.Providers;

namespace Orchestrator.Inference.Tests.Conversation;

public sealed class ToolIdsTests
{
    [Fact]
    public void Ids_that_are_there_stay()
    {
        var turns = ToolIds.Complete([Calls(("a", "f")), Result("f", id: "a")]);

        Assert.Equal("a", turns[0].ToolCalls[0].Id);
        Assert.Equal(("a", "f"), (turns[1].ToolCallId, turns[1].ToolName));
    }

    [Fact]
    public void A_result_without_id_answers_the_oldest_open_call_of_its_tool()
    {
        var turns = ToolIds.Complete([
            Calls((null, "f"), (null, "g"), (null, "f")),
            Result("f"),
            Result("g"),
            Result("f"),
        ]);

        Assert.Equal(["call_0_0", "call_0_1", "call_0_2"], turns[0].ToolCalls.Select(call => call.Id));
        Assert.Equal(["call_0_0", "call_0_1", "call_0_2"], Answered(turns));
    }

    [Fact]
    public void A_result_that_names_no_open_tool_answers_the_oldest_open_call()
    {
        var turns = ToolIds.Complete([Calls((null, "f"), (null, "g")), Result(name: null), Result("unknown")]);

        Assert.Equal(["call_0_0", "call_0_1"], Answered(turns));
    }

    [Fact]
    public void Calls_of_different_turns_are_told_apart()
    {
        var turns = ToolIds.Complete([Calls((null, "f")), Result("f"), Calls((null, "f")), Result("f")]);

        Assert.Equal(["call_0_0", "call_2_0"], Answered(turns));
    }

    [Fact]
    public void A_result_without_any_call_has_an_id_of_its_own()
    {
        var turns = ToolIds.Complete([Result("f"), Result("f", id: "x")]);

        Assert.Equal(["call_0", "x"], Answered(turns));
    }

    [Theory]
    [InlineData("89504E470D0A", "image/png")]
    [InlineData("FFD8FFE0", "image/jpeg")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("524946460000000057454250565038", "image/webp")]
    [InlineData("", "image/jpeg")]
    public void The_type_of_an_image_is_read_from_its_first_bytes(string bytes, string type)
    {
        Assert.Equal(type, ImageMedia.TypeOf(Convert.FromHexString(bytes)));
    }

    private static IEnumerable<string?> Answered(IReadOnlyList<ChatTurn> turns) =>
        turns.Where(turn => turn.Role == TurnRole.Tool).Select(turn => turn.ToolCallId);

    private static ChatTurn Calls(params (string? Id, string Name)[] calls) =>
        new(TurnRole.Assistant, "")
        {
            ToolCalls = [.. calls.Select(call => new ToolCall(call.Id, call.Name, Sample.Json("{}")))],
        };

    private static ChatTurn Result(string? name, string? id = null) =>
        new(TurnRole.Tool, "x") { ToolName = name, ToolCallId = id };
}
