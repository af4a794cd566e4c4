using System.Collections.Immutable;
using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Bounds;

/// <summary>What each model has to do at the least: prompts without what may be in a cache.</summary>
internal sealed class UncachedDemand
{
    private readonly SortedDictionary<string, (long Requests, double Prompt, double Answer)> _models = new(
        StringComparer.Ordinal
    );

    public ImmutableArray<ModelShare> Models =>
        [
            .. _models.Select(model => new ModelShare(
                model.Key,
                model.Value.Requests,
                model.Value.Prompt / model.Value.Requests,
                model.Value.Answer / model.Value.Requests
            )),
        ];

    /// <param name="promptTokens">Those that are not cached.</param>
    public void Add(Arrival request, double promptTokens)
    {
        var (requests, prompt, answer) = _models.GetValueOrDefault(request.Model);
        _models[request.Model] = (requests + 1, prompt + promptTokens, answer + request.OutputTokens);
    }
}
