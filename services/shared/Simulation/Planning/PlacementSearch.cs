using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Planning;

/// <summary>
/// Looks for the hosts to which each model's requests are to go, so that models stay where they are: from a first
/// placement that fits into memory, by changes that are kept when the plan of a sample of requests gets cheaper.
/// </summary>
internal sealed class PlacementSearch(PlanFleet fleet, IReadOnlyList<PlanCall> sample, ulong seed)
{
    private readonly SimulationRandom _random = new(seed);
    private bool[][] _best = [];
    private double _cost = double.PositiveInfinity;

    /// <param name="fits">Begins with models that stay in memory together, and not with all of them everywhere.</param>
    public void Run(int tries, bool fits)
    {
        if (fleet.ModelCount == 0 || sample.Count == 0)
        {
            return;
        }

        var first = new FirstPlacement(fleet, sample);
        _best = fits ? first.InMemory() : first.Everywhere();
        Try(_best);
        for (var at = 0; at < tries; at++)
        {
            Try(Changed());
        }

        fleet.Place(Hosts(_best));
    }

    private void Try(bool[][] placement)
    {
        fleet.Place(Hosts(placement));
        var cost = fleet.TryAll(sample, _cost);
        if (cost < _cost)
        {
            (_best, _cost) = (placement, cost);
        }
    }

    /// <summary>One or two models more or less on a host: two at once exchange them.</summary>
    private bool[][] Changed()
    {
        bool[][] changed = [.. _best.Select(hosts => (bool[])hosts.Clone())];
        for (var left = 1 + _random.Below(2); left > 0; left--)
        {
            var model = sample[_random.Below(sample.Count)].Model;
            if (_random.Below(2) == 0)
            {
                // Also the rare ones, of which a sample by requests has few.
                model = _random.Below(fleet.ModelCount);
            }

            var hosts = fleet.AllHostsOf(model);
            if (!hosts.IsEmpty)
            {
                var host = hosts[_random.Below(hosts.Length)];
                changed[model][host] =
                    !changed[model][host] || !changed[model].Where((isOn, at) => isOn && at != host).Any();
            }
        }

        return changed;
    }

    private int[][] Hosts(bool[][] placement) =>
        [
            .. placement.Select(
                (hosts, model) =>
                    hosts.Contains(value: true)
                        ? Enumerable.Range(0, hosts.Length).Where(host => hosts[host]).ToArray()
                        : fleet.AllHostsOf(model).ToArray()
            ),
        ];
}
