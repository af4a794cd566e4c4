using System.Text.Json;
using Orchestrator.Cli.Tests.Commands;

namespace Orchestrator.Cli.Tests.Evaluate;

public sealed class EvaluateRoutingCommandTests : IDisposable
{
    private readonly TemporaryFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task What_holds_in_every_domain_is_learned_and_beats_length_and_lots()
    {
        var routers = (await Evaluate(OutcomeTexts.DigitsMatter())).GetProperty("routers");

        // Half of the prompts gain, so nobody can have more than three quarters.
        Assert.Equal(0.75, Value(routers, "oracle", "apgr"), 1e-9);
        Assert.Equal(0.75, Value(routers, "learned", "apgr"), 0.01);
        Assert.Equal(0.25, Value(routers, "learned", "cpt50"), 0.01);
        Assert.Equal(0.5, Value(routers, "random", "apgr"), 1e-9);
        Assert.Equal(0.5, Value(routers, "prompt-length", "apgr"), 0.01);
        Assert.Equal((1, 0.5, 0.75), Scores(routers, "always-strong", "always-weak", "random"));
        Assert.Equal(1, Value(routers, "learned", "score_at_half"), 0.01);
        Assert.Equal(0.75, Value(routers, "best-mix", "score_at_half"), 1e-9);
        Assert.Equal(0.5, Value(routers, "best-single", "score_at_half"), 1e-9);
    }

    [Fact]
    public async Task No_router_is_above_the_oracle_and_differences_are_judged()
    {
        var result = await Evaluate(OutcomeTexts.DigitsMatter());
        var routers = result.GetProperty("routers");

        Assert.All(
            (string[])["random", "best-single", "best-mix", "prompt-length", "learned"],
            name =>
                Assert.True(
                    Value(routers, name, "score_over_budgets") <= Value(routers, "oracle", "score_over_budgets") + 1e-9
                )
        );
        var apgr = result
            .GetProperty("differences")
            .EnumerateArray()
            .Single(difference => Is(difference, "prompt-length", "apgr"));
        Assert.Equal("better", apgr.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task The_same_call_gives_the_same_output_byte_for_byte()
    {
        var file = _files.Write("outcomes.jsonl.gz", OutcomeTexts.DigitsMatter());
        string[] call = ["evaluate", "routing", "--outcomes", file, "--trees", "5", "--resamples", "20"];

        var once = await CommandRun.OfAsync(call);
        var again = await CommandRun.OfAsync(call);

        Assert.Equal(0, once.ExitCode);
        Assert.Equal(once.Out, again.Out);
        Assert.All(
            (string[])
                ["always-strong", "always-weak", "best-single", "prompt-length", "learned", "oracle", "Assumed costs"],
            row => Assert.Contains(row, once.Out, StringComparison.Ordinal)
        );
        Assert.Contains("learned: 4 of 4 folds", once.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_router_that_was_trained_on_another_file_is_judged_on_all_prompts_of_this_one()
    {
        var train = _files.Write("train.jsonl", OutcomeTexts.DigitsMatter());
        var result = await Evaluate(
            OutcomeTexts.Line("12345678901234567890123456789012", "new", 0, 1)
                + OutcomeTexts.Line("abcdefghij klmnopqrst uvwxyzabcd", "new", 1, 1),
            "--train",
            train
        );

        Assert.Equal(0.75, Value(result.GetProperty("routers"), "learned", "apgr"), 1e-9);
    }

    [Fact]
    public async Task Costs_that_the_lines_state_are_taken_and_others_are_said_to_be_assumed()
    {
        var line =
            """{"prompt":"p","domain":"D","scores":{"a":0.2,"b":0.9},"cost_usd":{"a":0.001,"b":0.01},"tokens":{"a":[1,2]}}""";
        var stated = await Evaluate(Domains(line));
        var assumed = await Evaluate(Domains(line.Replace("cost_usd", "cost", StringComparison.Ordinal)));

        Assert.True(stated.GetProperty("costs_in_dollars").GetBoolean());
        Assert.Equal(0.01, Value(stated.GetProperty("routers"), "always-strong", "cost"), 1e-12);
        Assert.False(assumed.GetProperty("costs_in_dollars").GetBoolean());
        Assert.Equal(1, Value(assumed.GetProperty("routers"), "always-strong", "cost"), 1e-12);
    }

    [Fact]
    public async Task A_picture_shows_every_model_and_is_no_way_for_a_name_to_bring_markup_along()
    {
        var picture = _files.PathOf("curve.svg");
        var line = """{"prompt":"p","domain":"D","scores":{"<script>":0.2,"b":0.9}}""";
        await Evaluate(Domains(line), "--picture", picture);

        var svg = await File.ReadAllTextAsync(picture);
        Assert.Contains("&lt;script&gt;", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", svg, StringComparison.Ordinal);
    }

    private static string Domains(string line) =>
        string.Join(
            '\n',
            Enumerable.Range(0, 40).Select(i => line.Replace("\"D\"", $"\"d{i % 4}\"", StringComparison.Ordinal))
        );

    private static bool Is(JsonElement difference, string against, string figure) =>
        difference.GetProperty("against").GetString() == against
        && difference.GetProperty("figure").GetString() == figure;

    private static (double Strong, double Weak, double Random) Scores(JsonElement routers, params string[] names) =>
        (Value(routers, names[0], "score"), Value(routers, names[1], "score"), Value(routers, names[2], "score"));

    private static double Value(JsonElement routers, string router, string figure) =>
        routers.GetProperty(router).GetProperty(figure).GetProperty("value").GetDouble();

    private Task<JsonElement> Evaluate(string outcomes, params string[] more) =>
        CommandRun.JsonAsync([
            "evaluate",
            "routing",
            "--outcomes",
            _files.Write("outcomes.jsonl.gz", outcomes),
            "--trees",
            "20",
            "--resamples",
            "50",
            .. more,
        ]);
}
