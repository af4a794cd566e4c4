using System.Collections.Frozen;
using System.Collections.Immutable;
using Orchestrator.EnsembleWorker.Residency;
using Orchestrator.Profiler;
using Orchestrator.Profiler.Planning;
using Orchestrator.Profiler.Planning.Demand;
using Orchestrator.Router.Fleet;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Simulate.Production.Placing;

/// <summary>
/// The profiler of one replay: it counts calls, plans by <see cref="PlanningRule"/>, and owners and router read its plan. A
/// message takes no time here; a plan is made every few minutes.
/// </summary>
internal sealed class PlacementDesk(Fleet fleet, PlanningOptions options)
{
    private const ulong Epoch = 1;

    private readonly KnownSpeeds _speeds = new(fleet);
    private readonly Dictionary<DemandCounts.Key, DemandCounts> _counts = KnownSpeeds.NoCounts(fleet, Epoch);
    private readonly ImmutableHashSet<string>[] _loaded = [.. fleet.Hosts.Select(_ => ImmutableHashSet<string>.Empty)];
    private readonly ResidencyPlan?[] _plans = new ResidencyPlan?[fleet.Hosts.Length];
    private PlanningState _state = PlanningState.Empty;

    /// <summary>Told what the router is to know after each change of the plan, when plans are carried out.</summary>
    public Action<FrozenDictionary<string, FrozenSet<string>>> Changed { get; set; } = _ => { };

    /// <summary>Plans that differed from the one before.</summary>
    public long Revision => _state.Plan?.Revision ?? 0;

    public PlacementPlan? Plan => _state.Plan;

    /// <summary>An answer has ended there.</summary>
    public void Count(int host, Arrival request)
    {
        var key = new DemandCounts.Key(fleet.Hosts[host].Name, Epoch, request.Model);
        _counts[key] += new DemandCounts(1, request.Prompt.Tokens, request.OutputTokens);
    }

    /// <summary>The owner has looked at its host.</summary>
    public void Seen(int host, IEnumerable<string> loaded, DateTimeOffset now)
    {
        _loaded[host] = [.. loaded];
        if (now < _state.NextAt(options.Interval))
        {
            return;
        }

        var before = Revision;
        _state = PlanningRule.Step(_state, _speeds.Sight(_counts, _loaded), options, now);
        if (Revision != before && options.Mode == PlanningMode.Act)
        {
            Publish(_state.Plan!); // A revision has a plan.
        }
    }

    /// <returns>Null while there is none that is carried out.</returns>
    public ResidencyPlan? PlanOf(int host) => _plans[host];

    private static FrozenSet<string> Keys(ReplicaPlacement placement) =>
        placement.Models.Select(model => ModelKey.Of(model.Model)).ToFrozenSet(StringComparer.Ordinal);

    private void Publish(PlacementPlan plan)
    {
        for (var host = 0; host < _plans.Length; host++)
        {
            var models = plan.Of(fleet.Hosts[host].Name)?.Models ?? [];
            _plans[host] = new ResidencyPlan([
                .. models.Select(model => new ResidencyEntry(model.Model, model.KeepAlive, model.IsResident)),
            ]);
        }

        Changed(plan.Replicas.ToFrozenDictionary(placement => placement.Replica, Keys, StringComparer.Ordinal));
    }
}
