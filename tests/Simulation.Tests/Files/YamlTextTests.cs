using Orchestrator.Files;
using Orchestrator.Simulation.Fleets;

namespace Orchestrator.Simulation.Tests.Files;

public sealed class YamlTextTests
{
    [Theory]
    [InlineData("", "f: the file is empty")]
    [InlineData("# only words\n", "f: the file is empty")]
    [InlineData("- 1", "f:1: must be a mapping with fields, not a list")]
    [InlineData("5", "f:1: must be a mapping with fields, not '5'")]
    [InlineData("name: x\nhosts: &a [*a]", "f:2: the alias '*a' has no anchor before it")]
    [InlineData(
        "name: x\nhosts:\n  - gpus: [a, b\n  - name: c",
        "f:3: not valid YAML from here on: a bracket or a quote may not be closed"
    )]
    [InlineData(
        "name: x\n\thosts: 1",
        "f:1: not valid YAML: While scanning a plain scalar, found a tab character that violate indentation."
    )]
    public void What_is_no_YAML_is_told_with_its_line(string text, string expected) =>
        Assert.Equal([expected], FleetFile.Read("f", text).Problems.Select(problem => problem.ToString()));

    [Fact]
    public void A_few_lines_of_aliases_cannot_stand_for_billions_of_values()
    {
        const string Bomb = """
            a: &a [1,1,1,1,1,1,1,1,1,1]
            b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
            c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
            d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]
            e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]
            f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]
            """;

        var problem = Assert.Single(FleetFile.Read("f", Bomb).Problems);

        Assert.Equal((5, "more than 50000 values, aliases followed"), (problem.Line, problem.Message));
    }

    [Fact]
    public void Depth_and_length_are_bounded()
    {
        var deep = Assert.Single(FleetFile.Read("f", new string('[', 100_000)).Problems);
        var large = Assert.Single(FleetFile.Read("f", new string('x', FileLimits.YamlCharactersMax + 1)).Problems);

        Assert.Equal("more than 24 levels inside each other", deep.Message);
        Assert.Equal("the file has more than 1048576 characters", large.Message);
    }

    [Fact]
    public void Beyond_a_hundred_problems_the_others_are_counted()
    {
        var items = string.Concat(Enumerable.Repeat("  - x\n", 150));

        var problems = FleetFile.Read("f", $"name: f\nhosts:\n{items}").Problems;

        Assert.Equal(101, problems.Length);
        Assert.Equal("f: 50 more problems are not listed.", problems[^1].ToString());
        Assert.Equal(Enumerable.Range(3, 100), problems[..100].Select(problem => problem.Line));
    }

    [Fact]
    public void What_a_file_says_cannot_command_a_terminal()
    {
        var problem = Assert.Single(
            FleetFile.Read("f", "name: \"\\e[2J\\u0007\"\nhosts: [{name: a, models: [\"qwen3:8b\"]}]").Problems
        );

        Assert.Equal("must be text of 1 to 200 characters, not '?[2J?'", problem.Message);
    }
}
