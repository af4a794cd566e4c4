using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Tests.Strategies.Graphs;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Decompose;

/// <summary>What a run does that is taken over, that is told something meanwhile, or that may not use much.</summary>
public sealed class DecomposeTakeoverTests
{
    [Fact]
    public async Task A_run_that_is_taken_over_at_its_end_asks_nothing_again_and_ends_the_same()
    {
        var steps = DecomposeScript.Failing(order => order.Name == "part-2");
        var first = (RunEnd.Completed)await DecomposeScript.RunAsync(steps);
        var (asked, noted) = (steps.Orders.Count, steps.Notes.Count);

        // Less is left than before: what was decided then holds.
        steps.Left = default;
        var second = (RunEnd.Completed)await DecomposeScript.RunAsync(steps);

        Assert.Equal((asked, noted), (steps.Orders.Count, steps.Notes.Count));
        Assert.Equal((first.Answer, first.PayloadJson), (second.Answer, second.PayloadJson));
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("part-1")]
    [InlineData("part-3")]
    [InlineData("merge")]
    public async Task A_run_that_is_cut_anywhere_ends_as_one_that_was_not(string at)
    {
        var isCut = true;
        var steps = DecomposeScript.Saying(others: order =>
            isCut && order.Name == at ? throw new OperationCanceledException() : null
        );
        await Assert.ThrowsAsync<OperationCanceledException>(() => DecomposeScript.RunAsync(steps));
        isCut = false;

        var end = (RunEnd.Completed)await DecomposeScript.RunAsync(steps);
        var whole = (RunEnd.Completed)await DecomposeScript.RunAsync(DecomposeScript.Saying());

        Assert.Equal(whole.PayloadJson, end.PayloadJson);
        Assert.Equal(steps.Names.Distinct().Order(), steps.Names.Where(name => name != at).Append(at).Order());
    }

    [Theory]
    [InlineData(false, "plan|part-1,part-2|part-3|merge")]
    [InlineData(true, "plan|part-1|part-2|part-3|merge")]
    public async Task Parts_of_one_level_run_at_once_unless_memory_forbids_it(bool isSequential, string expected)
    {
        var scripted = DecomposeScript.Saying();
        scripted.Request.Sequential = isSequential;
        var steps = new HeldSteps(scripted);
        var waves = new List<string>();

        var running = DecomposeScript.RunAsync(steps);
        while (steps.UnderWay.Any())
        {
            waves.Add(string.Join(',', steps.LetGo()));
        }

        Assert.IsType<RunEnd.Completed>(await running);
        Assert.Equal(expected, string.Join('|', waves));
    }

    [Fact]
    public async Task What_the_user_adds_is_seen_by_all_that_come_after_it()
    {
        var steps = DecomposeScript.Saying();
        steps.Says["level-2"] = ["Only in metres, please."];

        await DecomposeScript.RunAsync(steps);

        Assert.DoesNotContain("Only in metres, please.", Contents(steps, "part-1"));
        Assert.Contains("Only in metres, please.", Contents(steps, "part-3"));
        Assert.Equal("Only in metres, please.", Contents(steps, "merge")[^1]);
    }

    [Fact]
    public async Task A_budget_that_does_not_reach_for_all_parts_leaves_the_last_ones_out_and_keeps_the_answer()
    {
        var steps = DecomposeScript.Saying();
        steps.Left = new BudgetLeft(2, 1_000_000, 10_000, TimeSpan.FromHours(1));

        var end = (RunEnd.Completed)await DecomposeScript.RunAsync(steps);

        Assert.Equal(["plan", "part-1", "part-3", "merge"], steps.Names);
        Assert.Contains("\"left_out\":[\"part-2\"]", end.PayloadJson);
        Assert.Contains(steps.Notes, note => note.Name == "error" && note.PayloadJson.Contains("budget_exhausted"));
    }

    [Fact]
    public async Task A_budget_of_one_call_is_kept_for_the_question_itself()
    {
        var steps = DecomposeScript.Saying();
        steps.Left = new BudgetLeft(1, 1_000_000, 10_000, TimeSpan.FromHours(1));

        await DecomposeScript.RunAsync(steps);

        Assert.Equal(["plan", "answer"], steps.Names);
    }

    [Fact]
    public async Task A_budget_of_nothing_is_a_failure_that_says_so()
    {
        var steps = new ScriptedSteps(
            DecomposeScript.Request(),
            order => ScriptedSteps.Failed(order, StepCauses.BudgetExhausted)
        )
        {
            Left = default,
        };

        var end = Assert.IsType<RunEnd.Failed>(await DecomposeScript.RunAsync(steps));

        Assert.Equal(StepCauses.BudgetExhausted, end.Cause);
    }

    [Theory]
    [InlineData(10, 1_000, 1_000, 600, 4)]
    [InlineData(3, 1_000, 1_000, 600, 2)]
    [InlineData(10, 45, 1_000, 600, 2)]
    [InlineData(10, 1_000, 4.1, 600, 3)]
    [InlineData(10, 1_000, 1_000, 1, 0)]
    [InlineData(0, 1_000, 1_000, 600, 0)]
    public void Whatever_is_scarcest_says_how_many_parts_there_can_be(
        int calls,
        long tokens,
        double gpuSeconds,
        double seconds,
        int parts
    )
    {
        var start = DateTimeOffset.UnixEpoch;
        var plan = new StepResult
        {
            Step = "plan",
            Model = "a",
            PromptTokens = 10,
            OutputTokens = 5,
            GpuSeconds = 1,
            StartedAt = start,
            FinishedAt = start.AddSeconds(1),
        };
        var left = new BudgetLeft(calls, tokens, gpuSeconds, TimeSpan.FromSeconds(seconds));

        Assert.Equal(parts, SpendRule.Affordable(left, 4, atOnce: true, [plan]));
    }

    private static List<string> Contents(ScriptedSteps steps, string step) =>
        [.. steps.Orders.Single(order => order.Name == step).Messages.Select(message => message.Content)];
}
