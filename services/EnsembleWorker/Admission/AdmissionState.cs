using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>Everything that the rule knows about one replica. Immutable: a step makes a new one.</summary>
internal sealed record AdmissionState(
    AdmissionLimits Limits,
    bool IsDraining,
    ImmutableHashSet<long> Running,
    ImmutableList<WaitingCall> Waiting
)
{
    /// <summary>Models of running calls that belong to one.</summary>
    public ImmutableDictionary<long, string> Models { get; init; } = ImmutableDictionary<long, string>.Empty;

    /// <summary>Models that have fewer slots, or others, than the replica.</summary>
    public ImmutableDictionary<string, int> ModelSlots { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>The measurement that has the replica to itself; null once it was told to end.</summary>
    public long? Probe { get; init; }

    public static AdmissionState Empty(AdmissionLimits limits) => new(limits, IsDraining: false, [], []);

    /// <summary>When the longest waiting call has to be refused; null while none waits.</summary>
    public DateTimeOffset? NextExpiry => Waiting.IsEmpty ? null : Waiting[0].Since + Limits.WaitLimit;

    /// <summary>True when the replica has a free slot that a call of this model may take.</summary>
    public bool HasSlot(string model) =>
        Running.Count < Limits.Slots
        && (!ModelSlots.TryGetValue(model, out var slots) || Models.Count(running => running.Value == model) < slots);

    /// <summary>True while calls of this model run or wait.</summary>
    public bool IsInUse(string model) =>
        Models.Values.Any(running => string.Equals(running, model, StringComparison.OrdinalIgnoreCase))
        || Waiting.Exists(call => string.Equals(call.Model, model, StringComparison.OrdinalIgnoreCase));

    public bool Knows(long id) => Running.Contains(id) || Waiting.Exists(call => call.Id == id);
}
