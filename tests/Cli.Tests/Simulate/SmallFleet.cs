using System.Collections.Immutable;
using Orchestrator.Cli.Simulate.Production;
using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Speeds;
using Orchestrator.Simulation.Text;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Tests.Simulate;

/// <summary>Fleets, workloads and replays of a few lines.</summary>
internal static class SmallFleet
{
    public static FleetHost Host(string name, string gpu, int gib, params string[] models)
    {
        ImmutableArray<GpuConfig> gpus = [new(gpu, (long)gib << 30)];
        return new FleetHost(
            name,
            new HostConfig
            {
                Gpus = gpus,
                Models = models
                    .Select(model => SpeedTable.On(ModelCatalogue.Find(model)!, gpus))
                    .ToImmutableSortedDictionary(model => model.Name, model => model, StringComparer.Ordinal),
            }
        );
    }

    public static Fleet Of(params FleetHost[] hosts) => new("small", [.. hosts]);

    public static ReplayFigures Replay(Fleet fleet, IWorkload workload, PolicyKind policy, ulong seed = 1)
    {
        var tally = new ReplayTally(fleet, workload.Deadline);
        FleetReplay.Run(ProductionReplay.Of(fleet, workload, policy, tally, seed), CancellationToken.None);
        return tally.Figures();
    }

    /// <summary>These requests, whatever the seed.</summary>
    public sealed class Given(params ImmutableArray<Arrival> requests) : IWorkload
    {
        public string Name => "given";

        public Deadline? Deadline => null;

        public IEnumerable<Arrival> Read(ulong seed) => requests;
    }

    /// <summary>Arrivals at even distances, models in turn.</summary>
    public sealed class Steady(int requests, double perSecond, params string[] models) : IWorkload
    {
        public string Name => "steady";

        public Deadline? Deadline => new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60));

        public IEnumerable<Arrival> Read(ulong seed)
        {
            var random = new SimulationRandom(seed);
            for (var number = 0; number < requests; number++)
            {
                yield return new Arrival(
                    number,
                    TimeSpan.FromSeconds(number / perSecond),
                    models[random.Below(models.Length)],
                    PromptShape.Unshared(50 + random.Below(1000)),
                    20 + random.Below(200)
                );
            }
        }
    }
}
