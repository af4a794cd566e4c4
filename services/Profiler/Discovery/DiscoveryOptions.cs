using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Profiler.Discovery;

/// <summary>
/// How workers are found besides <c>services:worker*</c>: behind DNS names, and by their own registration. All can be mixed.
/// </summary>
public sealed class DiscoveryOptions
{
    public const string SectionName = "Profiler:Discovery";

    /// <summary>
    /// Names with ports, "workers.default.svc:8081": each address behind such a name is a worker (a headless service of
    /// Kubernetes).
    /// </summary>
    public IList<string> WorkerDns { get; } = [];

    /// <summary>How often the names are looked up.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan DnsInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one look-up may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan DnsLimit { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// An address that its name no longer stands for is watched for this long, because a worker that is not ready is not
    /// gone. A name that cannot be looked up keeps its addresses.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan DnsKeep { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a worker is watched after its registration has ended: it may just have lost its connection.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan RegistrationKeep { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Workers that are registered at once; another one is refused.</summary>
    [Range(1, 100_000)]
    public int RegistrationsMax { get; set; } = 2_000;

    /// <summary>How often a registered worker gets its orders again when nothing has changed, as a sign of life.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:05:00")]
    public TimeSpan OrdersRepeat { get; set; } = TimeSpan.FromSeconds(5);
}
