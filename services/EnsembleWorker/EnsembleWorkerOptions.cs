using System.ComponentModel.DataAnnotations;
using Orchestrator.EnsembleWorker.NativeReplicas;
using Orchestrator.Inference.Secrets;

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

    /// <summary>Replicas that are found by asking DNS for the addresses of host names.</summary>
    public IList<ReplicaDnsOptions> ReplicaDns { get; init; } = [];

    /// <summary>Registration with the profilers, and their orders.</summary>
    public OrdersOptions Orders { get; init; } = new();

    /// <summary>Secrets of endpoints by the names that replicas give for them.</summary>
    public IDictionary<string, CredentialOptions> Credentials { get; init; } =
        new Dictionary<string, CredentialOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Replicas that this worker runs itself, each as a process with llama.cpp.</summary>
    public IList<LlamaCppReplicaOptions> LlamaCpp { get; init; } = [];

    /// <summary>How these processes are kept alive.</summary>
    public LlamaCppChildOptions LlamaCppChildren { get; init; } = new();

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

    /// <summary>Learning from the replicas' durations.</summary>
    public MeasurementOptions Measurement { get; init; } = new();

    /// <summary>Measurements on idle replicas.</summary>
    public ProbingOptions Probing { get; init; } = new();

    /// <summary>Keeping models in memory as planned.</summary>
    public ResidencyOptions Residency { get; init; } = new();

    /// <summary>Telling routers and profilers about the state.</summary>
    public WatchOptions Watch { get; init; } = new();

    /// <summary>Runs of several steps.</summary>
    public RunsOptions Runs { get; init; } = new();
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

    /// <summary>Models that one replica pulls at once; the next pull is refused as queue_full.</summary>
    [Range(1, 100)]
    public int MaxPulls { get; set; } = 2;

    /// <summary>How long one pull may take; another one goes on where it stopped.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "7.00:00:00")]
    public TimeSpan PullLimit { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Models that one look may ask details of; further new ones wait for the next look.</summary>
    [Range(1, 1_000)]
    public int DetailsPerLook { get; set; } = 16;

    /// <summary>Models that count of what one replica lists; further ones are left out.</summary>
    [Range(1, 20_000)]
    public int MaxModels { get; set; } = 2_000;
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
