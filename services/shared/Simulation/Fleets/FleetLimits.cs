namespace Orchestrator.Simulation.Fleets;

/// <summary>How large a fleet may be, and what its numbers may be.</summary>
public static class FleetLimits
{
    /// <summary>Hosts after repeating; the router is made for fleets of this size.</summary>
    public const int HostsMax = 1000;

    public const int GpusPerHostMax = 16;

    public const int ModelsMax = 256;

    public const int ParallelMax = 256;

    public const int QueueMax = 100_000;

    public const int ContextMax = 4 << 20;

    public const long VramBytesMin = 1L << 30;

    public const long VramBytesMax = 1L << 40;

    public const long MainMemoryBytesMax = 16L << 40;

    public const long DiskBytesPerSecondMin = 1_000_000;

    public const long DiskBytesPerSecondMax = 1_000_000_000_000;

    public const long ModelBytesMin = 1_000_000;

    public const long ModelBytesMax = 4_000_000_000_000;

    public const long ParametersMin = 1_000_000;

    public const long ParametersMax = 10_000_000_000_000;

    /// <summary>Some thirty times that of the largest open models; products with context and slots stay far from overflow.</summary>
    public const long KvBytesPerTokenMax = 16 << 20;

    public const int LayersMax = 1000;

    public const int HeadsMax = 1024;

    public const int EmbeddingLengthMax = 1 << 20;
}
