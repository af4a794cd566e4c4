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

        _best = fits ? InMemory() : Everywhere();
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

    private bool[][] Everywhere()
    {
        var placement = Nowhere();
        for (var model = 0; model < placement.Length; model++)
        {
            foreach (var host in fleet.AllHostsOf(model))
            {
                placement[model][host] = true;
            }
        }

        return placement;
    }

    private bool[][] Nowhere() => [.. Enumerable.Range(0, fleet.ModelCount).Select(_ => new bool[fleet.Models.Length])];

    /// <summary>The largest models first, each where most room is left; then what is asked for most, as long as it fits.</summary>
    private bool[][] InMemory()
    {
        var placement = Nowhere();
        var free = fleet.Models.Select(host => (double)host.Bytes).ToArray();
        var counts = new int[fleet.Models.Length];
        var demand = Demand();
        var models = Enumerable.Range(0, placement.Length).Where(model => demand[model] > 0).ToArray();
        foreach (var model in models.OrderByDescending(SmallestBytes))
        {
            Put(placement, free, counts, model, isNeeded: true);
        }

        while (
            models
                .OrderByDescending(model => demand[model] / placement[model].Count(isOn => isOn))
                .Any(model => Put(placement, free, counts, model, isNeeded: false))
        )
        {
            // Each round uses up memory of a host.
        }

        return placement;
    }

    private bool Put(bool[][] placement, double[] free, int[] counts, int model, bool isNeeded)
    {
        var best = -1;
        foreach (var host in fleet.AllHostsOf(model))
        {
            var isOpen =
                isNeeded
                || (
                    Bytes(model, host) <= free[host] && counts[host] < fleet.Models[host].Host.Config.LoadedModelsLimit
                );
            if (!placement[model][host] && isOpen && (best < 0 || free[host] > free[best]))
            {
                best = host;
            }
        }

        if (best < 0)
        {
            return false;
        }

        placement[model][best] = true;
        counts[best]++;
        free[best] = (free[best] - Bytes(model, best)) * fleet.Models[best].Host.Config.FreeMemoryShare;
        return true;
    }

    private double[] Demand()
    {
        var demand = new double[fleet.ModelCount];
        foreach (var call in sample)
        {
            if (!fleet.AllHostsOf(call.Model).IsEmpty)
            {
                var kind = fleet.Models[fleet.AllHostsOf(call.Model)[0]].Of(fleet.NameOf(call.Model), 0)!; // It can load it.
                demand[call.Model] += (call.Prompt * kind.PromptSeconds[^1]) + (call.Answer * kind.AnswerSeconds[^1]);
            }
        }

        return demand;
    }

    private double SmallestBytes(int model)
    {
        var least = double.PositiveInfinity;
        foreach (var host in fleet.AllHostsOf(model))
        {
            least = Math.Min(least, Bytes(model, host));
        }

        return least;
    }

    private double Bytes(int model, int host) =>
        fleet.Models[host].Of(fleet.NameOf(model), 0)?.Bytes ?? double.MaxValue;

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
