using Orchestrator.EnsembleWorker.Strategies.Workflow;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Workflow;

public sealed class StepTestTests
{
    [Theory]
    [InlineData("contains: code", "Some Code here", true)]
    [InlineData("contains: code", "nothing", false)]
    [InlineData("equals: yes", " YES\n", true)]
    [InlineData("equals: yes", "yes, but", false)]
    [InlineData("equals: 5", "5.0", true)]
    [InlineData("above: 0.5", "0.7", true)]
    [InlineData("above: 0.5", "high", false)]
    [InlineData("below: 3", "2", true)]
    [InlineData("matches: '^a+$'", "aaa", true)]
    [InlineData("matches: '^a+$'", "aab", false)]
    [InlineData("field: score, above: 0.5", """Sure: {"score": 0.9}""", true)]
    [InlineData("field: score, above: 0.5", """{"score": "0.9"}""", true)]
    [InlineData("field: score, above: 0.5", """{"score": null}""", false)]
    [InlineData("field: a.b, equals: true", """{"a": {"b": true}}""", true)]
    [InlineData("field: a.b, equals: true", """{"a": [1]}""", false)]
    [InlineData("field: a, contains: x", "no object", false)]
    public void A_test_is_about_the_text_or_a_field_of_its_object(string test, string text, bool holds)
    {
        var workflow = WorkflowScript.Read(
            $$"""
            workflows:
              w:
                steps:
                  - { id: a, model: m, prompt: x }
                  - { id: c, kind: condition, of: a, {{test}}, then: b }
                  - { id: b, model: m, prompt: x }
                output: b
            """
        );

        Assert.Equal(holds, ((WorkflowStep.Condition)workflow.Steps[1]).Test.Of(text));
    }

    [Fact]
    public void An_expression_that_blows_others_up_is_answered_in_time_for_any_text()
    {
        var workflow = WorkflowScript.Read(
            """
            workflows:
              w:
                steps:
                  - { id: a, model: m, prompt: x }
                  - { id: c, kind: condition, of: a, matches: "^(a+)+$", then: b }
                  - { id: b, model: m, prompt: x }
                output: b
            """
        );

        Assert.False(((WorkflowStep.Condition)workflow.Steps[1]).Test.Of(new string('a', 100_000) + "!"));
    }
}
