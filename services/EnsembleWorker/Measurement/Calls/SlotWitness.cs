namespace Orchestrator.EnsembleWorker.Measurement.Calls;

/// <summary>Reads from the times of calls how many ran at once, and who had to wait for whom. Pure.</summary>
internal static class SlotWitness
{
    /// <summary>Times of a replica and ours differ by the wire and by timers; less than this shows nothing.</summary>
    private const double GrainSeconds = 0.01;
    private const double GrainShare = 0.05;

    /// <summary>An overlap or a wait of so many grains convinces alone.</summary>
    private const double ConvincingGrains = 5;

    public static SlotEvidence Of(MeteredCall call, IReadOnlyList<MeteredCall> all)
    {
        var grain = Math.Max(GrainSeconds, GrainShare * (call.EndedAt - call.SlotFrom));
        var others = all.Where(other => other != call && other.Model == call.Model && IsCertain(other)).ToArray();
        var (together, overlap) = Together(call, others, grain);
        var (behind, wait) = Behind(call, others, grain);
        return behind > 0
            ? new SlotEvidence(together, behind, wait / (ConvincingGrains * grain))
            : new SlotEvidence(together, 0, overlap / (ConvincingGrains * grain));
    }

    // A call that still writes is in a slot, and was since its first piece at the latest.
    private static bool IsCertain(MeteredCall other) =>
        other.IsExact || other is { IsOpen: true, FirstPieceAt: not null };

    // Those that had a slot when it got its own, and kept it for longer than clocks may be wrong.
    private static (int Count, double Overlap) Together(MeteredCall call, MeteredCall[] others, double grain)
    {
        var overlaps = others
            .Where(other => other.SlotFrom <= call.SlotFrom)
            .Select(other => Math.Min(other.EndedAt, call.EndedAt) - call.SlotFrom)
            .Where(overlap => overlap > grain)
            .ToArray();
        return overlaps.Length == 0 ? (1, double.PositiveInfinity) : (overlaps.Length + 1, overlaps.Min());
    }

    // It waited for a slot, and got it when one ended. Who runs may change meanwhile, how many do does not: the number that
    // held the longest counts, so that a start and an end that seem to overlap by a grain do not.
    private static (int Count, double Wait) Behind(MeteredCall call, MeteredCall[] others, double grain)
    {
        var from = call.SlotFrom - call.SlotWait;
        if (
            call.SlotWait <= grain
            || !Array.Exists(others, other => Math.Abs(other.EndedAt - call.SlotFrom) <= grain)
            || Array.Exists(others, other => other.IsOpen && other.FirstPieceAt > from && other.SentAt < call.SlotFrom)
        )
        {
            return (0, 0);
        }

        var during = Company.During(call, from, call.SlotFrom, others, out _);
        return during.Length == 0 ? (0, 0) : (during[0].Same, call.SlotWait);
    }
}
