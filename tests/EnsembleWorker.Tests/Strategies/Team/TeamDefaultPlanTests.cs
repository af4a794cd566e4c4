using static Orchestrator.EnsembleWorker.Tests.Strategies.Team.TeamRun;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Team;

/// <summary>A team whose lead is weak, or gone.</summary>
public sealed class TeamDefaultPlanTests
{
    private static readonly string[] _all =
    [
        "turn-1-planner",
        "turn-2-coder",
        "turn-3-reviewer",
        "turn-4-tester",
        "turn-5-committer",
        "final",
    ];

    [Theory]
    [InlineData("I think the coder should begin.")]
    [InlineData("""{"choice": "developer", "instruction": "x", "answer": ""}""")]
    [InlineData("""{"choice": 5}""")]
    [InlineData("")]
    public async Task An_answer_that_cannot_be_used_is_repaired_once_and_then_the_roles_work_in_their_order(string bad)
    {
        var steps = ScriptedSteps.Saying(Request(), order => IsLead(order) ? bad : Led("")(order));

        var end = await steps.CompleteAsync();

        Assert.Equal(["turn-1-lead", "turn-1-lead.repair", .. _all], steps.Names);
        Assert.False(end.Payload().GetProperty("led").GetBoolean());
        var repair = steps.Orders.ElementAt(1);
        Assert.Equal(bad, repair.Messages[^2].Content);
        Assert.Contains("That cannot be used.", repair.Messages[^1].Content);
    }

    [Fact]
    public async Task A_repaired_answer_counts()
    {
        var steps = ScriptedSteps.Saying(
            Request(),
            order =>
                order.Name == "turn-1-lead" ? "The coder!"
                : order.Name == "turn-1-lead.repair" ? $"Sorry.\n```json\n{Choose("@Coder")}\n```"
                : Led(Choose("finish"))(order)
        );

        await steps.CompleteAsync();

        Assert.Equal(["turn-1-lead", "turn-1-lead.repair", "turn-1-coder", "turn-2-lead", "final"], steps.Names);
    }

    [Fact]
    public async Task Who_has_worked_already_is_left_out_when_the_lead_gets_lost()
    {
        var led = Led(Choose("planner"), "?");
        var steps = ScriptedSteps.Saying(
            Request(),
            order => order.Name.EndsWith("repair", StringComparison.Ordinal) ? "?" : led(order)
        );

        await steps.CompleteAsync();

        Assert.Equal(
            ["turn-2-lead", "turn-2-lead.repair", "turn-2-coder", "turn-3-reviewer", "turn-4-tester"],
            steps.Names.Skip(2).Take(5)
        );
    }

    [Fact]
    public async Task A_lead_that_fails_is_done_without_and_the_best_text_is_the_answer_when_nobody_writes_one()
    {
        var steps = new ScriptedSteps(
            Request(),
            order =>
                IsLead(order) || order.Name == "final"
                    ? ScriptedSteps.Failed(order, "no_replica")
                    : ScriptedSteps.Result(order, Led("")(order))
        );

        var end = await steps.CompleteAsync();

        Assert.Equal(["turn-1-lead", .. _all], steps.Names);
        Assert.Equal(("turn-2-coder", "text of turn-2-coder"), (end.Answer.Step, end.Answer.Text));
    }

    [Fact]
    public async Task Work_is_sent_back_while_a_review_finds_problems_and_there_are_reviews_left()
    {
        var steps = ScriptedSteps.Saying(
            Request(),
            order =>
                IsLead(order) ? "?"
                : IsReview(order) ? Revise($"Problem of {order.Name}.")
                : $"text of {order.Name}"
        );

        var end = await steps.CompleteAsync();

        Assert.Equal(
            [
                "turn-2-coder",
                "turn-3-reviewer",
                "turn-4-coder",
                "turn-5-reviewer",
                "turn-6-coder",
                "turn-7-reviewer",
                "turn-8-tester",
                "turn-9-committer",
                "final",
            ],
            steps.Names.Skip(3)
        );
        Assert.Equal(3, end.Payload().GetProperty("review_cycles").GetInt32());
        Assert.Equal(["Problem of turn-7-reviewer."], end.Payload().Strings("open_problems"));
        Assert.False(end.Payload().GetProperty("reworked_since_review").GetBoolean());
    }

    [Theory]
    [InlineData("Looks good to me!")]
    [InlineData("""{"verdict": "revise", "problems": []}""")]
    [InlineData("""{"verdict": 3, "problems": "none"}""")]
    public async Task A_review_without_a_verdict_or_a_reason_sends_nothing_back(string review)
    {
        var steps = ScriptedSteps.Saying(
            Request(),
            order =>
                IsLead(order) ? "?"
                : IsReview(order) ? review
                : $"text of {order.Name}"
        );

        var end = await steps.CompleteAsync();

        Assert.Equal(_all, steps.Names.Skip(2));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, end.Payload().GetProperty("approved").ValueKind);
    }

    [Fact]
    public async Task A_reviewer_that_fails_after_rework_does_not_send_the_work_round_again()
    {
        var steps = new ScriptedSteps(
            Request(),
            order =>
                order.Name == "turn-5-reviewer"
                    ? ScriptedSteps.Failed(order, "gone")
                    : ScriptedSteps.Result(
                        order,
                        IsLead(order) ? "?"
                            : IsReview(order) ? Revise("A problem.")
                            : "text"
                    )
        );

        var end = await steps.CompleteAsync();

        Assert.Equal(["turn-6-tester", "turn-7-committer", "final"], steps.Names.TakeLast(3));
        Assert.Equal(["A problem."], end.Payload().Strings("open_problems"));
        Assert.True(end.Payload().GetProperty("reworked_since_review").GetBoolean());
    }
}
