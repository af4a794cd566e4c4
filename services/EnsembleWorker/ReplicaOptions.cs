using System.ComponentModel.DataAnnotations;
using Orchestrator.EnsembleWorker.Sources;

namespace Orchestrator.EnsembleWorker;

/// <summary>One Ollama process, or another endpoint that runs models.</summary>
public sealed class ReplicaOptions
{
    internal const int DefaultQueueLimit = 32;

    /// <summary>Name of the replica; unique in the fleet, for it is the key of the lease.</summary>
    [Required, RegularExpression("^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$")]
    public string Name { get; set; } = "";

    /// <summary>Where it listens, for example http://127.0.0.1:11434.</summary>
    [Required]
    public Uri? Url { get; set; }

    /// <summary>Names the provider that speaks to it: "ollama" unless it is something else.</summary>
    [Required, RegularExpression("^[a-z0-9][a-z0-9-]{0,62}$")]
    public string Kind { get; set; } = ReplicaConfig.DefaultKind;

    /// <summary>
    /// Calls that may run at once; Ollama's OLLAMA_NUM_PARALLEL, which it does not tell. Unset: 1 at first, then what the
    /// times of the calls show.
    /// </summary>
    [Range(1, 256)]
    public int? Slots { get; set; }

    /// <summary>Calls that may wait for a slot; the next one is refused as queue_full.</summary>
    [Range(0, 10_000)]
    public int QueueLimit { get; set; } = DefaultQueueLimit;

    /// <summary>
    /// True: another worker should own it, and this one takes it only when nobody has it for Worker:Leases:StandbyWait.
    /// Gives two workers that reach the same replicas a share each.
    /// </summary>
    public bool Standby { get; set; }

    /// <summary>Its card, for example "RTX 4090"; what is expected of it before anything was measured follows from it.</summary>
    [StringLength(100)]
    public string Gpu { get; set; } = "";

    /// <summary>Memory of the card in bytes; 0 while unknown.</summary>
    [Range(0, 1_000_000_000_000_000)]
    public long VramBytes { get; set; }

    /// <summary>Name of the credential that it takes to be let in; empty for none. Never the credential.</summary>
    [RegularExpression("^[A-Za-z0-9._-]{0,63}$")]
    public string Credential { get; set; } = "";

    /// <summary>Models to offer, for endpoints that list none or too many. Empty: what it lists.</summary>
    [MaxLength(1_000)]
    public IList<string> Models { get; init; } = [];
}

/// <summary>How replicas come and go while the process lives.</summary>
public sealed class FleetChangeOptions
{
    /// <summary>Replicas that this worker looks after; those above are left out with a warning.</summary>
    [Range(1, 10_000)]
    public int MaxReplicas { get; set; } = 2_000;

    /// <summary>How long calls on a replica that was removed may go on; then they are ended.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan DrainLimit { get; set; } = TimeSpan.FromMinutes(5);
}
