using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>
/// The part of <see cref="AdmissionRule"/> about measurements. One shares the replica with nobody: beside other calls its
/// figures would be theirs too.
/// </summary>
internal static class ProbeRule
{
    public static AdmissionState Start(
        AdmissionState state,
        long id,
        DateTimeOffset now,
        ImmutableArray<AdmissionAction>.Builder actions
    )
    {
        AdmissionRule.CheckIsNew(state, id);
        var isFree = state.IsIdle && state.Waiting.IsEmpty && state.Limits.Slots > 0;
        if (state.IsDraining || !isFree)
        {
            var reason = state.IsDraining ? RefusalReason.Draining : RefusalReason.Busy;
            actions.Add(new AdmissionAction.Refuse(id, reason));
            return state;
        }

        actions.Add(new AdmissionAction.Admit(id));
        return state with { Running = state.Running.Add(id, new RunningCall(new CallWish(""), now)), Probe = id };
    }

    /// <summary>Real work has come. Also when a slot is free beside it: the probe would slow the call down.</summary>
    public static AdmissionState End(AdmissionState state, ImmutableArray<AdmissionAction>.Builder actions)
    {
        if (state.Probe is { } probe)
        {
            actions.Add(new AdmissionAction.Preempt(probe));
        }

        return state with
        {
            Probe = null,
        };
    }
}
