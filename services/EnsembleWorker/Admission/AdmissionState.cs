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
    public static AdmissionState Empty(AdmissionLimits limits) => new(limits, IsDraining: false, [], []);

    /// <summary>When the longest waiting call has to be refused; null while none waits.</summary>
    public DateTimeOffset? NextExpiry => Waiting.IsEmpty ? null : Waiting[0].Since + Limits.WaitLimit;

    public bool Knows(long id) => Running.Contains(id) || Waiting.Exists(call => call.Id == id);
}
