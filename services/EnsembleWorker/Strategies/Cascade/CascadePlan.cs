using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies.Cascade;

/// <summary>Who may be asked, and how often. Pure: from the request alone, so that every try of the run has the same.</summary>
/// <param name="Rungs">Cheapest first, each better than the one before; at least one.</param>
/// <param name="Reserve">The run's other models, in the router's order.</param>
/// <param name="Further">Calls by which a rung may find out how sure it is.</param>
internal sealed record CascadePlan(
    IReadOnlyList<RunModel> Rungs,
    IReadOnlyList<RunModel> Reserve,
    CallPrice Price,
    int Further
)
{
    public static CascadePlan Of(StartRunRequest request, IReadOnlyList<RunModel> models, CascadeOptions options)
    {
        var price = CallPrice.Of(request, options);
        var calls = SpendRule.CallsOf(request);
        var further = Math.Max(options.Samples - 1, options.CheckOpenAnswers ? 1 : 0);
        var rungs = CascadeRungs.Of(models, price, further, Math.Clamp(calls, 1, options.Rungs));
        // What the budget leaves beyond one answer of each rung is shared by those that have to say how sure they are.
        var spare = rungs.Count < 2 ? 0 : (calls - rungs.Count) / (rungs.Count - 1);
        return new CascadePlan(rungs, [.. models.Except(rungs)], price, Math.Clamp(spare, 0, further));
    }
}
