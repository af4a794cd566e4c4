using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router;

/// <summary>How replicas are chosen, and when one is left alone.</summary>
public sealed class SelectionOptions
{
    public const string SectionName = "Router:Selection";

    /// <summary>
    /// Failures in a row of one cause (transport, or errors that the replica reports) after which its breaker opens.
    /// </summary>
    [Range(1, 100)]
    public int FailuresToOpen { get; set; } = 5;

    /// <summary>How long a breaker stays open before one request tries the replica again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan OpenFor { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Refusals in a row because a replica has too much to do, after which it is left alone for a moment.</summary>
    [Range(1, 100)]
    public int BusyToOpen { get; set; } = 3;

    /// <summary>How long it is left alone then: load passes, and is no fault.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan BusyOpenFor { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a trial whose outcome nobody reports keeps other requests away; a cold load may take a minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan TrialFor { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>
    /// Time from a choice, over its arrival at the owner, to the owner's report that counts it, at most: until then it is
    /// added to what the owner reports. Owners report at most every 50 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan PendingTransit { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>After this a choice that no report has confirmed is forgotten.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan PendingExpiry { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Choices in one answer.</summary>
    [Range(1, 32)]
    public int MaxChoices { get; set; } = 6;

    /// <summary>Replicas of one model in one answer.</summary>
    [Range(1, 32)]
    public int MaxReplicasPerModel { get; set; } = 4;

    /// <summary>Exclusions that one answer names.</summary>
    [Range(0, 1_000)]
    public int MaxExclusions { get; set; } = 50;

    /// <summary>Models that answer one request for "ensemble"; fewer when fewer are available.</summary>
    [Range(1, 16)]
    public int EnsembleMembers { get; set; } = 3;

    /// <summary>
    /// Further models that a run of several calls may use: they take the place of a member that fails, or judge what members say.
    /// </summary>
    [Range(0, 16)]
    public int StrategyReserve { get; set; } = 4;

    /// <summary>What clients are told to wait when every queue is full.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan BusyRetryAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long after the last word of its owner another worker is expected to take a replica over: a lease of 10 s, and
    /// some more. After it the replica is just unreachable.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan TakeoverWait { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>When to ask again while replicas change their owner.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan TakeoverRetryAfter { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Replicas that are expected to be slower than the best one by at most this share of its time count as equally good:
    /// of two of them, drawn by chance, the one with less work is taken, so that routers that see the same do not all choose
    /// the same.
    /// </summary>
    [Range(0, 1)]
    public double NearShare { get; set; } = 0.05;

    /// <summary>Replicas that are slower than the best one by at most this count as equally good, too.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan NearTime { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Places that are kept of all that were looked at, to choose from.</summary>
    [Range(2, 256)]
    public int NearMost { get; set; } = 16;

    /// <summary>
    /// Replicas without a model in memory that are looked at for it when several models are compared; those that have it in
    /// memory are all looked at.
    /// </summary>
    [Range(1, 10_000)]
    public int ColdLookedAt { get; set; } = 16;

    /// <summary>
    /// Pairs of a model and a replica of which the beginnings of the last prompts are remembered, so that a conversation goes
    /// back to where it is in the cache; 0 for none.
    /// </summary>
    [Range(0, 1_000_000)]
    public int PrefixPlaces { get; set; } = 2_000;

    /// <summary>
    /// A request is refused at once, with the time after which it pays to come again, when even the best replica would let it
    /// wait longer than this for a slot. Owners refuse after their own limit, which is shorter; estimates may be wrong.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan WaitMax { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The longest that a client is told to wait before it asks again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RetryAfterMax { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>When a second copy of a call may be sent.</summary>
    [Required, ValidateObjectMembers]
    public HedgingOptions Hedging { get; set; } = new();

    /// <summary>How waits and loads are weighed.</summary>
    [Required, ValidateObjectMembers]
    public FinishOptions Finish { get; set; } = new();

    internal SelectionLimits ToLimits() =>
        new(
            new BreakerLimits(
                new CircuitLimits(FailuresToOpen, OpenFor, TrialFor),
                new CircuitLimits(BusyToOpen, BusyOpenFor, TrialFor)
            ),
            new PendingLimits(PendingTransit, PendingExpiry),
            MaxChoices,
            MaxReplicasPerModel,
            MaxExclusions,
            EnsembleMembers,
            BusyRetryAfter,
            TakeoverWait,
            TakeoverRetryAfter,
            Finish.ToLimits(),
            new NearLimits(NearShare, NearTime, NearMost),
            Hedging.ToLimits(),
            new PatienceLimits(WaitMax, RetryAfterMax)
        )
        {
            PrefixPlaces = PrefixPlaces,
            ColdLookedAt = ColdLookedAt,
            StrategyReserve = StrategyReserve,
        };
}
