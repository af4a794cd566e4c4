using Orchestrator.EnsembleWorker.Replicas;

namespace Orchestrator.EnsembleWorker.Measurement;

/// <summary>Lets a replica's admission follow the slots that were found. What the operator has configured stands.</summary>
internal sealed class SlotSetter(FleetReplica replica)
{
    private readonly Dictionary<string, int> _set = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>After each call of a model. Says nothing when nothing has changed.</summary>
    public void Set(ReplicaMeter meter, string digest, string model, double now)
    {
        if (replica.Config.Slots is not null)
        {
            Clear();
            return;
        }

        var slots = meter.SlotsFor(digest, now);
        if (_set.GetValueOrDefault(model) != slots)
        {
            _set[model] = slots;
            replica.Admission.ChangeModelSlots(model, slots);
        }

        var all = meter.SlotsForAll(now);
        if (_all != all)
        {
            _all = all;
            replica.Admission.ChangeSlots(all);
        }
    }

    private void Clear()
    {
        foreach (var model in _set.Keys)
        {
            replica.Admission.ChangeModelSlots(model, null);
        }

        _set.Clear();
        _all = 0;
    }
}
