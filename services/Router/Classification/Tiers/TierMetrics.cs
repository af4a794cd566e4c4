using System.Diagnostics.Metrics;

namespace Orchestrator.Router.Classification.Tiers;

/// <summary>How often the tiers were asked, how often that was not necessary, and why they said nothing.</summary>
internal sealed class TierMetrics
{
    private readonly Counter<long> _asked;
    private readonly Counter<long> _hits;
    private readonly Counter<long> _skipped;
    private readonly Histogram<double> _duration;

    public TierMetrics(IMeterFactory meters)
    {
        // The factory owns the meter.
#pragma warning disable CA2000
        var meter = meters.Create("Orchestrator.Router");
#pragma warning restore CA2000
        _asked = meter.CreateCounter<long>("orchestrator.router.tier.asked", "{call}", "Model calls of the tiers.");
        _hits = meter.CreateCounter<long>(
            "orchestrator.router.tier.hits",
            "{request}",
            "Requests whose text had been answered, or was just being asked."
        );
        _skipped = meter.CreateCounter<long>(
            "orchestrator.router.tier.skipped",
            "{request}",
            "Requests for which a tier said nothing, by reason."
        );
        _duration = meter.CreateHistogram<double>(
            "orchestrator.router.tier.duration",
            "s",
            "Time that a request waited for a tier."
        );
    }

    public void Asked(ClassificationTier tier) => _asked.Add(1, Of(tier));

    public void Hit(ClassificationTier tier) => _hits.Add(1, Of(tier));

    public void Record(ClassificationTier tier, TierOutcome outcome, TimeSpan waited)
    {
        _duration.Record(waited.TotalSeconds, Of(tier));
        if (outcome is TierOutcome.Skipped skipped)
        {
            _skipped.Add(1, Of(tier), new KeyValuePair<string, object?>("reason", TierSkips.NameOf(skipped.Reason)));
        }
    }

    private static KeyValuePair<string, object?> Of(ClassificationTier tier) => new("tier", TierNames.Of(tier));
}
