using System.Text.Json;
using Orchestrator.Testing;

namespace Orchestrator.Cli.Tests.Commands;

/// <summary>A team's roles on the command line.</summary>
public sealed class TeamCommandTests : IDisposable
{
    private const string Bad = """
        lead: { prompt: You lead., tools: [shell] }
        roles:
          - { name: coder, prompt: You write., kind: codr }
        pipeline: [codar]
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_sample_is_good_and_is_told_with_its_roles()
    {
        var run = await CommandRun.OfAsync("team", "check", Path.Combine(Repository.Root, "deploy", "team.yaml"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("5 roles: planner, coder, reviewer, tester, committer.\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_with_status_2()
    {
        var file = _folder.Write("team.yaml", Bad);

        var run = await CommandRun.OfAsync("team", "check", file);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Equal(
            [
                $"{file}:1: lead.tools: tools cannot be carried out yet; leave the list empty",
                $"{file}:3: roles[0].kind: 'codr' is no kind; the closest is 'coder'",
                $"{file}:4: pipeline[0]: 'codar' is no role of this file; the closest is 'coder'",
            ],
            run.ErrorLines
        );
    }

    [Fact]
    public async Task Findings_can_be_had_as_json()
    {
        var bad = await CommandRun.OfAsync("team", "check", _folder.Write("team.yaml", Bad), "--json");
        var found = JsonDocument.Parse(bad.Out).RootElement;
        var good = await CommandRun.JsonAsync("team", "check", Path.Combine(Repository.Root, "deploy", "team.yaml"));

        Assert.Equal((2, false), (bad.ExitCode, found.GetProperty("good").GetBoolean()));
        Assert.Equal("lead.tools", found.GetProperty("problems")[0].GetProperty("field").GetString());
        Assert.Equal("coder", good.GetProperty("roles")[1].GetProperty("kind").GetString());
        Assert.Equal(600, good.GetProperty("roles")[1].GetProperty("timeout_seconds").GetDouble());
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_with_status_2() =>
        Assert.Equal(2, (await CommandRun.OfAsync("team", "check", "/nowhere/team.yaml")).ExitCode);

    public void Dispose() => _folder.Dispose();
}
