using System.Runtime.InteropServices;
using Orchestrator.EnsembleWorker.Measurement.Estimates;

namespace Orchestrator.EnsembleWorker.Measurement.Calls;

/// <summary>A call of which it is known by now what ran beside it.</summary>
/// <param name="Prefill">While it read its prompt.</param>
/// <param name="Decode">While it wrote its answer.</param>
/// <param name="Doubt">How much of the company is guessed, from 0 to 1.</param>
internal sealed record SettledCall(MeteredCall Call, TimeShare[] Prefill, TimeShare[] Decode, double Doubt)
{
    public required SlotEvidence Slots { get; init; }
}

/// <summary>What a call shows about its model's slots.</summary>
/// <param name="RanTogether">Calls of the model, this one included, that certainly ran at once when it got its slot.</param>
/// <param name="WaitedBehind">
/// Calls of the model that ran while it waited inside the replica, until the end of one let it in; 0 when it did not wait.
/// </param>
/// <param name="Strength">How far beyond the grain of timers it is: 1 is convincing alone.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SlotEvidence(int RanTogether, int WaitedBehind, double Strength);
