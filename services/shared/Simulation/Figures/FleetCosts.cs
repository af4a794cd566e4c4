using System.Collections.Immutable;
using Orchestrator.Simulation.Fleets;

namespace Orchestrator.Simulation.Figures;

/// <summary>What each model costs on each host of a fleet that can load it.</summary>
public sealed class FleetCosts
{
    private readonly Dictionary<string, ImmutableArray<(int Host, ModelCost Cost)>> _byModel;

    public FleetCosts(Fleet fleet)
    {
        HostCount = fleet.Hosts.Length;
        _byModel = fleet
            .Hosts.SelectMany((host, at) => HostCosts.Of(host).Select(cost => (Model: cost.Key, At: at, cost.Value)))
            .GroupBy(cost => cost.Model, cost => (cost.At, cost.Value), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
    }

    public int HostCount { get; }

    /// <returns>By place in the fleet; empty when no host can load it.</returns>
    public ImmutableArray<(int Host, ModelCost Cost)> Of(string model) => _byModel.GetValueOrDefault(model, []);

    /// <returns>Seconds from a free slot to the last token, at best; infinity when no host has the model.</returns>
    public double Alone(string model, double promptTokens, double answerTokens)
    {
        var least = double.PositiveInfinity;
        foreach (var (_, cost) in Of(model))
        {
            least = Math.Min(least, cost.Alone(promptTokens, answerTokens));
        }

        return least;
    }

    /// <returns>Of the fastest load; infinity when no host has the model.</returns>
    public double LoadSeconds(string model)
    {
        var least = double.PositiveInfinity;
        foreach (var (_, cost) in Of(model))
        {
            least = Math.Min(least, cost.LoadSeconds);
        }

        return least;
    }
}
