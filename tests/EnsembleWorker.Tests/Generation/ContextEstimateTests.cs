using System.Text.Json;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Tests.Generation;

public sealed class ContextEstimateTests
{
    private const int Turn = 8;

    [Theory]
    [InlineData("", 0)]
    [InlineData("three letters per token", 7)]
    [InlineData("한국어는 글자마다", 8)] // One token per syllable, a third of one for the space.
    [InlineData("20301231", 8)] // Some tokenizers split numbers into digits.
    [InlineData("{}[]", 2)]
    public void Text_counts_by_its_kind_of_characters(string text, int tokens) =>
        Assert.Equal(tokens + Turn, ContextEstimate.Of(Call(text), answerTokens: 0));

    [Fact]
    public void Korean_needs_about_three_times_the_tokens_of_as_many_latin_letters() =>
        Assert.Equal(
            3 * (ContextEstimate.Of(Call(new string('a', 9000)), 0) - Turn),
            ContextEstimate.Of(Call(new string('가', 9000)), 0) - Turn
        );

    [Theory]
    [InlineData(null, 1000)]
    [InlineData(50, 50)]
    [InlineData(100_000, 1000)] // A generous limit is no wish for a large context.
    [InlineData(-1, 1000)]
    public void Room_for_the_answer_is_kept_and_never_more_than_the_caller_wants(int? limit, int room)
    {
        var call = Call("") with { Options = new ModelOptions { NumPredict = limit } };

        Assert.Equal(room + Turn, ContextEstimate.Of(call, answerTokens: 1000));
    }

    [Fact]
    public void Everything_that_the_model_reads_counts()
    {
        var plain = Call("x");
        var turn = plain.Turns[0];
        var json = JsonSerializer.SerializeToElement(new { city = "Seoul, South Korea" });
        ChatCall[] richer =
        [
            plain with
            {
                Turns = [turn, turn],
            },
            plain with
            {
                Tools = [json],
            },
            plain with
            {
                Turns = [turn with { Thinking = "Let me think about it." }],
            },
            plain with
            {
                Turns = [turn with { ToolCalls = [new ToolCall(null, "weather", json)] }],
            },
            plain with
            {
                Turns = [turn with { Images = [new byte[] { 1 }] }],
            },
        ];

        var least = ContextEstimate.Of(plain, 0);
        Assert.All(richer, call => Assert.True(ContextEstimate.Of(call, 0) > least));
    }

    private static ChatCall Call(string text) =>
        new() { Model = ModelId.Parse("tiny:1b"), Turns = [new ChatTurn(TurnRole.User, text)] };
}
