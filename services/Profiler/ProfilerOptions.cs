using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Profiler;

public sealed class ProfilerOptions
{
    public const string SectionName = "Profiler";

    /// <summary>A worker that sends nothing for this long counts as unreachable; workers repeat their state every 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:03", "00:05:00")]
    public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>First wait before a lost worker is dialled again; doubles with each failure, with jitter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:10")]
    public TimeSpan RedialWait { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait before a lost worker is dialled again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:05:00")]
    public TimeSpan RedialWaitMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Replicas that one worker may have; what is above is dropped with a warning.</summary>
    [Range(1, 10_000)]
    public int ReplicasPerWorkerMax { get; set; } = 1_000;

    /// <summary>Models that one replica may report; what is above is dropped.</summary>
    [Range(1, 10_000)]
    public int ModelsPerReplicaMax { get; set; } = 2_000;

    /// <summary>
    /// Whether replicas may be added whose addresses are in private ranges. Workers ask again at each connection
    /// (Worker:AllowPrivateAddresses).
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Replicas that may be added by API; another one is refused.</summary>
    [Range(1, 100_000)]
    public int AddedReplicasMax { get; set; } = 10_000;

    /// <summary>Edits of a model that are shown with it, the newest ones.</summary>
    [Range(1, 1_000)]
    public int EditsShownMax { get; set; } = 50;

    /// <summary>Measurements that may wait because somebody has asked for them; more are refused.</summary>
    [Range(1, 100_000)]
    public int ProbeRequestsMax { get; set; } = 1_000;

    /// <summary>Characters of a name or another text that a worker may report; a replica or model with a longer one is dropped.</summary>
    [Range(16, 4_096)]
    public int TextCharsMax { get; set; } = 256;

    /// <summary>Addresses of workers that are watched at once; those above are left out with a warning.</summary>
    [Range(1, 100_000)]
    public int OwnersMax { get; set; } = 2_000;

    /// <summary>Models in memory that one replica may report; what is above is dropped.</summary>
    [Range(1, 1_000)]
    public int LoadedPerReplicaMax { get; set; } = 64;

    /// <summary>
    /// Removed owners, replicas, models and speeds, of each kind, that the view remembers for readers that have not heard
    /// of them yet; a reader that is further behind gets the whole view again.
    /// </summary>
    [Range(0, 10_000_000)]
    public int RemovedKeptMax { get; set; } = 10_000;

    /// <summary>How often an address is looked at whose worker is heard at another address already.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan DuplicateLook { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A configured replica that no worker has owned for this long is no longer shown. One that was added by API is shown
    /// until it is removed.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:10", "30.00:00:00")]
    public TimeSpan UnownedLimit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>A replica that was added by API and is unclaimed for this long says why that may be.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan UnclaimedLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After a start, models that were known before are shown for this long even if no replica has them yet.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RestoredLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest part of a snapshot or change that readers of the view get as one message, in bytes.</summary>
    [Range(16 * 1024, 4 * 1024 * 1024)]
    public int ViewPartBytesMax { get; set; } = 1024 * 1024;

    /// <summary>Readers of the view at once; another one is refused.</summary>
    [Range(1, 10_000)]
    public int ViewReadersMax { get; set; } = 256;

    /// <summary>Least time between two changes that one reader of the view gets; what changes meanwhile comes together.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan ViewMinInterval { get; set; } = TimeSpan.FromMilliseconds(20);
}
