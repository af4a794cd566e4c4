using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Runs.Budget;

/// <summary>What one run may use altogether.</summary>
internal sealed record BudgetLimits(int Calls, long Tokens, double GpuSeconds, TimeSpan WallTime)
{
    /// <summary>Of what the request wants and what the worker allows, the smaller. The request is checked before.</summary>
    public static BudgetLimits Of(RunBudget? wish, RunBudgetOptions most) =>
        wish is null
            ? new BudgetLimits(most.Calls, most.Tokens, most.GpuSeconds, most.WallTime)
            : new BudgetLimits(
                wish.HasCalls ? (int)Math.Min(wish.Calls, most.Calls) : most.Calls,
                wish.HasTokens ? (long)Math.Min(wish.Tokens, (ulong)most.Tokens) : most.Tokens,
                wish.HasGpuSeconds ? Math.Min(wish.GpuSeconds, most.GpuSeconds) : most.GpuSeconds,
                wish.WallTime?.ToTimeSpan() is { } wall && wall < most.WallTime ? wall : most.WallTime
            );
}
