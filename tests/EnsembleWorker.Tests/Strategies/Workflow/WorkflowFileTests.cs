using System.Globalization;
using System.Text;
using Orchestrator.EnsembleWorker.Strategies.Workflow;
using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Workflow;

public sealed class WorkflowFileTests
{
    private static readonly WorkflowOptions _options = new();

    [Fact]
    public void A_workflow_is_read_with_its_steps_what_they_wait_for_and_its_output()
    {
        var workflow = WorkflowScript.Read(WorkflowScript.Checked);

        Assert.Equal(["first", "second", "pick", "is-code", "review", "plain"], workflow.Steps.Select(step => step.Id));
        Assert.Equal(
            [
                [0, 1],
                [2],
                [3],
                [4, 5],
            ],
            workflow.Graph.Levels
        );
        Assert.Equal(["review", "plain"], workflow.Output.Select(place => workflow.Steps[place].Id));
        Assert.Equal(4, workflow.ModelCalls);
        var review = Assert.IsType<WorkflowStep.Model>(workflow.Steps[4]);
        Assert.Equal(
            ("auto:quality", "reviewer", 0.5, 200, TimeSpan.FromSeconds(90)),
            (review.ModelName, review.Role, review.Temperature, review.MaxTokens, review.Timeout)
        );
        Assert.Equal(["small:1"], review.Instead);
        Assert.Equal(
            """{"type":"object","properties":{"n":{"type":"number","minimum":1,"x":"1"}},"required":[]}""",
            review.Schema
        );
    }

    [Fact]
    public void The_text_that_a_run_keeps_is_the_same_workflow_again()
    {
        var workflow = WorkflowScript.Read(WorkflowScript.Checked);

        var again = WorkflowScript.Read(workflow.Text);

        Assert.Equal((workflow.Text, workflow.Version), (again.Text, again.Version));
        Assert.Equal(workflow.Steps.Select(step => step.Id), again.Steps.Select(step => step.Id));
        Assert.Equal(
            ((WorkflowStep.Model)workflow.Steps[4]).Prompt.Parts,
            ((WorkflowStep.Model)again.Steps[4]).Prompt.Parts
        );
        Assert.NotEqual(
            workflow.Version,
            WorkflowScript.Read(WorkflowScript.Checked.Replace("90s", "91s", StringComparison.Ordinal)).Version
        );
    }

    [Theory]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: hi, promt: x }]",
        "steps[0].promt: unknown field; the closest is 'prompt'"
    )]
    [InlineData(
        "steps: [{ id: a, kind: tool, tool: rm }]",
        "steps[0].kind: tools cannot be carried out yet; a step is one of model, vote and condition"
    )]
    [InlineData(
        "steps: [{ id: a, kind: modle, prompt: x }]",
        "steps[0].kind: must be one of model, vote, condition, tool, not 'modle'"
    )]
    [InlineData("steps: [{ id: a, prompt: hi }]", "steps[0]: needs a model or a role")]
    [InlineData("steps: [{ id: a, model: m }]", "steps[0].prompt: is missing")]
    [InlineData("steps: [{ id: a, model: m, prompt: hi, over: [b] }]", "steps[0].over: is no field of a model step")]
    [InlineData("steps: [{ id: A B, model: m, prompt: hi }]", "steps[0].id: must be 1 to 40 lower-case letters")]
    [InlineData("steps: [{ model: m, prompt: hi }]", "steps[0].id: is missing")]
    [InlineData(
        "steps: [{ id: a, model: ensemble, prompt: hi }]",
        "steps[0].model: must be one model; a step cannot be a strategy"
    )]
    [InlineData(
        "steps: [{ id: a, model: 'workflow:x', prompt: hi }]",
        "steps[0].model: must be one model; a step cannot be a strategy"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: '{{steps.draff}}' }, { id: draft, model: m, prompt: x }]",
        "steps[0].prompt: 'draff' is no step; the closest is 'draft'"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: '{{inputt}}' }]",
        "steps[0].prompt: '{{inputt}}' is no place; known are '{{input}}', '{{messages}}' and '{{steps.<id>}}'"
    )]
    [InlineData("steps: [{ id: a, model: m, prompt: 'x {{input' }]", "steps[0].prompt: '{{' is not closed by '}}'")]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: hi, schema: text }]",
        "steps[0].schema: must be a JSON schema, as a mapping, not 'text'"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: hi, timeout: soon }]",
        "steps[0].timeout: must be a duration such as 90s or 5min"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: hi, temperature: 3 }]",
        "steps[0].temperature: must be a number from 0 to 2, not '3'"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: hi, max_tokens: 0 }]",
        "steps[0].max_tokens: must be a whole number from 1"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: hi, join: some }]",
        "steps[0].join: must be one of all, any, not 'some'"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: hi, needs: b }]",
        "steps[0].needs: 'b' is no step; the closest is 'a'"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: hi }, { id: a, model: m, prompt: hi }]",
        "steps[1]: the id 'a' is there twice"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: hi, needs: [b] }, { id: b, model: m, prompt: '{{steps.a}}' }]",
        "steps[0]: these wait for each other: 'a' → 'b' → 'a'"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: x }, { id: v, kind: vote, over: [a, a] }]",
        "steps[1].over: has 1 different steps, and a vote needs 2"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: x }, { id: v, kind: vote, over: [a, b], by: luck }, { id: b, model: m, prompt: x }]",
        "steps[1].by: must be one of majority, likeness, not 'luck'"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: x }, { id: c, kind: condition, of: a, contains: x }]",
        "steps[1]: decides over nothing; it needs then or else"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: x }, { id: c, kind: condition, of: a, then: a, contains: x, equals: y }]",
        "steps[1]: has 2 tests; it needs one of"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: x }, { id: c, kind: condition, of: a, then: b, else: b, contains: x }, { id: b, model: m, prompt: x }]",
        "steps[1].else: 'b' is in then, too"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: x }, { id: c, kind: condition, of: a, then: a, contains: x }]",
        "steps[0]: these wait for each other: 'a' → 'c' → 'a'"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: x }, { id: c, kind: condition, of: a, then: b, matches: '(x+)+(' }, { id: b, model: m, prompt: x }]",
        "steps[1].matches: is no regular expression"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: x }, { id: c, kind: condition, of: a, then: b, matches: '(x{99}){99}' }, { id: b, model: m, prompt: x }]",
        "steps[1].matches: repeats more than 1000 times in all"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: x }, { id: c, kind: condition, of: a, then: b, field: 'a..b', equals: 1 }, { id: b, model: m, prompt: x }]",
        "steps[1].field: must be 1 to 8 names with dots between them"
    )]
    [InlineData(
        "steps: [{ id: a, model: m, prompt: x }, { id: c, kind: condition, of: a, then: b, equals: 1 }, { id: b, model: m, prompt: '{{steps.c}}' }]",
        "steps[2].prompt: 'c' is a condition, which has no text"
    )]
    public void What_is_wrong_is_told_where_it_stands_and_what_may_have_been_meant(string steps, string problem)
    {
        var reading = WorkflowFile.Read($"workflows:\n  w:\n    {steps}\n    output: a\n", "f.yaml", _options);

        Assert.False(reading.IsGood);
        Assert.Contains(
            reading.Problems,
            found => found.ToString().StartsWith($"f.yaml:3: workflows.w.{problem}", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void All_mistakes_of_all_workflows_are_told_at_once()
    {
        const string Text = """
            workflows:
              One:
                steps:
                  - { id: a, model: m, prompt: x }
                output: b
              two:
                steps: []
                output: [a]
              latest:
                steps:
                  - { id: a, model: m, prompt: x }
                  - { id: c, kind: condition, of: a, equals: x, then: d }
                  - { id: d, model: m, prompt: x }
                output: c
            """;

        var lines = WorkflowFile.Read(Text, "f", _options).Problems.Select(problem => problem.Line).ToList();

        Assert.Equal([2, 5, 7, 8, 9, 14], lines);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("workflows:\n  a: [", "not valid YAML")]
    [InlineData("workflows: none", "must be a mapping")]
    [InlineData("flows: {}", "unknown field; the closest is 'workflows'")]
    [InlineData("workflows: { a: { steps: 5, output: x } }", "must be a list, not '5'")]
    public void A_file_that_is_none_is_told(string text, string problem) =>
        Assert.Contains(
            WorkflowFile.Read(text, "f", _options).Problems,
            found => found.Message.Contains(problem, StringComparison.Ordinal)
        );

    [Fact]
    public void Too_much_of_anything_is_refused_by_name()
    {
        var many = string.Concat(
            Enumerable.Range(0, 33).Select(at => $"      - {{ id: s{at}, model: m, prompt: x }}\n")
        );
        var chain = string.Concat(
            Enumerable
                .Range(0, 17)
                .Select(at => $"      - {{ id: s{at}, model: m, prompt: x{(at > 0 ? $", needs: s{at - 1}" : "")} }}\n")
        );
        var workflows = string.Concat(
            Enumerable
                .Range(0, 33)
                .Select(at => $"  w{at}: {{ steps: [{{ id: a, model: m, prompt: x }}], output: a }}\n")
        );
        var prompt = $"      - {{ id: s0, model: m, prompt: {new string('x', 20_001)} }}\n";
        var places = $"      - {{ id: s0, model: m, prompt: '{string.Concat(Enumerable.Repeat("{{input}}", 33))}' }}\n";

        Assert.Contains("has 33 items, and at most 32 are allowed", Problems(many));
        Assert.Contains("17 wait for each other in one chain; at most 16 may", Problems(chain));
        Assert.Contains("must be text of 1 to 20000 characters", Problems(prompt));
        Assert.Contains("has 33 places, and at most 32 are allowed", Problems(places));
        Assert.Contains(
            "has 33 workflows, and at most 32 are allowed",
            string.Join('|', WorkflowFile.Read($"workflows:\n{workflows}", "f", _options).Problems)
        );
    }

    [Fact]
    public void A_bomb_of_aliases_and_a_file_without_end_are_refused_by_their_limits()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var at = 1; at < 12; at++)
        {
            bomb.AppendLine(
                CultureInfo.InvariantCulture,
                $"a{at}: &a{at} [{string.Join(", ", Enumerable.Repeat($"*a{at - 1}", 10))}]"
            );
        }

        Assert.Contains(
            "more than 50000 values",
            WorkflowFile.Read(bomb.ToString(), "f", _options).Problems[0].Message
        );
        Assert.Contains(
            "characters",
            WorkflowFile.Read(new string(' ', FileLimits.YamlCharactersMax + 1), "f", _options).Problems[0].Message
        );
    }

    private static string Problems(string steps) =>
        string.Join(
            '|',
            WorkflowFile.Read($"workflows:\n  w:\n    steps:\n{steps}    output: s0\n", "f", _options).Problems
        );
}
