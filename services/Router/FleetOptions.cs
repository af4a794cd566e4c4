using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Router;

/// <summary>How the router watches the registry and the owners of replicas.</summary>
public sealed class FleetOptions
{
    public const string SectionName = "Router:Fleet";

    /// <summary>
    /// An owner that says nothing for this long is dialled anew, and its replicas count as unreachable until it speaks.
    /// Owners repeat their state every 2 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:05:00")]
    public TimeSpan OwnerSilence { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>First wait before a broken watch is begun anew; doubles with each failure, with jitter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan RedialWait { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait before a broken watch is begun anew.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan RedialWaitMax { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Owners that are watched; those above are left out with a warning.</summary>
    [Range(1, 10_000)]
    public int MaxOwners { get; set; } = 1_000;

    /// <summary>Replicas of one owner that are taken in.</summary>
    [Range(1, 10_000)]
    public int MaxReplicasPerOwner { get; set; } = 1_000;

    /// <summary>Models of the registry whose settings and skills are taken in; for those above the usual settings hold.</summary>
    [Range(1, 1_000_000)]
    public int MaxModels { get; set; } = 20_000;

    /// <summary>Models of one replica that are taken in.</summary>
    [Range(1, 10_000)]
    public int MaxModelsPerReplica { get; set; } = 2_000;

    /// <summary>Speeds of models on replicas that are taken in; for those above typical ones hold.</summary>
    [Range(1, 10_000_000)]
    public int MaxSpeeds { get; set; } = 1_000_000;

    /// <summary>Characters of a name that an owner may report; a replica or model with a longer one is left out.</summary>
    [Range(16, 4_096)]
    public int MaxNameChars { get; set; } = 256;
}
