using System.Collections.Immutable;
using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Bounds;

/// <summary>Reads a workload as the relaxation sees it, as often as wanted.</summary>
internal sealed class RelaxedRequests
{
    private readonly FleetCosts _costs;
    private readonly IWorkload _workload;
    private readonly ulong _seed;
    private readonly ImmutableArray<double> _firstTokenPrices;
    private readonly ImmutableArray<double> _totalPrices;

    public RelaxedRequests(FleetCosts costs, IWorkload workload, ulong seed)
    {
        (_costs, _workload, _seed) = (costs, workload, seed);
        var demand = new UncachedDemand();
        var prefixes = new SharedPrefixes();
        foreach (var request in workload.Read(seed))
        {
            demand.Add(request, request.Prompt.Tokens - prefixes.Add(request));
        }

        _totalPrices = FleetIdeal.Of(costs, demand.Models).HostPrices;
        _firstTokenPrices = FleetIdeal
            .Of(costs, demand.Models.Select(model => model with { AnswerTokens = 1 }))
            .HostPrices;
        ModelCount = demand.Models.Count(model => !costs.Of(model.Model).IsEmpty);
    }

    /// <summary>Models that are asked for and that some host can load.</summary>
    public int ModelCount { get; }

    public IEnumerable<RelaxedRequest> Read()
    {
        var prefixes = new SharedPrefixes();
        var loaded = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var request in _workload.Read(_seed))
        {
            var prompt = request.Prompt.Tokens - prefixes.Add(request);
            var at = request.At.TotalSeconds;
            if (!loaded.TryGetValue(request.Model, out var start))
            {
                loaded.Add(request.Model, start = at + _costs.LoadSeconds(request.Model));
            }

            yield return Relax(request, at, prompt, Math.Max(0, start - at));
        }
    }

    private RelaxedRequest Relax(Arrival request, double at, double prompt, double wait)
    {
        var (firstToken, total) = (double.PositiveInfinity, double.PositiveInfinity);
        foreach (var (host, cost) in _costs.Of(request.Model))
        {
            firstToken = Math.Min(firstToken, _firstTokenPrices[host] * cost.HostSeconds(prompt, 1));
            total = Math.Min(total, _totalPrices[host] * cost.HostSeconds(prompt, request.OutputTokens));
        }

        return new RelaxedRequest(
            at,
            wait + _costs.Alone(request.Model, prompt, 1),
            wait + _costs.Alone(request.Model, prompt, request.OutputTokens),
            firstToken,
            total
        );
    }
}
