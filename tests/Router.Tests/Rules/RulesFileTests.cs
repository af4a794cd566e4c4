using Orchestrator.Router.Rules;
using Orchestrator.Testing;
using static Orchestrator.Router.Tests.Rules.RuleTexts;

namespace Orchestrator.Router.Tests.Rules;

/// <summary>What is wrong with a file is told at once, with its line, its field and what would be right.</summary>
public sealed class RulesFileTests
{
    [Fact]
    public void Every_mistake_of_a_file_is_told_at_once()
    {
        var problems = Problems(
            """
            rules:
              - name: one
                when: { task: translatoin, langage: ko, tools: maybe }
                force: []
              - name: one
                when:
                  regex: '(unclosed'
                  header: { "x team": a }
                stratgy: ensemble
              - when: { min_difficulty: 0.9, max_difficulty: 0.2 }
                strategy: everybody
                fallback: true
            """
        );

        Assert.Equal(
            [
                "3 rules[0].when.langage: unknown field; the closest is 'language'",
                "3 rules[0].when.task: 'translatoin' is no task; the closest is 'translation'",
                "3 rules[0].when.tools: must be true or false, not 'maybe'",
                "4 rules[0].force: is an empty list",
                "5 rules[1]: does nothing; it needs force, prefer, forbid, strategy or priority",
                "5 rules[1]: a rule named 'one' is in line 2 already",
                "7 rules[1].when.regex: is no regular expression: InsufficientClosingParentheses at character 10",
                "8 rules[1].when.header.'x team': is no name of a header such as x-team",
                "9 rules[1].stratgy: unknown field; the closest is 'strategy'",
                "10 rules[2].name: is missing",
                "10 rules[2].when.max_difficulty: is less than min_difficulty, so the rule would never hold",
                "11 rules[2].strategy: 'everybody' is no strategy; known are 'cascade', 'debate', 'decompose', 'ensemble', 'refine', 'single', 'team', 'workflow'",
                "12 rules[2].fallback: says nothing without force",
            ],
            problems
        );
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("- a", "must be a mapping with fields")]
    [InlineData("rule: []", "unknown field; the closest is 'rules'")]
    [InlineData("rules: 5", "must be a list")]
    [InlineData("rules: [", "not valid YAML")]
    [InlineData("rules: [{ name: a, prefer: '' }]", "must be text of 1 to 200 characters")]
    [InlineData("rules: [{ name: a, prefer: x, prefer: y }]", "given twice")]
    [InlineData("rules: [{ name: a, prefer: x, when: { regex: 'a(?=b)' } }]", "looks ahead")]
    [InlineData("rules: [{ name: a, prefer: x, when: { regex: '(a)\\1' } }]", "refers back")]
    [InlineData("rules: [{ name: a, prefer: x, when: { regex: '((a{99}){99}){99}' } }]", "repeats more than")]
    [InlineData("rules: [{ name: a, prefer: x, when: { regex: 'a{1,1001}' } }]", "repeats more than")]
    [InlineData("rules: [{ name: a, prefer: x, when: { header: { x-a: '/(/' } } }]", "is no regular expression")]
    [InlineData("rules: [{ name: a, prefer: x, when: { header: {} } }]", "0 headers")]
    [InlineData("rules: [{ name: a, prefer: x, when: { task: code, task: math } }]", "given twice")]
    [InlineData("rules: [{ name: a, priority: urgent }]", "'urgent' is no priority; known are")]
    public void What_is_no_rule_is_refused(string yaml, string problem) =>
        Assert.Contains(Problems(yaml), found => found.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void There_is_a_limit_to_rules_entries_and_aliases()
    {
        var many = string.Concat(Enumerable.Range(0, 501).Select(i => $"\n  - {{ name: r{i}, prefer: x }}"));
        Assert.Contains(Problems($"rules:{many}"), problem => problem.Contains("at most 500 are allowed"));

        var patterns = string.Join(',', Enumerable.Repeat("x", 101));
        Assert.Contains(
            Problems($"rules: [{{ name: a, prefer: [{patterns}] }}]"),
            problem => problem.Contains("at most 100 are allowed")
        );

        var bomb = string.Concat(
            Enumerable
                .Range(1, 9)
                .Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 9))}]\n")
        );
        Assert.Contains(Problems($"a0: &a0 [x,x,x]\n{bomb}"), problem => problem.Contains("aliases followed"));
    }

    [Fact]
    public void An_empty_list_switches_all_rules_off() => Assert.Empty(Parsed("rules: []").Rules);

    [Fact]
    public void The_sample_file_is_good()
    {
        var sample = File.ReadAllText(Repository.PathOf("deploy/rules.yaml"));

        Assert.NotEmpty(Parsed(sample).Rules);
    }

    [Fact]
    public void Text_that_is_no_file_of_rules_never_throws()
    {
        var random = new Random(7);
        var sample = File.ReadAllText(Repository.PathOf("deploy/rules.yaml"));
        for (var round = 0; round < 200; round++)
        {
            var broken = sample.ToCharArray();
            for (var i = 0; i < 5; i++)
            {
                broken[random.Next(broken.Length)] = "{}[]:'\"-#&*!|>\t\n 9"[random.Next(18)];
            }

            var reading = RulesFile.Read(new string(broken), "rules.yaml", "v1", RuleLimits.Default);

            Assert.Equal(reading.IsGood, reading.Problems.IsEmpty);
        }
    }
}
