namespace Orchestrator.EnsembleWorker.Strategies.Team.Rule;

/// <summary>Whether a team can afford another turn and its answer after that. Pure.</summary>
internal static class TeamBudget
{
    /// <summary>The lead, a member, and the final answer, one after the other.</summary>
    private const int CallsOfTurn = 3;

    /// <param name="left">Of the run.</param>
    /// <param name="state">Its steps say what a step costs.</param>
    public static bool AllowsTurn(BudgetLeft left, TeamState state)
    {
        var calls = state.Mode == TeamMode.Led ? CallsOfTurn : CallsOfTurn - 1;
        return SpendRule.Allows(left, calls, calls, state.Steps);
    }
}
