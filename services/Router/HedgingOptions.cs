using System.ComponentModel.DataAnnotations;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router;

/// <summary>When a second copy of a call may be sent because its first token is late. Never for batches.</summary>
public sealed class HedgingOptions
{
    /// <summary>Second copies per request at most, over all requests of a router; 0 switches them off.</summary>
    [Range(0, 0.05)]
    public double Share { get; set; } = 0.03;

    /// <summary>Second copies that may be saved up.</summary>
    [Range(1, 1_000)]
    public double Burst { get; set; } = 10;

    /// <summary>The expected wait and load, times this, is when nearly all waits are over.</summary>
    [Range(1, 10)]
    public double WaitSpread { get; set; } = 2;

    /// <summary>The same of the prompt's evaluation, where the slowest calls are not known or not slower.</summary>
    [Range(1, 10)]
    public double PrefillSpread { get; set; } = 1.5;

    /// <summary>No second copy goes out sooner than this.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan AfterMin { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs whose offer of a second copy is remembered.</summary>
    [Range(1, 1_000_000)]
    public int OffersMax { get; set; } = 10_000;

    /// <summary>An offer of which nothing was heard for this long counts as a copy that was sent.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan OfferExpiry { get; set; } = TimeSpan.FromMinutes(30);

    internal HedgeLimits ToLimits() => new(Share, Burst, WaitSpread, PrefillSpread, AfterMin, OffersMax, OfferExpiry);
}
