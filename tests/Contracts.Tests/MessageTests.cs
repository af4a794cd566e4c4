using System.Text.RegularExpressions;
using Orchestrator.Contracts.Messages;

namespace Orchestrator.Contracts.Tests;

public sealed partial class MessageTests
{
    [Fact]
    public void Event_names_are_the_agreed_ones() =>
        Assert.Equal(
            [
                "ai_response",
                "discussion_update",
                "consensus_reached",
                "execution_result",
                "question",
                "user_message",
                "paused",
                "resumed",
                "progress",
                "completed",
                "failed",
                "error",
            ],
            EventNames.All
        );

    [Fact]
    public void Event_names_are_snake_case() => Assert.All(EventNames.All, name => Assert.Matches(SnakeCase(), name));

    [Fact]
    public void No_bus_message_has_room_for_a_prompt_or_an_answer()
    {
        string[] forbidden = ["prompt", "content", "text", "answer", "messages", "secret", "key"];
        var fields =
            from type in typeof(OutcomesRecorded).Assembly.GetTypes()
            where type.Namespace == typeof(OutcomesRecorded).Namespace
            from property in type.GetProperties()
            where property.PropertyType == typeof(string)
            select property.Name.ToLowerInvariant();

        Assert.Empty(fields.Intersect(forbidden));
    }

    [GeneratedRegex("^[a-z]+(_[a-z]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SnakeCase();
}
