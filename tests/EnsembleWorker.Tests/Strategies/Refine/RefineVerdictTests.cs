using Orchestrator.EnsembleWorker.Strategies.Refine;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Refine;

public sealed class RefineVerdictTests
{
    private static readonly RefineOptions Options = new();

    [Theory]
    [InlineData("")]
    [InlineData("It is fine.")]
    [InlineData("{\"passed\":")]
    [InlineData("[true]")]
    [InlineData("{\"passed\":\"perhaps\"}")]
    [InlineData("{\"problems\":[]}")]
    [InlineData("{\"problems\":[\"\\ud800\"],\"passed\":{}}")]
    public void What_says_nothing_is_no_verdict(string text) => Assert.Null(RefineVerdict.Of(text, Options));

    [Theory]
    [InlineData("```json\n{\"passed\": true, \"confidence\": 0.9}\n```", true, 0.9)]
    [InlineData("{\"Passed\":\"yes\",\"confidence\":\"85%\"}", true, 0.85)]
    [InlineData("{\"passed\":false,\"confidence\":1e9}", false, null)]
    [InlineData("{\"problems\":\"Wrong year.\"}", false, null)]
    public void A_verdict_is_read_as_it_was_meant(string text, bool passed, double? confidence)
    {
        var verdict = RefineVerdict.Of(text, Options);

        Assert.Equal((passed, confidence), (verdict!.Passed, verdict.Confidence));
    }

    [Fact]
    public void An_endless_list_of_endless_problems_is_cut()
    {
        var endless = string.Join(',', Enumerable.Repeat($"\"{new string('x', 5_000)}\"", 30));

        var verdict = RefineVerdict.Of($"{{\"passed\":false,\"problems\":[{endless}]}}", Options);

        Assert.Equal(Options.MaxProblems, verdict!.Problems.Count);
        Assert.All(verdict.Problems, problem => Assert.InRange(problem.Length, 1, Options.MaxProblemCharacters + 10));
    }

    [Fact]
    public void Half_a_sign_in_a_problem_is_left_out()
    {
        var verdict = RefineVerdict.Of("""{"passed":false,"problems":["\ud800","Real."]}""", Options);

        Assert.Equal(["Real."], verdict!.Problems);
    }

    [Fact]
    public void The_order_and_the_case_of_problems_do_not_make_another_verdict()
    {
        var one = new RefineVerdict(false, ["Too short.", "연도가 틀림"], 0.5);

        Assert.True(one.Repeats(new RefineVerdict(false, ["연도가 틀림.", "too short"], null)));
        Assert.False(one.Repeats(new RefineVerdict(false, ["Too short."], 0.5)));
        Assert.False(one.Repeats(one with { Passed = true }));
    }
}
