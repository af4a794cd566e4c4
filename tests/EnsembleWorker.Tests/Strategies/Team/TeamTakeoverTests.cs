using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using static Orchestrator.EnsembleWorker.Tests.Strategies.Team.TeamRun;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Team;

/// <summary>Teams that another worker takes over, and users who step in.</summary>
public sealed class TeamTakeoverTests
{
    [Fact]
    public async Task A_run_that_is_over_asks_nothing_again_and_ends_the_same()
    {
        var steps = new ScriptedSteps(Interactive(), Answer);
        Speak(steps);
        var first = await steps.CompleteAsync(Windowed);
        var asked = steps.Names.ToList();

        var second = await steps.CompleteAsync(Windowed);

        Assert.Equal(asked, steps.Names);
        Assert.Equal((first.PayloadJson, first.Answer.Text), (second.PayloadJson, second.Answer.Text));
        Assert.Equal(asked, asked.Distinct());
    }

    [Fact]
    public async Task Wherever_it_is_cut_the_next_worker_asks_what_is_left_and_ends_the_same()
    {
        var whole = new ScriptedSteps(Interactive(), Answer);
        Speak(whole);
        var expected = await whole.CompleteAsync(Windowed);

        for (var cut = 0; cut < whole.Orders.Count; cut++)
        {
            var left = cut;
            var steps = new ScriptedSteps(
                Interactive(),
                order => left-- == 0 ? throw new OperationCanceledException() : Answer(order)
            );
            Speak(steps);
            await Assert.ThrowsAsync<OperationCanceledException>(() => steps.RunAsync(Windowed));
            var tried = steps.Names.Last();

            var end = await steps.CompleteAsync(Windowed);

            Assert.Equal(expected.PayloadJson, end.PayloadJson);
            // The step that was under way is asked once more, no other one.
            Assert.Equal(whole.Names.Order(), steps.Names.Distinct().Order());
            Assert.Equal(
                [tried],
                steps.Names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key)
            );
        }
    }

    [Fact]
    public async Task A_message_that_is_told_earlier_after_a_takeover_counts_where_it_counted_before()
    {
        var steps = new ScriptedSteps(Interactive(), Answer);
        Speak(steps);
        var first = await steps.CompleteAsync(Windowed);
        var asked = steps.Names.ToList();
        steps.Says["turn-1"] = [.. steps.Says.Values.SelectMany(said => said)];
        foreach (var boundary in steps.Says.Keys.Where(name => name != "turn-1").ToList())
        {
            steps.Says.Remove(boundary);
        }

        var second = await steps.CompleteAsync(Windowed);

        Assert.Equal((first.PayloadJson, string.Join(' ', asked)), (second.PayloadJson, string.Join(' ', steps.Names)));
    }

    [Fact]
    public async Task A_budget_that_looks_smaller_after_a_takeover_changes_nothing_that_was_decided()
    {
        var steps = new ScriptedSteps(Interactive(), Answer);
        Speak(steps);
        var first = await steps.CompleteAsync(Windowed);
        steps.Left = default;

        Assert.Equal(first.PayloadJson, (await steps.CompleteAsync(Windowed)).PayloadJson);
    }

    [Fact]
    public async Task A_question_that_waits_for_its_reply_is_asked_by_whoever_goes_on()
    {
        var steps = new ScriptedSteps(Interactive(), Answer);
        Speak(steps);
        steps.Replies = _ => throw new OperationCanceledException();
        await Assert.ThrowsAsync<OperationCanceledException>(() => steps.RunAsync(Windowed));
        var asked = new List<string>();
        steps.Replies = question =>
        {
            asked.Add(question);
            return "@planner make it shorter";
        };

        var end = await steps.CompleteAsync(Windowed);

        Assert.Equal(["How short?"], asked);
        Assert.Equal("The answer.", end.Answer.Text);
        Assert.Equal(steps.Names.Distinct(), steps.Names);
    }

    [Theory]
    [InlineData("@tester first", "turn-1-tester")]
    [InlineData("Use Rust.", "turn-2-lead")]
    public async Task A_user_who_steps_in_is_heard_before_the_decision_is_carried_out(string said, string next)
    {
        var steps = ScriptedSteps.Saying(Interactive(), Led(Choose("planner"), Choose("finish")));
        steps.Says["turn-1.step-in"] = [said];

        await steps.CompleteAsync(Windowed);

        Assert.Equal(["turn-1-lead", next], steps.Names.Take(2));
        Assert.DoesNotContain("turn-1-planner", steps.Names);
        Assert.Equal(
            ("user", said),
            (steps.Orders.ElementAt(1).Messages[^1].Role, steps.Orders.ElementAt(1).Messages[^1].Content)
        );
    }

    [Fact]
    public async Task Without_a_window_messages_are_heard_when_a_turn_begins_and_never_in_a_run_without_a_user()
    {
        var heard = ScriptedSteps.Saying(Interactive(), Led(Choose("planner"), Choose("finish")));
        var alone = ScriptedSteps.Saying(Request(), Led(Choose("planner"), Choose("finish")));
        foreach (var steps in (ScriptedSteps[])[heard, alone])
        {
            steps.Says["turn-2"] = ["@tester now"];
            steps.Says["turn-1.step-in"] = ["never told"];
        }

        await heard.CompleteAsync();
        await alone.CompleteAsync(Windowed);

        Assert.Equal(["turn-1-lead", "turn-1-planner", "turn-2-tester", "turn-3-lead", "final"], heard.Names);
        Assert.Equal(["turn-1-lead", "turn-1-planner", "turn-2-lead", "final"], alone.Names);
    }

    private static void Windowed(TeamOptions options) => options.StepInWindow = TimeSpan.FromSeconds(5);

    private static StartRunRequest Interactive()
    {
        var request = Request();
        request.Interactive = true;
        return request;
    }

    private static void Speak(ScriptedSteps steps)
    {
        steps.Says["turn-2"] = ["Mind the limits."];
        steps.Says["turn-3.step-in"] = ["@tester what would you try?"];
        steps.Replies = _ => "@planner make it shorter";
    }

    /// <summary>A course with everything: repairs, retries, reviews, a question, messages and notes.</summary>
    private static StepResult Answer(StepOrder order) =>
        order.Name switch
        {
            "turn-1-lead" => Say(order, Choose("planner", "Plan.")),
            "turn-1-planner" => Say(order, "A plan.\nremember goal: small\n@coder begin"),
            "turn-2-lead" => Say(order, "the coder, please"),
            "turn-2-lead.repair" => Say(order, Choose("coder", "Do it.")),
            "turn-2-coder" => ScriptedSteps.Failed(order, "broken"),
            "turn-2-coder.retry-1" => Say(order, "Code."),
            "turn-3-lead" => Say(order, Choose("reviewer")),
            "turn-3-tester" => Say(order, "A test plan."),
            "turn-4-lead" => Say(order, Choose("reviewer")),
            "turn-4-reviewer" => Say(order, Revise("Too long.")),
            "turn-5-lead" => Say(order, Choose("ask_user", "How short?")),
            "turn-6-planner" => Say(order, "A shorter plan."),
            "turn-7-lead" => Say(order, Choose("coder", "Shorter.")),
            "turn-7-coder" => Say(order, "Short code."),
            "turn-8-lead" => Say(order, Choose("finish", answer: "Done.")),
            "final" => Say(order, "The answer."),
            _ => throw new InvalidOperationException($"Nobody should ask {order.Name}."),
        };

    private static StepResult Say(StepOrder order, string text) => ScriptedSteps.Result(order, text);
}
