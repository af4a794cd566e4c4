namespace Orchestrator.EnsembleWorker.Strategies.Team.Rule;

/// <summary>Whether a team can afford another turn and its answer after that. Pure.</summary>
internal static class TeamBudget
{
    /// <summary>The lead, a member, and the final answer.</summary>
    private const int CallsOfTurn = 3;

    /// <param name="left">Of the run.</param>
    /// <param name="state">Its steps say what a step costs: each is taken to cost as much as the dearest so far.</param>
    public static bool AllowsTurn(BudgetLeft left, TeamState state)
    {
        var calls = state.Mode == TeamMode.Led ? CallsOfTurn : CallsOfTurn - 1;
        var dearest = state.Steps.Where(step => step.IsCompleted).ToList();
        var tokens = dearest.Select(step => (double)step.PromptTokens + step.OutputTokens).DefaultIfEmpty().Max();
        var gpuSeconds = dearest.Select(step => step.GpuSeconds).DefaultIfEmpty().Max();
        var seconds = dearest.Select(step => (step.FinishedAt - step.StartedAt).TotalSeconds).DefaultIfEmpty().Max();
        return !left.IsNothing
            && left.Calls >= calls
            && left.Tokens >= calls * tokens
            && left.GpuSeconds >= calls * gpuSeconds
            && left.WallTime.TotalSeconds >= calls * seconds;
    }
}
