namespace Orchestrator.Simulation.Workloads.Mixes;

/// <summary>How large a mix may be, and what its numbers may be.</summary>
public static class MixLimits
{
    public const int ModelsMax = 256;

    public const int TenantsMax = 10_000;

    public const double ShareMin = 1e-9;

    public const double ShareMax = 1e9;

    public const double SigmaMax = 5;

    public static readonly TimeSpan DeadlineMin = TimeSpan.FromMilliseconds(1);

    public static readonly TimeSpan DeadlineMax = TimeSpan.FromDays(1);
}
