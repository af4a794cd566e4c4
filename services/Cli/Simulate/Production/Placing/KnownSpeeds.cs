using System.Collections.Immutable;
using Orchestrator.Profiler.Models;
using Orchestrator.Profiler.Planning;
using Orchestrator.Profiler.Planning.Demand;
using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Cli.Simulate.Production.Placing;

/// <summary>
/// What a profiler would have learned of each model on each host: here the truth, because learning it is another part's
/// work, with tests of its own.
/// </summary>
internal sealed class KnownSpeeds
{
    private readonly ReplicaSight[] _hosts;

    public KnownSpeeds(Fleet fleet) => _hosts = [.. fleet.Hosts.Select(Host)];

    public static Dictionary<DemandCounts.Key, DemandCounts> NoCounts(Fleet fleet, ulong epoch) =>
        fleet
            .Hosts.SelectMany(host =>
                host.Config.Models.Keys.Select(model => new DemandCounts.Key(host.Name, epoch, model))
            )
            .ToDictionary(key => key, _ => default(DemandCounts));

    public FleetSight Sight(
        IReadOnlyDictionary<DemandCounts.Key, DemandCounts> counts,
        ImmutableHashSet<string>[] loaded
    ) =>
        new(
            [
                .. _hosts.Select(
                    (host, at) =>
                        host with
                        {
                            Models =
                            [
                                .. host.Models.Select(model =>
                                    model with
                                    {
                                        IsLoaded = loaded[at].Contains(model.Model),
                                    }
                                ),
                            ],
                        }
                ),
            ],
            [],
            counts
        );

    private static ReplicaSight Host(FleetHost host)
    {
        var costs = HostCosts.Of(host);
        return new ReplicaSight(
            host.Name,
            host.Config.VramBytes,
            host.Slots,
            host.Config.LoadedModelsLimit,
            [
                .. host
                    .Config.Models.Values.Where(model => costs.ContainsKey(model.Name))
                    .Select(model => Model(host, model, costs[model.Name])),
            ]
        );
    }

    private static ModelOnReplica Model(FleetHost host, SimulatedModel model, ModelCost cost)
    {
        var context = Math.Min(host.Config.DefaultContext, model.ContextLength);
        var perToken = model.KvBytes(context) / context;
        return new ModelOnReplica(
            model.Name,
            MemoryNeed.Bytes(model.SizeBytes, context, host.Config.NumParallel, perToken),
            cost.LoadSeconds,
            cost.PromptShare * host.Slots,
            cost.AnswerShare * host.Slots,
            IsLoaded: false
        );
    }
}
