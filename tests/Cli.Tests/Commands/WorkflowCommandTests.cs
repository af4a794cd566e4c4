using Orchestrator.Testing;

namespace Orchestrator.Cli.Tests.Commands;

/// <summary>Operators' workflows on the command line.</summary>
public sealed class WorkflowCommandTests : IDisposable
{
    private const string Good = """
        workflows:
          two-steps:
            description: 초안과 답
            steps:
              - { id: draft, model: "m:1", prompt: "{{input}}" }
              - { id: answer, role: writer, prompt: "{{steps.draft}}" }
            output: answer
        """;

    private const string Bad = """
        workflows:
          w:
            steps:
              - { id: a, model: m, prompt: "{{steps.b}}" }
              - { id: b, kind: tool, tool: rm }
              - { id: c, kind: vote, over: [a, x] }
            output: d
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_good_file_is_told_with_what_each_workflow_takes()
    {
        var run = await CommandRun.OfAsync("workflow", "check", _folder.Write("w.yaml", Good));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(
            "^workflow:two-steps: 2 steps, 2 of them model calls, 2 one after another, version [0-9a-f]{12}\\.\n$",
            run.Out
        );
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_with_its_line_and_status_2()
    {
        var file = _folder.Write("bad.yaml", Bad);

        var run = await CommandRun.OfAsync("workflow", "check", file);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Equal(
            [
                $"{file}:5: workflows.w.steps[1].kind: tools cannot be carried out yet; a step is one of model, vote and condition",
                $"{file}:6: workflows.w.steps[2].over[1]: 'x' is no step; the closest are 'a', 'b', 'c'",
                $"{file}:7: workflows.w.output: 'd' is no step; the closest are 'a', 'b', 'c'",
            ],
            run.ErrorLines
        );
    }

    [Fact]
    public async Task Findings_can_be_had_as_json()
    {
        var good = await CommandRun.JsonAsync("workflow", "check", _folder.Write("w.yaml", Good));
        var bad = await CommandRun.OfAsync("workflow", "check", _folder.Write("bad.yaml", Bad), "--json");

        var workflow = good.GetProperty("workflows")[0];
        Assert.True(good.GetProperty("good").GetBoolean());
        Assert.Equal(
            ("two-steps", "초안과 답"),
            (workflow.GetProperty("name").GetString(), workflow.GetProperty("description").GetString())
        );
        Assert.Equal("draft", workflow.GetProperty("levels")[0][0].GetString());
        Assert.Equal(2, bad.ExitCode);
        Assert.Contains("\"line\": 5", bad.Out);
        Assert.Contains("\"field\": \"workflows.w.output\"", bad.Out);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told()
    {
        var run = await CommandRun.OfAsync("workflow", "check", "/nowhere/w.yaml");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("/nowhere/w.yaml", run.Error);
    }

    [Fact]
    public async Task The_sample_in_the_repository_is_good()
    {
        var run = await CommandRun.OfAsync("workflow", "check", Repository.PathOf("deploy/workflows.yaml"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(2, run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    public void Dispose() => _folder.Dispose();
}
