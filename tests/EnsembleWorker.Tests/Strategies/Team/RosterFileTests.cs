using Orchestrator.EnsembleWorker.Strategies.Team.Roles;
using Orchestrator.Files;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Team;

/// <summary>The operator's file of roles.</summary>
public sealed class RosterFileTests
{
    [Fact]
    public void The_built_in_roles_are_good_and_the_sample_beside_the_deployment_is_the_same()
    {
        var builtIn = Assert.IsType<Roster>(RosterSource.Read("").Value);
        var sample = Path.Combine(Repository.Root, "deploy", "team.yaml");
        var original = Path.Combine(
            Repository.Root,
            "services/EnsembleWorker/Strategies/Team/Roles/team.yaml".Replace('/', Path.DirectorySeparatorChar)
        );

        Assert.Equal(File.ReadAllText(original), File.ReadAllText(sample));
        Assert.Equal(
            [RoleKind.Planner, RoleKind.Coder, RoleKind.Reviewer, RoleKind.Tester, RoleKind.Committer],
            builtIn.Pipeline.Select(role => role.Kind)
        );
        Assert.Equal(TimeSpan.FromMinutes(10), builtIn.Find("Coder")!.Timeout);
        Assert.Contains("코더", builtIn.Find("coder")!.Aliases);
    }

    [Fact]
    public void Every_field_of_a_role_is_read()
    {
        var reading = RosterFile.Read(
            """
            lead: { prompt: You lead., model: "llama3.2:3b", timeout: 1h }
            roles:
              - name: security
                kind: reviewer
                aliases: [보안, SEC]
                prompt: |
                  Look for holes.
                  One a line.
                model: qwen3:8b
                role: judge
                timeout: 90s
                max_tokens: 500
                temperature: 0.5
                tools: []
            """,
            "team.yaml"
        );

        var roster = Assert.IsType<Roster>(reading.Value);
        var role = Assert.Single(roster.Pipeline);
        Assert.Equal(("security", RoleKind.Reviewer, "judge"), (role.Name, role.Kind, role.RouterRole));
        Assert.Equal(["보안", "sec"], role.Aliases);
        Assert.Equal(("Look for holes.\nOne a line.", "qwen3:8b"), (role.Prompt, role.Model));
        Assert.Equal((TimeSpan.FromSeconds(90), 500, 0.5), (role.Timeout, role.MaxTokens, role.Temperature));
        Assert.Equal(("llama3.2:3b", TimeSpan.FromHours(1)), (roster.Lead.Model, roster.Lead.Timeout));
    }

    [Theory]
    [InlineData("roles: [{ name: coder, prompt: p }]", "lead: is missing")]
    [InlineData("lead: { prompt: p }", "roles: is missing")]
    [InlineData("lead: { prompt: p }\nroles: []", "roles: is an empty list")]
    [InlineData("lead: { prompt: p }\nroles: [{ prompt: p }]", "roles[0].name: is missing")]
    [InlineData("lead: { prompt: p }\nroles: [{ name: Coder, prompt: p }]", "roles[0].name: must be 1 to 32")]
    [InlineData("lead: { prompt: p }\nroles: [{ name: lead, prompt: p }]", "roles[0].name: must be a name that")]
    [InlineData("lead: { prompt: p }\nroles: [{ name: a }]", "roles[0].prompt: is missing")]
    [InlineData("lead: { prompt: p }\nroles: [{ name: a, prompt: \"a\\0b\" }]", "roles[0].prompt: must be text")]
    [InlineData("lead: { prompt: p }\nroles: [{ name: a, prompt: p, tools: [git] }]", "tools cannot be carried out")]
    [InlineData("lead: { prompt: p }\nroles: [{ name: a, prompt: p, tools: git }]", "tools cannot be carried out")]
    [InlineData("lead: { prompt: p }\nroles: [{ name: a, prompt: p, timeout: soon }]", "must be a duration such as")]
    [InlineData("lead: { prompt: p }\nroles: [{ name: a, prompt: p, max_tokens: 0 }]", "must be a whole number from 1")]
    [InlineData("lead: { prompt: p }\nroles: [{ name: a, prompt: p, temperature: 9 }]", "must be a number from 0 to 2")]
    [InlineData("lead: { prompt: p }\nroles: [{ name: a, prompt: p, promt: p }]", "the closest is 'prompt'")]
    [InlineData("lead: { prompt: p }\nroles: [{ name: a, prompt: p, aliases: [\"a b\"] }]", "aliases[0]: must be 1 to")]
    [InlineData(
        "lead: { prompt: p }\nroles: [{ name: a, prompt: p }, { name: b, prompt: p, aliases: [A] }]",
        "roles[1]: the name 'a' is taken in line 2 already"
    )]
    [InlineData(
        "lead: { prompt: p }\nroles: [{ name: a, prompt: p }]\npipeline: [a, a]",
        "the role 'a' is there twice"
    )]
    [InlineData("lead: [", "not valid YAML")]
    [InlineData("", "the file is empty")]
    public void A_mistake_is_told_with_its_field(string text, string problem)
    {
        var reading = RosterFile.Read(text, "team.yaml");

        Assert.False(reading.IsGood);
        Assert.Contains(reading.Problems, found => found.ToString().Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void More_roles_than_a_team_may_have_are_a_mistake()
    {
        var roles = string.Concat(
            Enumerable.Range(0, RosterLimits.RolesMax + 1).Select(i => $"  - {{ name: r{i}, prompt: p }}\n")
        );

        var reading = RosterFile.Read($"lead: {{ prompt: p }}\nroles:\n{roles}", "team.yaml");

        Assert.Equal("roles", Assert.Single(reading.Problems).Field);
    }

    [Fact]
    public void A_file_that_is_too_long_or_not_there_is_a_mistake_and_no_exception()
    {
        var tooLong = RosterFile.Read(new string('#', FileLimits.YamlCharactersMax + 1), "team.yaml");

        Assert.False(tooLong.IsGood);
        Assert.Single(RosterSource.Problems("/nowhere/team.yaml"));
        Assert.Empty(RosterSource.Problems(""));
    }

    [Fact]
    public void A_worker_with_a_file_that_is_wrong_does_not_start_and_says_all_that_is_wrong()
    {
        var options = new EnsembleWorkerOptions();
        options.Runs.Team.File = "/nowhere/team.yaml";

        var result = new EnsembleWorkerOptionsCheck().Validate(null, options);

        Assert.Contains(
            result.Failures!,
            failure => failure.StartsWith("/nowhere/team.yaml: ", StringComparison.Ordinal)
        );
    }
}
