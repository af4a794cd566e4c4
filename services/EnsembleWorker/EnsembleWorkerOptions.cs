using System.ComponentModel.DataAnnotations;
using Orchestrator.EnsembleWorker.Sources;

namespace Orchestrator.EnsembleWorker;

/// <summary>Section "Worker": what this worker owns and the limits it keeps.</summary>
public sealed class EnsembleWorkerOptions
{
    public const string SectionName = "Worker";

    /// <summary>Name of this worker in leases and in the registry; unique in the fleet.</summary>
    [Required, RegularExpression("^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$")]
    public string Name { get; set; } = "worker-1";

    /// <summary>The replicas that this worker may reach. It serves those whose lease it gets.</summary>
    public IList<ReplicaOptions> Replicas { get; init; } = [];

    /// <summary>True lets replicas live in private ranges (10/8, 172.16/12, 192.168/16, 100.64/10, fc00::/7).</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Ownership of replicas.</summary>
    public LeaseOptions Leases { get; init; } = new();

    /// <summary>Replicas that come and go.</summary>
    public FleetChangeOptions Fleet { get; init; } = new();

    /// <summary>Looking after replicas.</summary>
    public InventoryOptions Inventory { get; init; } = new();

    /// <summary>Judging replicas.</summary>
    public HealthOptions Health { get; init; } = new();

    /// <summary>Waiting for a slot.</summary>
    public AdmissionOptions Admission { get; init; } = new();

    /// <summary>Calls to models.</summary>
    public GenerationOptions Generation { get; init; } = new();

    /// <summary>Keeping models in memory as planned.</summary>
    public ResidencyOptions Residency { get; init; } = new();

    /// <summary>Telling routers and profilers about the state.</summary>
    public WatchOptions Watch { get; init; } = new();

    /// <summary>Runs of several steps.</summary>
    public RunsOptions Runs { get; init; } = new();
}

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

/// <summary>How replicas are owned.</summary>
public sealed class LeaseOptions
{
    /// <summary>How long a lease lives without being renewed; an owner that died is replaced after it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Duration { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two rounds of renewing and claiming; less than half of the duration.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan RenewInterval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How much the clocks of two workers may differ: a foreign lease is left alone that much longer.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a replica on standby has to be without an owner before this worker takes it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan StandbyWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long one round may take in the database.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan RoundLimit { get; set; } = TimeSpan.FromSeconds(5);
}

/// <summary>How replicas are looked after.</summary>
public sealed class InventoryOptions
{
    /// <summary>Time between two looks at a replica.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long one look may take; a longer one has failed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan LookLimit { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// An older Ollama is degraded; empty for none. Since 0.6.4 a model's details say what it can do; without that tools,
    /// images and embeddings are guesses.
    /// </summary>
    [RegularExpression(@"^([0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4})?$")]
    public string OllamaVersionMin { get; set; } = "0.6.4";

    /// <summary>Models that one look may ask details of; further new ones wait for the next look.</summary>
    [Range(1, 1_000)]
    public int DetailsPerLook { get; set; } = 16;
}

/// <summary>How calls wait for a slot.</summary>
public sealed class AdmissionOptions
{
    /// <summary>How long a call may wait; then it is refused as wait_too_long.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan WaitLimit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>A waiting batch call or probe rises by one priority for each such period, so that it is not starved.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan AgingPeriod { get; set; } = TimeSpan.FromSeconds(15);
}

/// <summary>How the state is told to watchers.</summary>
public sealed class WatchOptions
{
    /// <summary>Least time between two updates to one watcher; changes in between are merged.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan MinInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Time between two signs of life to a watcher: silence means that the worker died.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Models in one message, about 200 bytes each; a state with more comes in several messages.</summary>
    [Range(100, 100_000)]
    public int MaxModelsPerMessage { get; set; } = 20_000;

    /// <summary>Watchers at once.</summary>
    [Range(1, 10_000)]
    public int MaxWatchers { get; set; } = 256;
}
