using System.ComponentModel.DataAnnotations;
using Orchestrator.Placement.Routing;

namespace Orchestrator.Placement;

/// <summary>What bounds the way from a question to its answer: asking routers, walking their list, waiting for tokens.</summary>
public sealed class PlacementLimits
{
    public const string SectionName = "Placement";

    /// <summary>Time for one answer of a router.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan RouteDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often one question to the routers is asked again when the connection breaks in the middle of it.</summary>
    [Range(0, 10)]
    public int MaxBrokenRouteCalls { get; set; } = 2;

    /// <summary>How often a router is asked for one answer: again after its whole list has failed.</summary>
    [Range(1, 10)]
    public int MaxRoutings { get; set; } = 2;

    /// <summary>Replicas that are tried for one answer before the first token, over all routings.</summary>
    [Range(1, 64)]
    public int MaxAttempts { get; set; } = 6;

    /// <summary>After this much time without a token no further replica is tried.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan RetryWithin { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How far back this process looks when it allows or refuses to repeat work that a replica has failed at. A call that
    /// never reached its replica is no such work, and neither is one whose owner is away.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RetryWindow { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Such retries for each question of that time; when they are used up, the client gets the last error.</summary>
    [Range(0, 10.0)]
    public double RetryShare { get; set; } = 0.2;

    /// <summary>Such retries that are allowed in that time, however few questions there are.</summary>
    [Range(0, 1_000_000)]
    public int RetryFloor { get; set; } = 100;

    /// <summary>How long a question waits for a new owner when all replicas that could answer have just lost theirs.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan TakeoverWait { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>Pause before routers are asked again while it waits for a new owner.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan TakeoverPause { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Time to the first token, queues, cold loads and failed attempts included; later is answered with 504.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest silence of a replica between two tokens; then the answer ends with an error.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SilenceTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Wait for the end of a call whose answer is complete; without it the call is torn down, which costs more.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan EndOfCallTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Characters from the start of each text that a router gets to see.</summary>
    [Range(0, 1_000_000)]
    public int RouteHeadChars { get; set; } = 4000;

    /// <summary>Characters from the end of each text that a router gets to see.</summary>
    [Range(0, 1_000_000)]
    public int RouteTailChars { get; set; } = 1000;

    /// <summary>Turns that a router gets to see: the first one, and the latest of the rest.</summary>
    [Range(2, 10_000)]
    public int RouteTurns { get; set; } = 64;

    /// <summary>
    /// Characters (UTF-16) of a conversation after each of which its beginning gets a hash, by which routers find replicas
    /// that have that beginning in their cache. The same at all gateways and workers, or they do not agree.
    /// </summary>
    [Range(256, 65_536)]
    public int PrefixBlockChars { get; set; } = 2048;

    /// <summary>Such hashes of one conversation; 0: none. What comes behind the last block is not looked at.</summary>
    [Range(0, PrefixHashes.Most)]
    public int PrefixBlocks { get; set; } = PrefixHashes.Most;
}
