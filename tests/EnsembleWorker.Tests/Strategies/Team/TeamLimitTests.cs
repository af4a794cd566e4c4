using Orchestrator.Contracts;
using Orchestrator.EnsembleWorker.Strategies;
using static Orchestrator.EnsembleWorker.Tests.Strategies.Team.TeamRun;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Team;

/// <summary>Where a team stops.</summary>
public sealed class TeamLimitTests
{
    [Fact]
    public async Task A_team_that_never_finishes_ends_at_its_last_turn_with_its_best_text_and_a_question()
    {
        // It tells itself to go on in each answer; nothing but the lead calls anybody.
        var turn = 0;
        var steps = ScriptedSteps.Saying(
            Request(),
            order =>
                IsLead(order)
                    ? Choose("coder", $"Part {++turn}.")
                    : $"Part.\n@coder go on!\nremember part: {order.Name}"
        );

        var end = await steps.CompleteAsync();

        Assert.Equal(100, steps.Orders.Count);
        Assert.Equal("turn-50-coder", end.Answer.Step);
        Assert.EndsWith(
            "\n\nThe team has used 50 turns without finishing. Should it go on, and what matters most?",
            end.Answer.Text,
            StringComparison.Ordinal
        );
        Assert.Equal("turn_limit", end.Payload().GetProperty("ending").GetString());
        Assert.Equal(EventNames.Question, Assert.Single(end.Notes).Name);
        Assert.Equal(["part"], end.Payload().Strings("memory"));
        Assert.Contains("from coder: go on!", steps.Orders.Last().System());
    }

    [Fact]
    public async Task At_the_last_turn_the_user_of_an_interactive_run_is_asked_and_the_reply_gives_more_turns()
    {
        var asked = new List<string>();
        var turn = 0;
        var steps = ScriptedSteps.Saying(
            Interactive(),
            order => IsLead(order) ? Choose("coder", $"Part {++turn}.") : $"text of {order.Name}"
        );
        steps.Replies = question =>
        {
            asked.Add(question);
            return "Go on, speed matters.";
        };

        var end = await steps.CompleteAsync(options =>
            (options.MaxTurns, options.TurnsPerReply, options.MaxQuestions) = (3, 2, 2)
        );

        Assert.Equal(
            [
                "The team has used 3 turns without finishing. Should it go on, and what matters most?",
                "The team has used 5 turns without finishing. Should it go on, and what matters most?",
            ],
            asked
        );
        Assert.Equal("turn-7-coder", steps.Names.Last());
        var seen = steps.Orders.Last().Messages.TakeLast(4).Select(message => (message.Role, message.Content)).ToList();
        Assert.Equal(("user", "Go on, speed matters."), seen[^1]);
        Assert.Equal(("assistant", asked[1]), seen[^2]);
        Assert.Equal(
            (7, 2),
            (end.Payload().GetProperty("turns").GetInt32(), end.Payload().GetProperty("questions").GetInt32())
        );
        Assert.Contains("7 turns", end.Payload().GetProperty("question").GetString());
    }

    [Fact]
    public async Task The_lead_may_ask_the_user_and_where_nobody_is_there_the_question_is_the_answer()
    {
        var steps = ScriptedSteps.Saying(Request(), Led(Choose("ask_user", "Which language?")));

        var end = await steps.CompleteAsync();

        Assert.Equal(["turn-1-lead"], steps.Names);
        Assert.Equal(
            ("Which language?", "question"),
            (end.Answer.Text, end.Payload().GetProperty("ending").GetString())
        );
        Assert.Equal("Which language?", Assert.Single(end.Notes).Payload().GetProperty("question").GetString());
    }

    [Fact]
    public async Task A_reply_may_address_a_role_which_then_works_before_the_lead_decides_again()
    {
        var steps = ScriptedSteps.Saying(
            Interactive(),
            Led(Choose("ask_user", "", "Which language?"), Choose("finish"))
        );
        steps.Replies = _ => "@coder in Rust";

        await steps.CompleteAsync();

        Assert.Equal(["turn-1-lead", "turn-2-coder", "turn-3-lead", "final"], steps.Names);
        Assert.Contains("===== your task\nin Rust", steps.Orders.ElementAt(1).System());
    }

    [Fact]
    public async Task A_lead_that_gives_out_the_same_work_again_and_again_is_not_followed()
    {
        var steps = ScriptedSteps.Saying(Request(), Led(Choose("planner", "Plan.")));

        var end = await steps.CompleteAsync();

        Assert.Equal(3, steps.Names.Count(name => name.EndsWith("planner", StringComparison.Ordinal)));
        Assert.Equal(("turn-4-lead", "final"), (steps.Names.ElementAt(6), steps.Names.Last()));
        Assert.Equal("repeated_decision", end.Payload().GetProperty("ending").GetString());
    }

    [Fact]
    public async Task A_reviewer_is_not_offered_any_more_once_its_reviews_are_used_up()
    {
        var turn = 0;
        var steps = ScriptedSteps.Saying(
            Request(),
            order =>
                IsReview(order) ? Revise("Bad.")
                : order.Name is "final" ? "The end."
                : Choose("reviewer", $"{++turn}")
        );

        var end = await steps.CompleteAsync();

        Assert.Equal(3, steps.Orders.Count(IsReview));
        var last = steps.Orders.Single(order => order.Name == "turn-4-lead");
        Assert.DoesNotContain("reviewer", last.JsonSchema);
        // It is chosen all the same, which is no usable answer: the others work in their order.
        Assert.Contains("turn-4-lead.repair", steps.Names);
        Assert.Equal(
            ["turn-4-planner", "turn-5-coder", "turn-6-tester", "turn-7-committer", "final"],
            steps.Names.TakeLast(5)
        );
        Assert.Equal(["Bad."], end.Payload().Strings("open_problems"));
    }

    [Fact]
    public async Task A_coder_that_fails_or_says_nothing_is_asked_twice_more_with_another_model_first()
    {
        var steps = new ScriptedSteps(
            Request(),
            order =>
                order.Name switch
                {
                    "turn-1-coder" => ScriptedSteps.Failed(order, "overloaded"),
                    "turn-1-coder.retry-1" => ScriptedSteps.Result(order, " \n"),
                    _ => ScriptedSteps.Result(
                        order,
                        Led(Choose(order.Name == "turn-1-lead" ? "coder" : "finish"))(order)
                    ),
                }
        );

        var end = await steps.CompleteAsync();

        var tries = steps.Orders.Where(order => order.Role == "coder").ToList();
        Assert.Equal(
            ["turn-1-coder", "turn-1-coder.retry-1", "turn-1-coder.retry-2"],
            tries.Select(order => order.Name)
        );
        Assert.Equal(["big:70b", "other:8b", "spare:3b"], tries.Select(order => order.Model));
        Assert.Equal(["other:8b", "spare:3b"], tries[0].Instead);
        Assert.Equal("completed", end.Payload().GetProperty("members")[0].GetProperty("result").GetString());
        Assert.Equal(
            [EventNames.Error, EventNames.Error],
            steps.Notes.Where(note => note.Name == EventNames.Error).Select(note => note.Name)
        );
    }

    [Fact]
    public async Task When_everybody_fails_the_run_fails_with_the_first_cause()
    {
        var steps = new ScriptedSteps(
            Request(),
            order => ScriptedSteps.Failed(order, IsLead(order) ? "no_replica" : "later")
        );

        var end = Assert.IsType<RunEnd.Failed>(await steps.RunAsync());

        Assert.Equal("no_replica", end.Cause);
        Assert.Equal(
            [
                "turn-1-lead",
                "turn-1-planner",
                "turn-2-coder",
                "turn-2-coder.retry-1",
                "turn-2-coder.retry-2",
                "turn-3-reviewer",
            ],
            steps.Names
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task With_calls_for_less_than_a_turn_the_answer_is_written_at_once(int calls)
    {
        var steps = ScriptedSteps.Saying(Request(), Led(Choose("coder")));
        steps.Left = steps.Left with { Calls = calls };

        var end = await steps.CompleteAsync();

        Assert.Equal(["final"], steps.Names);
        Assert.Equal("budget_exhausted", end.Payload().GetProperty("ending").GetString());
    }

    [Fact]
    public async Task A_budget_of_nothing_is_told_as_the_cause()
    {
        var steps = new ScriptedSteps(Request(), order => ScriptedSteps.Failed(order, StepCauses.BudgetExhausted))
        {
            Left = default,
        };

        Assert.Equal(StepCauses.BudgetExhausted, Assert.IsType<RunEnd.Failed>(await steps.RunAsync()).Cause);
    }

    [Fact]
    public async Task A_budget_that_ends_in_the_middle_leaves_the_best_text_as_the_answer()
    {
        var steps = new ScriptedSteps(
            Request(),
            order =>
                order.Name is "turn-3-lead" or "final"
                    ? ScriptedSteps.Failed(order, StepCauses.BudgetExhausted)
                    : ScriptedSteps.Result(
                        order,
                        IsLead(order)
                            ? Choose(order.Name == "turn-1-lead" ? "planner" : "coder")
                            : $"text of {order.Name}"
                    )
        );

        var end = await steps.CompleteAsync();

        Assert.Equal("text of turn-2-coder", end.Answer.Text);
        Assert.Equal("turn-3-lead", steps.Names.Last());
    }

    private static Contracts.Worker.V1.StartRunRequest Interactive()
    {
        var request = Request();
        request.Interactive = true;
        return request;
    }
}
