using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Estimates;

namespace Orchestrator.Router.Tests.Estimates;

public sealed class OutputEstimateTests
{
    [Fact]
    public void Never_more_than_the_client_asks_for()
    {
        foreach (var task in Enum.GetValues<TaskType>())
        {
            Assert.InRange(OutputEstimate.Tokens(Input(maxTokens: 20), task, promptTokens: 5000), 1, 20);
        }
    }

    [Fact]
    public void A_translation_is_about_as_long_as_what_is_translated_and_a_summary_shorter()
    {
        var translation = OutputEstimate.Tokens(Input(), TaskType.Translation, promptTokens: 1000);
        var summary = OutputEstimate.Tokens(Input(), TaskType.SummarizationExtraction, promptTokens: 1000);

        Assert.InRange(translation, 800, 1000);
        Assert.True(summary < translation / 2);
        Assert.True(OutputEstimate.Tokens(Input(), TaskType.Translation, promptTokens: 2000) > translation);
    }

    [Fact]
    public void Thinking_that_was_asked_for_is_paid_for()
    {
        var plain = OutputEstimate.Tokens(Input(), TaskType.Math, promptTokens: 100);

        Assert.True(OutputEstimate.Tokens(Input(wantsThinking: true), TaskType.Math, promptTokens: 100) > plain);
    }

    [Fact]
    public void A_prompt_of_any_length_gives_a_bounded_estimate()
    {
        foreach (var task in Enum.GetValues<TaskType>())
        {
            Assert.InRange(OutputEstimate.Tokens(Input(), task, int.MaxValue), 1, 4096);
        }
    }

    private static RouteInput Input(int maxTokens = 0, bool wantsThinking = false) =>
        new(
            "run",
            "auto",
            [new ConversationTurn("user", "Hello")],
            TotalChars: 5,
            ToolCount: 0,
            ImageCount: 0,
            WantsJson: false,
            wantsThinking,
            maxTokens,
            FailedReplicas: [],
            DryRun: false
        );
}
