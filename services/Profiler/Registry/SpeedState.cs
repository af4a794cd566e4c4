using Orchestrator.Profiler.Speeds;

namespace Orchestrator.Profiler.Registry;

/// <summary>One model on one replica: a prior, what was learned before, and what the owner learns now.</summary>
/// <param name="Epoch">Of the lease under which <paramref name="Live"/> was learned.</param>
/// <param name="Baseline">Learned under earlier epochs, as it was stored.</param>
internal sealed record SpeedState(
    SpeedId Id,
    string Model,
    SpeedPrior Prior,
    ulong Epoch = 0,
    Measure? Live = null,
    Measure? Baseline = null
)
{
    public bool IsMeasured => Live is not null || Baseline is not null;

    /// <summary>All that was ever counted.</summary>
    public MeasureCounts Counts => (Live?.Counts ?? default) + (Baseline?.Counts ?? default);

    /// <summary>
    /// With what the owner tells now. What it learned under an earlier epoch becomes the baseline, because a new owner
    /// begins anew and must not make the fleet forget.
    /// </summary>
    public SpeedState Heard(Measure measure, ulong epoch) =>
        Live is null || epoch == Epoch
            ? this with
            {
                Live = measure,
                Epoch = epoch,
            }
            : this with
            {
                Baseline = SpeedBlend.Folded(this),
                Live = measure,
                Epoch = epoch,
            };
}
