using Orchestrator.Cli.Simulate.Production;
using Orchestrator.Simulation.Planning;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Simulate.Runs;

/// <summary>
/// The most that a fleet can be asked for: the highest rate at which a full-knowledge planner, or production if it is
/// better, answers every request under each of the first seeds. The ideal of <see cref="Orchestrator.Simulation.Figures.FleetIdeal"/>
/// has every model warm everywhere, so that no fleet with too little memory for that comes near it.
/// </summary>
/// <remarks>
/// Bisection on the logarithm of the load. Bursts fall in and out of a thinned trace, so that more load may by chance be
/// easier than less: it finds an edge, not surely the last one.
/// </remarks>
internal sealed class CapacitySearch(SimulationRequest request, OfferedLoads loads)
{
    private const double Lowest = 0.01;
    private const double Highest = 2;

    /// <summary>Leaves the edge known to 2 %.</summary>
    private const int Steps = 8;

    private const int SeedsMax = 3;

    private static readonly PolicyKind[] _best = [.. FullKnowledgePlanner.Alone(variants: 1), ProductionPolicy.Kind];

    /// <returns>Share of the ideal.</returns>
    /// <exception cref="LoadOutOfReachException">Somebody is refused at any load.</exception>
    public double Run(CancellationToken cancellationToken)
    {
        var (low, high) = (Math.Log(Lowest), Math.Log(Highest));
        var isFound = false;
        for (var step = 0; step < Steps; step++)
        {
            var middle = (low + high) / 2;
            var isServed = IsServed(loads.Near(Math.Exp(middle)).Workload, cancellationToken);
            (low, high) = isServed ? (middle, high) : (low, middle);
            isFound |= isServed;
        }

        return isFound
            ? Math.Exp(low)
            : throw new LoadOutOfReachException("the fleet has no capacity: somebody is refused at any load");
    }

    private bool IsServed(IWorkload workload, CancellationToken cancellationToken) =>
        request
            .Seeds.Take(SeedsMax)
            .All(seed => Array.Exists(_best, kind => IsServed(workload, kind, seed, cancellationToken)));

    private bool IsServed(IWorkload workload, PolicyKind kind, ulong seed, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = new FirstRefusal(stop);
        try
        {
            FleetReplay.Run(ProductionReplay.Of(request.Fleet, workload, kind, watch, seed), stop.Token);
        }
        catch (OperationCanceledException) when (watch.IsSeen)
        {
            // One is enough to know.
        }

        return !watch.IsSeen;
    }

    private sealed class FirstRefusal(CancellationTokenSource stop) : IReplayObserver
    {
        public bool IsSeen { get; private set; }

        public void Refused(TimeSpan at, Arrival request)
        {
            IsSeen = true;
            stop.Cancel();
        }
    }
}
