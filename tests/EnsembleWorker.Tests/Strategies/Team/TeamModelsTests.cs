using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Team.Roles;
using Orchestrator.EnsembleWorker.Strategies.Team.Rule;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Team;

/// <summary>Who plays which role, and whether there is enough left for a turn.</summary>
public sealed class TeamModelsTests
{
    private static readonly Roster _roster = RosterSource.Read("").Value!;

    [Theory]
    [InlineData(false, "alpaca:7b", 3, "bee:8b")]
    [InlineData(false, "bee:8b", 3, "alpaca:70b")]
    [InlineData(false, "alpaca:7b", 2, "alpaca:70b")]
    [InlineData(true, "alpaca:7b", 3, "alpaca:70b")]
    public void A_reviewer_is_of_another_family_unless_it_is_no_member_or_would_have_to_be_loaded(
        bool sequential,
        string author,
        int members,
        string reviewer
    )
    {
        var (setting, state) = Team(sequential, author, members);

        Assert.Equal(reviewer, TeamModels.For(setting, state, _roster.Find("reviewer")!)[0]);
    }

    [Fact]
    public void A_reviewer_of_another_family_that_is_in_memory_is_taken_where_memory_is_short()
    {
        var (setting, state) = Team(sequential: true, "alpaca:7b", members: 3);
        var resident = setting with
        {
            Models = [.. setting.Models.Select(model => model with { Resident = model.Name == "bee:8b" })],
        };

        Assert.Equal("bee:8b", TeamModels.For(resident, state, _roster.Find("reviewer")!)[0]);
    }

    [Fact]
    public void A_role_keeps_the_model_of_the_file_and_others_take_its_place_in_their_order()
    {
        var (setting, state) = Team(sequential: false, "alpaca:7b", members: 3);
        var own = _roster.Find("coder")! with { Model = "ALPACA:7b" };
        var broken = state with { Broken = ["alpaca:70b"] };

        Assert.Equal(["ALPACA:7b", "bee:8b", "alpaca:70b"], TeamModels.For(setting, broken, own));
        Assert.Equal(["bee:8b", "alpaca:70b", "ALPACA:7b"], TeamModels.For(setting, broken, own, tries: 1));
        Assert.Equal(["ALPACA:7b", "bee:8b", "alpaca:70b"], TeamModels.For(setting, broken, own, tries: 3));
    }

    [Theory]
    [InlineData(3, 300, 6, 30, true)]
    [InlineData(2, 300, 6, 30, false)]
    [InlineData(3, 299, 6, 30, false)]
    [InlineData(3, 300, 5.9, 30, false)]
    [InlineData(3, 300, 6, 29, false)]
    public void A_turn_needs_three_steps_as_dear_as_those_so_far(
        int calls,
        long tokens,
        double gpuSeconds,
        int seconds,
        bool isEnough
    )
    {
        var (_, state) = Team(sequential: false, "alpaca:7b", members: 3);
        var left = new BudgetLeft(calls, tokens, gpuSeconds, TimeSpan.FromSeconds(seconds));

        Assert.Equal(isEnough, TeamBudget.AllowsTurn(left, state));
    }

    /// <summary>A team whose coder has written something, with 100 tokens, in 10 seconds, 2 of them on a replica.</summary>
    private static (TeamSetting Setting, TeamState State) Team(bool sequential, string author, int members)
    {
        var request = TeamRun.Request("Hi", "alpaca:70b", "alpaca:7b", "bee:8b");
        (request.Sequential, request.Members) = (sequential, (uint)members);
        var setting = TeamSetting.Of(ScriptedSteps.Saying(request, _ => ""), _roster, new TeamOptions());
        var code = new StepResult
        {
            Step = "turn-1-coder",
            Model = author,
            Text = "Code.",
            PromptTokens = 90,
            OutputTokens = 10,
            GpuSeconds = 2,
            FinishedAt = default(DateTimeOffset).AddSeconds(10),
        };
        var state = new TeamState
        {
            Turn = 2,
            TurnLimit = 50,
            Mode = TeamMode.Led,
            Works = [new TeamWork(1, _roster.Find("coder")!, "", code, null)],
            Steps = [code],
        };
        return (setting, state);
    }
}
