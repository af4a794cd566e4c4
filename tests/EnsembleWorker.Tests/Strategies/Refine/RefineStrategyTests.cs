using System.Text.Json;
using Orchestrator.EnsembleWorker.Strategies;
using static Orchestrator.EnsembleWorker.Tests.Strategies.Refine.RefineScript;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Refine;

/// <summary>In which order a refinement asks whom, and what it ends with.</summary>
public sealed class RefineStrategyTests
{
    [Fact]
    public async Task A_draft_that_passes_is_the_answer_after_two_calls()
    {
        var steps = Steps(TwoFamilies(), ("draft", "Seoul."));

        var end = Completed(await RunAsync(steps));

        Assert.Equal(["draft", "verdict-1"], Names(steps));
        Assert.Equal("Seoul.", end.Answer.Text);
        Assert.Equal("passed", Payload(end).GetProperty("stopped").GetString());
    }

    [Fact]
    public async Task The_best_model_drafts_and_another_family_verifies_before_a_sister_does()
    {
        var steps = Steps(TwoFamilies(), ("draft", "Seoul."));

        var end = Completed(await RunAsync(steps));

        Assert.Equal("a:70b", steps.Orders.First().Model);
        var verdict = steps.Orders.Last();
        Assert.Equal("b:8b", verdict.Model);
        Assert.Equal(["a:7b"], verdict.Instead);
        Assert.Equal("judge", verdict.Role);
        Assert.False(Payload(end).GetProperty("verified_by_same_family").GetBoolean());
    }

    [Fact]
    public async Task Without_another_family_a_sister_verifies_and_the_end_says_so()
    {
        var steps = Steps(Request(("a:70b", "a"), ("a:7b", "a")), ("draft", "Seoul."));

        var end = Completed(await RunAsync(steps));

        Assert.Equal("a:7b", steps.Orders.Last().Model);
        Assert.True(Payload(end).GetProperty("verified_by_same_family").GetBoolean());
    }

    [Fact]
    public async Task A_model_that_is_alone_verifies_itself_and_the_end_says_so()
    {
        var steps = Steps(Request(("a:70b", "a")), ("draft", "Seoul."));

        var end = Completed(await RunAsync(steps, options => options.Passes = 2));

        Assert.Equal(["draft", "verdict-1"], Names(steps));
        Assert.True(Payload(end).GetProperty("verified_by_same_family").GetBoolean());
    }

    [Fact]
    public async Task Who_wrote_the_draft_in_anothers_place_is_not_its_verifier()
    {
        var steps = new ScriptedSteps(
            TwoFamilies(),
            order =>
                order.Name == "draft"
                    ? ScriptedSteps.Result(order, "Seoul.") with
                    {
                        Model = "b:8b",
                        Replaced = [new Replaced("a:70b", "silent"), new Replaced("a:7b", "silent")],
                    }
                    : ScriptedSteps.Result(order, Passing)
        );

        var end = Completed(await RunAsync(steps));

        Assert.Equal(["a:7b", "b:8b"], steps.Orders.First().Instead);
        Assert.Equal("a:70b", steps.Orders.Last().Model);
        var draft = Payload(end).GetProperty("members")[0];
        Assert.Equal("a:70b", draft.GetProperty("replaced")[0].GetProperty("model").GetString());
    }

    [Fact]
    public async Task A_fix_that_passes_is_the_answer_and_its_writer_was_shown_the_problems()
    {
        var steps = Steps(
            TwoFamilies(),
            ("draft", "Busan."),
            ("verdict-1", Refusing("Busan is no capital.")),
            ("fix-1", "Seoul.")
        );

        var end = Completed(await RunAsync(steps));

        Assert.Equal(["draft", "verdict-1", "fix-1", "verdict-2"], Names(steps));
        Assert.Equal("Seoul.", end.Answer.Text);
        var fix = steps.Orders.Single(order => order.Name == "fix-1");
        Assert.Equal("a:70b", fix.Model);
        Assert.Contains("- Busan is no capital.", fix.Messages[0].Content);
        Assert.All(steps.Orders, order => Assert.False(order.IsAnswer));
    }

    [Fact]
    public async Task A_verdict_that_repeats_ends_it()
    {
        var steps = Steps(
            TwoFamilies(),
            ("draft", "Busan."),
            ("verdict-1", Refusing("No source.", "Too short.")),
            ("fix-1", "Busan, of course."),
            ("verdict-2", Refusing("too short", "No source!"))
        );

        var end = Completed(await RunAsync(steps, options => options.Rounds = 3));

        Assert.Equal(4, steps.Orders.Count);
        Assert.Equal("verdict_repeats", Payload(end).GetProperty("stopped").GetString());
    }

    [Fact]
    public async Task A_text_that_does_not_change_is_not_verified_again()
    {
        var steps = Steps(TwoFamilies(), ("draft", "Busan."), ("verdict-1", Refusing("No.")), ("fix-1", "Busan.\n"));

        var end = Completed(await RunAsync(steps));

        Assert.Equal(["draft", "verdict-1", "fix-1"], Names(steps));
        Assert.Equal("text_unchanged", Payload(end).GetProperty("stopped").GetString());
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(3, 8)]
    public async Task Rounds_are_bounded_and_cost_two_calls_each(int rounds, int calls)
    {
        var steps = ScriptedSteps.Saying(
            TwoFamilies(),
            order => order.JsonSchema is null ? order.Name : Refusing($"wrong in {order.Name}", "one more")
        );

        var end = Completed(await RunAsync(steps, options => options.Rounds = rounds));

        Assert.Equal(calls, steps.Orders.Count);
        Assert.Equal("rounds_used", Payload(end).GetProperty("stopped").GetString());
    }

    [Fact]
    public async Task The_version_with_the_fewest_problems_is_the_answer_even_when_it_is_not_the_last()
    {
        var steps = Steps(
            TwoFamilies(),
            ("draft", "v0"),
            ("verdict-1", Refusing("p1", "p2", "p3")),
            ("fix-1", "v1"),
            ("verdict-2", Refusing("p4")),
            ("fix-2", "v2"),
            ("verdict-3", Refusing("p5", "p6"))
        );

        Assert.Equal("v1", Completed(await RunAsync(steps)).Answer.Text);
    }

    [Fact]
    public async Task Two_passes_need_two_verifiers()
    {
        var steps = Steps(
            TwoFamilies(),
            ("draft", "Busan."),
            ("second-1", Refusing("Busan is no capital.")),
            ("fix-1", "Seoul.")
        );

        var end = Completed(await RunAsync(steps, options => options.Passes = 2));

        Assert.Equal(["draft", "verdict-1", "second-1", "fix-1", "verdict-2", "second-2"], Names(steps));
        Assert.Equal(("b:8b", "a:7b"), (Model(steps, "verdict-1"), Model(steps, "second-1")));
        Assert.Equal("Seoul.", end.Answer.Text);
    }

    [Fact]
    public async Task Each_verdict_is_told()
    {
        var steps = Steps(TwoFamilies(), ("draft", "Busan."), ("verdict-1", Refusing("No.")), ("fix-1", "Seoul."));

        await RunAsync(steps);

        var told = Verdicts(steps).Select(note => JsonDocument.Parse(note.PayloadJson).RootElement).ToList();
        Assert.Equal([false, true], told.Select(verdict => verdict.GetProperty("passed").GetBoolean()));
        Assert.Equal("No.", told[0].GetProperty("problems")[0].GetString());
        Assert.Equal([0, 1], told.Select(verdict => verdict.GetProperty("round").GetInt32()));
    }

    private static RunEnd.Completed Completed(RunEnd end) => Assert.IsType<RunEnd.Completed>(end);

    private static IEnumerable<string> Names(ScriptedSteps steps) => steps.Names;

    private static string Model(ScriptedSteps steps, string step) =>
        steps.Orders.Single(order => order.Name == step).Model;

    private static JsonElement Payload(RunEnd.Completed end) => JsonDocument.Parse(end.PayloadJson).RootElement;
}
