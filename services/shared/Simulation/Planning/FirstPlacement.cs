namespace Orchestrator.Simulation.Planning;

/// <summary>Placements to begin a search from: by model, on which hosts it is.</summary>
internal sealed class FirstPlacement(PlanFleet fleet, IReadOnlyList<PlanCall> sample)
{
    public bool[][] Everywhere()
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
    public bool[][] InMemory()
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
}
