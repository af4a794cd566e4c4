using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>Everything that the rule knows about one replica. Immutable: a step makes a new one.</summary>
internal sealed record AdmissionState(
    AdmissionLimits Limits,
    bool IsDraining,
    ImmutableDictionary<long, RunningCall> Running,
    ImmutableList<WaitingCall> Waiting
)
{
    /// <summary>Loads that are under way, in the order in which they began.</summary>
    public ImmutableList<LoadUnderWay> Loads { get; init; } = [];

    /// <summary>Models that have fewer slots, or others, than the replica.</summary>
    public ImmutableDictionary<string, int> ModelSlots { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>The measurement that has the replica to itself; null once it was told to end.</summary>
    public long? Probe { get; init; }

    public static AdmissionState Empty(AdmissionLimits limits) =>
        new(limits, IsDraining: false, ImmutableDictionary<long, RunningCall>.Empty, []);

    /// <summary>When the longest waiting call has to be refused; null while none waits.</summary>
    public DateTimeOffset? NextExpiry => Waiting.IsEmpty ? null : Waiting[0].Since + Limits.WaitLimit;

    /// <summary>True when the replica has a free slot that a call of this model may take.</summary>
    public bool HasSlot(string model) =>
        Running.Count < Limits.Slots
        && (
            !ModelSlots.TryGetValue(model, out var slots)
            || Running.Values.Count(call => call.Wish.Model == model) < slots
        );

    /// <summary>Nothing runs, and nothing is being loaded.</summary>
    public bool IsIdle => Running.IsEmpty && Loads.IsEmpty;

    /// <summary>True while calls of this model run or wait.</summary>
    public bool IsInUse(string model) =>
        Running.Values.Any(call => string.Equals(call.Wish.Model, model, StringComparison.OrdinalIgnoreCase))
        || Waiting.Exists(call => string.Equals(call.Model, model, StringComparison.OrdinalIgnoreCase));

    public bool Knows(long id) => Running.ContainsKey(id) || Waiting.Exists(call => call.Id == id);
}
