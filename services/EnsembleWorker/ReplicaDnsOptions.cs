using System.ComponentModel.DataAnnotations;
using Orchestrator.EnsembleWorker.Sources;

namespace Orchestrator.EnsembleWorker;

/// <summary>Replicas behind one host name: each of its addresses is one. Fits a headless service of Kubernetes.</summary>
public sealed class ReplicaDnsOptions
{
    /// <summary>First part of the replicas' names; the address follows, with dashes: gpu-10-0-0-7.</summary>
    [Required, RegularExpression("^[A-Za-z0-9][A-Za-z0-9._-]{0,22}$")]
    public string Name { get; set; } = "";

    /// <summary>Host name, port and path of all of them, for example http://ollama.models.svc:11434. Not https.</summary>
    [Required]
    public Uri? Url { get; set; }

    /// <summary>Time between two questions, on average.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan Limit { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the last known addresses stand while answers are empty or fail.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan KeepTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Addresses that are taken of one answer.</summary>
    [Range(1, 10_000)]
    public int MaxAddresses { get; set; } = 256;

    /// <summary>As of a single replica.</summary>
    [Required, RegularExpression("^[a-z0-9][a-z0-9-]{0,62}$")]
    public string Kind { get; set; } = ReplicaConfig.DefaultKind;

    /// <summary>Of each replica; unset: 1 at first, then what the times of the calls show.</summary>
    [Range(1, 256)]
    public int? Slots { get; set; }

    /// <summary>Calls that may wait for a slot of each replica.</summary>
    [Range(0, 10_000)]
    public int QueueLimit { get; set; } = ReplicaOptions.DefaultQueueLimit;

    /// <summary>Card of each replica.</summary>
    [StringLength(100)]
    public string Gpu { get; set; } = "";

    /// <summary>Memory of each card in bytes; 0 while unknown.</summary>
    [Range(0, 1_000_000_000_000_000)]
    public long VramBytes { get; set; }

    /// <summary>Name of the credential that it takes to be let in; empty for none. Never the credential.</summary>
    [RegularExpression("^[A-Za-z0-9._-]{0,63}$")]
    public string Credential { get; set; } = "";
}
