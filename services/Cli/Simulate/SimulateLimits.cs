namespace Orchestrator.Cli.Simulate;

/// <summary>What one call of the command may ask for.</summary>
internal static class SimulateLimits
{
    public const int SeedsMax = 100;

    public const int LoadsMax = 20;

    /// <summary>Offered tokens per second over the fleet's ideal ones.</summary>
    public const double LoadMin = 0.001;

    public const double LoadMax = 1000;

    public const int JobsMax = 256;

    public const int AdditionsMax = 20;

    /// <summary>When neither a load nor a rate is asked for: busy, and the ideal is far.</summary>
    public const double DefaultLoad = 0.3;

    /// <summary>Of the built-in workload.</summary>
    public const long DefaultRequests = 2000;
}
