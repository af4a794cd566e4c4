using System.Collections.Frozen;
using Orchestrator.Profiler.Models;
using Orchestrator.Router.Fleet;
using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Cli.Simulate.Production;

/// <summary>
/// What a profiler would have told the router of each host: here the true speeds, because learning them is another part's
/// work, with tests of its own.
/// </summary>
internal static class KnownFacts
{
    public static FrozenDictionary<string, ReplicaFacts> Of(Fleet fleet) =>
        fleet.Hosts.ToFrozenDictionary(host => host.Name, Facts, StringComparer.Ordinal);

    /// <param name="planned">Keys of models by host; hosts without a plan are not named.</param>
    public static FrozenDictionary<string, ReplicaFacts> With(
        this FrozenDictionary<string, ReplicaFacts> facts,
        FrozenDictionary<string, FrozenSet<string>> planned
    ) =>
        facts.ToFrozenDictionary(
            pair => pair.Key,
            pair => pair.Value with { PlannedModels = planned.GetValueOrDefault(pair.Key, FrozenSet<string>.Empty) },
            StringComparer.Ordinal
        );

    private static ReplicaFacts Facts(FleetHost host)
    {
        var costs = HostCosts.Of(host);
        return ReplicaFacts.None with
        {
            Speeds = host
                .Config.Models.Values.Where(model => costs.ContainsKey(model.Name))
                .ToFrozenDictionary(model => model.Digest, model => Speed(host, model, costs[model.Name])),
            VramBytes = (ulong)host.Config.VramBytes,
        };
    }

    private static ModelSpeed Speed(FleetHost host, SimulatedModel model, ModelCost cost)
    {
        var context = Math.Min(host.Config.DefaultContext, model.ContextLength);
        var bytes = MemoryNeed.Bytes(
            model.SizeBytes,
            context,
            host.Config.NumParallel,
            model.KvBytes(context) / context
        );
        var decode = 1 / cost.AnswerSeconds;
        return new ModelSpeed(
            1 / cost.PromptSeconds,
            decode,
            cost.LoadSeconds,
            (ulong)bytes,
            host.Slots,
            [
                .. Enumerable
                    .Range(2, Math.Max(0, host.Slots - 1))
                    .Select(calls => decode / GenerationPace.Sharing(calls)),
            ]
        );
    }
}
