using Orchestrator.Simulation.Fleets;

namespace Orchestrator.Simulation.Replay.Policies;

/// <summary>Which hosts have which model on disk.</summary>
public sealed class ModelHosts
{
    private readonly Dictionary<string, int[]> _byModel = new(StringComparer.Ordinal);

    public ModelHosts(Fleet fleet)
    {
        foreach (var model in fleet.Hosts.SelectMany(host => host.Config.Models.Keys).Distinct(StringComparer.Ordinal))
        {
            _byModel.Add(
                model,
                [
                    .. Enumerable
                        .Range(0, fleet.Hosts.Length)
                        .Where(at => fleet.Hosts[at].Config.Models.ContainsKey(model)),
                ]
            );
        }
    }

    public IReadOnlyList<int> Of(string model) => _byModel.GetValueOrDefault(model, []);
}
