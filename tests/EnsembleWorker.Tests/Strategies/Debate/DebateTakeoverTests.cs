using static Orchestrator.EnsembleWorker.Tests.Strategies.Debate.DebateScript;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Debate;

public sealed class DebateTakeoverTests
{
    private static readonly (string Step, string Text)[] Script =
    [
        (
            "position-1",
            Position(PlanAnswer, 0.9, Part("copy", "Copy the tables."), Part("move", "Move readers.", "copy"))
        ),
        ("position-2", Position(OtherAnswer, 0.6)),
        ("position-3", Position("Ask somebody who has done it before, and do nothing until they have answered.")),
        ("same-1", """{"groups":{"A":1,"B":2,"C":3}}"""),
        ("revision-1-3", Revision(OtherAnswer, "B needs no second system.")),
        ("same-2", """{"groups":{"A":1,"B":2,"C":2}}"""),
        (
            "score-1",
            """{"relevance":{"A":1,"B":0.1,"C":0.1},"feasibility":{"A":1,"B":0.1,"C":0.1},"compatible":false}"""
        ),
    ];

    public static TheoryData<int> EveryStep => [.. Enumerable.Range(0, 14)];

    [Fact]
    public async Task The_whole_debate_takes_each_step_once()
    {
        var steps = Steps(Planning(), Script);

        await CompleteAsync(steps);

        Assert.Equal(
            [
                "position-1",
                "position-2",
                "position-3",
                "same-1",
                "revision-1-1",
                "revision-1-2",
                "revision-1-3",
                "same-2",
                "revision-2-1",
                "revision-2-2",
                "revision-2-3",
                "score-1",
                "part-1",
                "part-2",
                "answer",
            ],
            steps.Names
        );
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_takeover_at_any_step_asks_nothing_again_and_ends_the_same(int dies)
    {
        var whole = await CompleteAsync(Steps(Planning(), Script));
        var texts = Steps(Planning(), Script);
        var asked = 0;
        var mortal = new ScriptedSteps(
            Planning(),
            order =>
                asked++ == dies
                    ? throw new OperationCanceledException()
                    : texts.StepAsync(order, CancellationToken.None).GetAwaiter().GetResult()
        );

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(mortal));
        // Budgets look different to whoever goes on.
        mortal.Left = mortal.Left with
        {
            Calls = 900,
            Tokens = 900_000,
        };
        var end = await CompleteAsync(mortal);
        var again = await CompleteAsync(mortal);

        Assert.Equal(whole.PayloadJson, end.PayloadJson);
        Assert.Equal(whole.PayloadJson, again.PayloadJson);
        Assert.Equal(16, asked);
        Assert.Equal(15, mortal.Names.Distinct().Count());
    }

    [Fact]
    public async Task Decisions_outlive_the_budget_that_they_were_made_from()
    {
        var steps = Steps(Planning(), Script);
        var first = await CompleteAsync(steps);
        var asked = steps.Orders.Count;

        steps.Left = default;
        var second = await CompleteAsync(steps);

        Assert.Equal(first.PayloadJson, second.PayloadJson);
        Assert.Equal(asked, steps.Orders.Count);
    }

    private static Contracts.Worker.V1.StartRunRequest Planning()
    {
        var request = Request("j:8b");
        request.Task = "planning";
        return request;
    }
}
