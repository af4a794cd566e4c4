using System.ComponentModel.DataAnnotations;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router;

/// <summary>How replicas are chosen, and when one is left alone.</summary>
public sealed class SelectionOptions
{
    public const string SectionName = "Router:Selection";

    /// <summary>Failures in a row after which a replica's breaker opens.</summary>
    [Range(1, 100)]
    public int FailuresToOpen { get; set; } = 3;

    /// <summary>How long a breaker stays open before one request tries the replica again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan OpenFor { get; set; } = TimeSpan.FromSeconds(10);

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

    /// <summary>
    /// Rounds of calls (load / slots) up to which a replica that has the model in memory goes before an idle one that has
    /// to load it first.
    /// </summary>
    [Range(0.5, 100)]
    public double ResidentPatience { get; set; } = 3;

    /// <summary>
    /// Rounds of calls (load / slots) up to which a replica on which the profiler's plan keeps the model goes before an idle
    /// one that has to load it first. The plan has counted with the wait.
    /// </summary>
    [Range(0.5, 100)]
    public double PlannedPatience { get; set; } = 6;

    /// <summary>Models that answer one request for "ensemble"; fewer when fewer are available.</summary>
    [Range(1, 16)]
    public int EnsembleMembers { get; set; } = 3;

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

    internal SelectionLimits ToLimits() =>
        new(
            new CircuitLimits(FailuresToOpen, OpenFor, TrialFor),
            new PendingLimits(PendingTransit, PendingExpiry),
            MaxChoices,
            MaxReplicasPerModel,
            MaxExclusions,
            ResidentPatience,
            PlannedPatience,
            EnsembleMembers,
            BusyRetryAfter,
            TakeoverWait,
            TakeoverRetryAfter
        );
}
