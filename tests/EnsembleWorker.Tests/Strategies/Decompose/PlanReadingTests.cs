using Orchestrator.EnsembleWorker.Strategies.Decompose;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Decompose;

public sealed class PlanReadingTests
{
    private static readonly DecomposeOptions _options = new();

    [Theory]
    [InlineData(
        """{"subquestions":[{"id":"1","question":"One?","depends_on":[]},{"id":"2","question":"Two?","depends_on":["1"]}]}"""
    )]
    [InlineData(
        """Here is the plan: ```json {"steps":[{"id":1,"task":"One?"},{"id":2,"task":"Two?","dependsOn":[1]}]} ``` Good luck!"""
    )]
    [InlineData(
        """{"plan":{"tasks":[{"key":"1","title":"One?","needs":null},{"key":"2","title":"Two?","needs":"1"}]}}"""
    )]
    [InlineData(
        """{"sub_questions":[{"ID":"1","Question":" One? ","x":{}},{"ID":"2","Question":"Two?","depends-on":[1,1,""]}]}"""
    )]
    public void A_plan_is_read_as_models_write_it(string text)
    {
        var plan = PlanReading.Of(text, _options).Plan;

        Assert.NotNull(plan);
        Assert.Equal([("part-1", "One?"), ("part-2", "Two?")], plan.Parts.Select(part => (part.Step, part.Question)));
        Assert.Equal([0], plan.Graph.Needs[1]);
        Assert.Equal(2, plan.Depth);
    }

    [Theory]
    [InlineData("", "there is no JSON object")]
    [InlineData("I would rather answer directly.", "there is no JSON object")]
    [InlineData("""{"subquestions":[{"id":"1","question":"One?" """, "there is no JSON object")]
    [InlineData("""{"answer":"42"}""", "the list \"subquestions\" is missing")]
    [InlineData("""{"subquestions":"many"}""", "the list \"subquestions\" is missing")]
    [InlineData("""{"plan":{"plan":{"plan":[]}}}""", "the list \"subquestions\" is missing")]
    [InlineData("""{"subquestions":[]}""", "the list \"subquestions\" is empty")]
    [InlineData("""{"subquestions":["One?"]}""", "part 1 has no id")]
    [InlineData("""{"subquestions":[{"question":"One?"}]}""", "part 1 has no id")]
    [InlineData("""{"subquestions":[{"id":"1"}]}""", "part 1 has no question")]
    [InlineData("""{"subquestions":[{"id":"1","question":"   "}]}""", "part 1 has no question")]
    [InlineData(
        """{"subquestions":[{"id":"1","question":"a"},{"id":1,"question":"b"}]}""",
        "the id '1' is there twice"
    )]
    [InlineData(
        """{"subquestions":[{"id":"1","question":"a","depends_on":["9"]}]}""",
        "'1' needs '9', which is not there; the closest is '1'"
    )]
    [InlineData(
        """{"subquestions":[{"id":"1","question":"a","depends_on":["1"]}]}""",
        "these wait for each other: '1' → '1'"
    )]
    [InlineData(
        """{"subquestions":[{"id":"1","question":"a","depends_on":["2"]},{"id":"2","question":"b","depends_on":["1"]}]}""",
        "these wait for each other: '1' → '2' → '1'"
    )]
    public void What_is_wrong_is_told(string text, string problem)
    {
        var reading = PlanReading.Of(text, _options);

        Assert.Null(reading.Plan);
        Assert.Contains(problem, reading.Problems);
    }

    [Fact]
    public void An_oversized_plan_is_refused_by_parts_by_depth_and_by_characters()
    {
        var parts = Enumerable.Range(1, 9).Select(at => Part(at, "q"));
        var chain = Enumerable.Range(1, 6).Select(at => Part(at, "q", at - 1));

        Assert.Contains("9 parts are too many", Problem([.. parts]));
        Assert.Contains("6 wait for each other in one chain", Problem([.. chain]));
        Assert.Contains("has 2001 characters; at most 2000", Problem(Part(1, new string('q', 2001))));
    }

    [Fact]
    public void An_endless_list_is_not_read()
    {
        var text = $$"""{"subquestions":[{{string.Join(',', Enumerable.Repeat("{}", 60_000))}}]}""";

        Assert.Equal(
            "60000 parts are too many; at most 8 are taken",
            Assert.Single(PlanReading.Of(text, _options).Problems)
        );
    }

    [Fact]
    public void Problems_are_told_in_short_and_without_characters_that_command_a_terminal()
    {
        var id = new string('x', 500) + "\\u001b[2J";
        var known = PlanReading.Of(
            $$"""{"subquestions":[{"id":"{{id}}","question":"q","depends_on":["none"]}]}""",
            _options
        );
        Assert.True(Assert.Single(known.Problems).Length < 300);
        var parts = string.Join(
            ',',
            Enumerable.Range(0, 8).Select(at => $$"""{"id":"a{{at}}","depends_on":["{{id}}","y","z"]}""")
        );

        var problems = PlanReading.Of($$"""{"subquestions":[{{parts}}]}""", _options).Problems;

        Assert.Equal(10, problems.Count);
        Assert.All(problems, problem => Assert.True(problem.Length < 300 && !problem.Any(char.IsControl), problem));
    }

    private static string Part(int id, string question, int after = 0) =>
        $$"""{"id":"{{id}}","question":"{{question}}","depends_on":[{{(after > 0 ? $"\"{after}\"" : "")}}]}""";

    private static string Problem(params string[] parts) =>
        Assert.Single(PlanReading.Of($$"""{"subquestions":[{{string.Join(',', parts)}}]}""", _options).Problems);
}
