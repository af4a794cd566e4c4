using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Placement;
using Orchestrator.Placement.Routing;

namespace Orchestrator.Gateway.Tests.Runs;

public sealed class RouteRequestsTests
{
    [Theory]
    [InlineData("short", 3, 2, "short")]
    [InlineData("0123456789", 3, 2, "012\n89")]
    [InlineData("0123456789", 0, 2, "\n89")]
    [InlineData("0123456789", 3, 0, "012\n")]
    [InlineData("ab😀cd😀ef", 3, 3, "ab\nef")]
    public void A_long_text_is_cut_to_its_ends_and_never_inside_a_character(
        string text,
        int head,
        int tail,
        string cut
    ) => Assert.Equal(cut, RouteRequests.Cut(text, head, tail));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_step_of_a_run_is_one_call(bool isStep)
    {
        var question = new Question
        {
            Model = "auto:quality",
            Messages = [],
            Step = isStep ? new RunStep("ensemble", "member-1", "", "") : null,
        };

        Assert.Equal(isStep, RouteRequests.From(question, "run-1", new PlacementLimits()).SingleOnly);
    }

    [Fact]
    public void The_router_sees_counts_of_the_whole_conversation_and_texts_of_a_part()
    {
        var question = new Question
        {
            Model = "auto:fast",
            Messages =
            [
                new Message { Role = "system", Content = new string('s', 10) },
                .. Enumerable.Range(0, 10).Select(n => new Message { Role = "user", Content = $"turn {n}" }),
            ],
            Tools = [new Tool { Name = "a" }, new Tool { Name = "b" }],
            Format = new ResponseFormat { Json = true },
            Thinking = Thinking.Low,
            Sampling = new Sampling { MaxTokens = 77 },
        };
        var limits = new PlacementLimits
        {
            RouteTurns = 3,
            RouteHeadChars = 4,
            RouteTailChars = 2,
        };

        var request = RouteRequests.From(question, "run", limits);

        Assert.Equal(["ssss\nss", "turn 8", "turn 9"], request.Turns.Select(turn => turn.Text));
        Assert.Equal((70u, 2u, 77u), (request.TotalChars, request.ToolCount, request.MaxTokens));
        Assert.Equal((true, true, false), (request.WantsJson, request.WantsThinking, request.DryRun));
        Assert.Equal(("run", "auto:fast"), (request.RunId, request.RequestedModel));
    }

    [Theory]
    [InlineData(Thinking.Unspecified, false)]
    [InlineData(Thinking.Off, false)]
    [InlineData(Thinking.On, true)]
    [InlineData(Thinking.High, true)]
    public void Only_thinking_that_was_asked_for_needs_a_model_that_can(Thinking thinking, bool wants)
    {
        var question = new Question
        {
            Model = "m",
            Messages = [],
            Thinking = thinking,
        };

        Assert.Equal(wants, RouteRequests.From(question, "run", new PlacementLimits()).WantsThinking);
    }
}
