using Orchestrator.LlamaCppHost.Answers;

namespace Orchestrator.LlamaCppHost.Tests.Answers;

public sealed class PromptCutTests
{
    [Fact]
    public void A_prompt_that_fits_stays_as_it_is()
    {
        var prompt = Enumerable.Range(0, 99).ToArray();

        Assert.Same(prompt, PromptCut.Fit(prompt, contextTokens: 100, answerTokens: 50, kept: 4));
    }

    [Fact]
    public void A_longer_one_keeps_its_beginning_and_its_end()
    {
        var cut = PromptCut.Fit([.. Enumerable.Range(0, 200)], contextTokens: 100, answerTokens: 20, kept: 4);

        Assert.Equal([0, 1, 2, 3, .. Enumerable.Range(124, 76)], cut);
    }

    [Theory]
    [InlineData(16, -1, 4)]
    [InlineData(16, 1_000_000, 1_000_000)]
    [InlineData(2, 5, 5)]
    [InlineData(256, 0, 0)]
    public void However_it_is_asked_there_is_a_prompt_and_room_for_an_answer(int context, int answer, int kept)
    {
        var cut = PromptCut.Fit([.. Enumerable.Range(0, 1_000)], context, answer, kept);

        Assert.InRange(cut.Length, 1, context - 1);
        Assert.Equal(999, cut[^1]);
    }
}
