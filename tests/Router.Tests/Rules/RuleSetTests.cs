using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Rules;
using static Orchestrator.Router.Tests.Rules.RuleTexts;

namespace Orchestrator.Router.Tests.Rules;

/// <summary>When rules hold, and what they want together.</summary>
public sealed class RuleSetTests
{
    [Theory]
    [InlineData("task: code", true)]
    [InlineData("task: [math, code]", true)]
    [InlineData("task: math", false)]
    [InlineData("language: ko", true)]
    [InlineData("language: [en, mixed]", false)]
    [InlineData("task: code, language: en", false)]
    [InlineData("min_difficulty: 0.5, max_difficulty: 0.5", true)]
    [InlineData("min_difficulty: 0.51", false)]
    [InlineData("max_difficulty: 0.49", false)]
    public void A_rule_holds_for_the_kinds_of_request_that_it_names(string when, bool holds) =>
        Assert.Equal(holds, When(when).Holds(Input()));

    [Theory]
    [InlineData("tools: true", true)]
    [InlineData("tools: false", false)]
    [InlineData("images: true", false)]
    [InlineData("images: false", true)]
    [InlineData("json: true", true)]
    [InlineData("priority: batch", true)]
    [InlineData("priority: [interactive, normal]", false)]
    [InlineData("model: auto", true)]
    [InlineData("model: 'AUTO*'", true)]
    [InlineData("model: 'auto:fast'", false)]
    [InlineData("key: 'Team-*'", true)]
    [InlineData("key: team", false)]
    [InlineData("role: [judge, Planner]", true)]
    [InlineData("role: judge", false)]
    public void A_rule_holds_for_what_is_asked_and_who_asks(string when, bool holds)
    {
        var input = Input() with
        {
            ToolCount = 2,
            WantsJson = true,
            Priority = RequestPriority.Batch,
            Tenant = "team-Search",
            Role = "planner",
        };

        Assert.Equal(holds, When(when).Holds(input));
    }

    [Theory]
    [InlineData("header: { X-Team: search }", true)]
    [InlineData("header: { x-team: [ads, 's*ch'] }", true)]
    [InlineData("header: { x-team: '/^sea.ch$/' }", true)]
    [InlineData("header: { x-team: '/^ea/' }", false)]
    [InlineData("header: { x-team: '*', x-tier: gold }", true)]
    [InlineData("header: { x-team: '*', x-tier: silver }", false)]
    [InlineData("header: { x-other: '*' }", false)]
    public void All_headers_of_a_rule_have_to_be_there_with_one_of_their_values(string when, bool holds)
    {
        var headers = new Dictionary<string, string> { ["x-team"] = "Search".ToLowerInvariant(), ["x-tier"] = "Gold" };

        Assert.Equal(holds, When(when).Holds(Input() with { Headers = headers }));
    }

    [Theory]
    [InlineData("regex: '(?i)kubernetes'", "How does KUBERNETES do it?", true)]
    [InlineData("regex: ['쿠버네티스', 'k8s']", "쿠버네티스가 뭐야?", true)]
    [InlineData("regex: '^k8s$'", "what is k8s", false)]
    [InlineData("regex: 'earlier'", "now", false)]
    public void An_expression_is_looked_for_in_the_newest_user_message(string when, string text, bool holds)
    {
        var input = Input() with
        {
            Turns =
            [
                new("user", "something earlier"),
                new("assistant", "earlier"),
                new("user", text),
                new("tool", "x"),
            ],
        };

        Assert.Equal(holds, When(when).Holds(input));
    }

    [Fact]
    public void Of_a_long_message_the_start_and_the_end_are_read_and_nothing_across_the_cut()
    {
        var text = $"first{new string('.', 10_000)}middle{new string('.', 10_000)}last";

        Assert.True(When("regex: '^first'").Holds(Input(text)));
        Assert.True(When("regex: 'last$'").Holds(Input(text)));
        Assert.False(When("regex: middle").Holds(Input(text)));
        Assert.False(When("regex: 'first.*last'").Holds(Input(text)));
    }

    [Theory]
    [InlineData("min_prompt_tokens: 100", 10, false)]
    [InlineData("min_prompt_tokens: 100", 10_000, true)]
    [InlineData("max_prompt_tokens: 100", 10, true)]
    [InlineData("max_prompt_tokens: 100", 10_000, false)]
    public void The_length_of_the_whole_prompt_counts_not_of_what_is_visible(string when, int chars, bool holds) =>
        Assert.Equal(holds, When(when).Holds(Input() with { TotalChars = chars }));

    [Fact]
    public void Without_conditions_a_rule_holds_always() =>
        Assert.Equal(["x"], Parsed("rules: [{ name: it, forbid: x }]").Verdict(Input(), Classified()).Forbid);

    [Fact]
    public void Rules_add_up_in_the_order_of_the_file_and_the_first_word_on_one_thing_is_the_last()
    {
        var verdict = Parsed(
                """
                rules:
                  - { name: one, prefer: [a, b], forbid: c, priority: batch }
                  - { name: other, when: { task: math }, force: never }
                  - { name: two, force: [d, e], prefer: f, fallback: true }
                  - { name: three, force: g, strategy: single, forbid: h }
                  - { name: four, strategy: ensemble, priority: normal }
                """
            )
            .Verdict(Input(), Classified());

        Assert.Equal(["d", "e"], verdict.Force);
        Assert.Equal("two", verdict.ForcedBy);
        Assert.True(verdict.ForceFallsBack);
        Assert.Equal(["a", "b", "f"], verdict.Prefer);
        Assert.Equal(["c", "h"], verdict.Forbid);
        Assert.Equal(["one", "three"], verdict.ForbiddenBy);
        Assert.Equal(("single", "three"), (verdict.Strategy, verdict.StrategyBy));
        Assert.Equal(RequestPriority.Batch, verdict.Priority);
        Assert.Equal(
            ["one: prefer forbid priority", "two: force prefer", "three: forbid strategy", "four: "],
            verdict.Hits.Select(hit => $"{hit.Rule}: {string.Join(' ', hit.Effects)}")
        );
    }

    [Fact]
    public void Looking_at_all_expressions_at_once_finds_what_each_of_them_finds()
    {
        string[] expressions = ["a+b", "(?i)hello", "^x", "(?x) y # a comment", "[)]"];
        var rules = expressions.Select(
            (expression, i) => $"  - {{ name: r{i}, when: {{ regex: '{expression}' }}, prefer: m }}"
        );
        var all = Parsed($"rules:\n{string.Join('\n', rules)}\n");
        foreach (var text in new[] { "caab", "HELLO x", "xy", ")", "nothing of it?" })
        {
            var alone = expressions
                .Index()
                .Where(expression => When($"regex: '{expression.Item}'").Holds(Input(text)))
                .Select(expression => $"r{expression.Index}");

            Assert.Equal(alone, all.Verdict(Input(text), Classified()).Hits.Select(hit => hit.Rule));
        }
    }

    [Fact]
    public void A_pattern_that_would_take_for_ever_elsewhere_is_decided_here() =>
        Assert.False(When("regex: '^(a+)+$'").Holds(Input($"{new string('a', 3_000)}!")));

    [Fact]
    public void No_rules_cost_nothing_and_say_nothing() =>
        Assert.Same(RuleVerdict.None, RuleSet.Empty.Verdict(Input(), Classified(TaskType.Math, TextLanguage.English)));
}
