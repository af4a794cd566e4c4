namespace Orchestrator.Simulation.Workloads;

/// <summary>How large a workload may be, and what its numbers may be.</summary>
public static class WorkloadLimits
{
    public const long RequestsMax = 10_000_000;

    /// <summary>Times as fast as recorded or described; under 1 it is thinner.</summary>
    public const double RateScaleMin = 1e-6;

    public const double RateScaleMax = 1e6;

    public const double TokenScaleMin = 1e-4;

    public const double TokenScaleMax = 1e3;

    /// <summary>Requests per second.</summary>
    public const double RateMin = 1e-6;

    public const double RateMax = 1e6;

    /// <summary>Deviation of the times between arrivals, over their mean; 1 is Poisson's.</summary>
    public const double CvMin = 0.05;

    public const double CvMax = 20;

    public const int ProfilePointsMax = 10_000;

    /// <summary>Highest rate of a profile over its mean: each request costs this many draws.</summary>
    public const double PeakOverMeanMax = 10_000;

    /// <summary>Workloads in one.</summary>
    public const int PartsMax = 64;

    public const int TurnsMax = 1000;

    /// <summary>Conversations that may be open at once; each is held in memory.</summary>
    public const long OpenSessionsMax = 100_000;

    public const int BlockTokensMax = 1 << 20;

    public static readonly TimeSpan DurationMin = TimeSpan.FromMilliseconds(1);

    public static readonly TimeSpan DurationMax = TimeSpan.FromDays(366);
}
