using Orchestrator.Simulation.Fleets;

namespace Orchestrator.Simulation.Figures;

/// <summary>How fast each model answers one request alone, wholly in GPU memory, on the best host for it. Nothing is faster.</summary>
public sealed class BestAlone
{
    private readonly Dictionary<string, (double Prefill, double Decode)[]> _speeds;

    public BestAlone(Fleet fleet) =>
        _speeds = fleet
            .Hosts.SelectMany(host => host.Config.Models.Values)
            .GroupBy(
                model => model.Name,
                model => (model.PrefillTokensPerSecond, model.DecodeTokensPerSecond),
                StringComparer.Ordinal
            )
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.Ordinal);

    /// <returns>Seconds from a free slot to the last token; infinity when no host has the model.</returns>
    /// <param name="promptTokens">Those that have to be evaluated.</param>
    public double Seconds(string model, double promptTokens, double outputTokens)
    {
        var best = double.PositiveInfinity;
        foreach (var (prefill, decode) in _speeds.GetValueOrDefault(model, []))
        {
            best = Math.Min(best, (promptTokens / prefill) + (outputTokens / decode));
        }

        return best;
    }
}
