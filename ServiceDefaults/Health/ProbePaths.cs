namespace Orchestrator.ServiceDefaults;

/// <summary>What probes and scrapers ask, many times a minute.</summary>
internal static class ProbePaths
{
    public const string Alive = "/alive";
    public const string Ready = "/ready";
    public const string Health = "/health";
    public const string Metrics = "/metrics";

    private static readonly string _grpcHealth = $"/{HealthV1.Health.Descriptor.FullName}/";

    public static bool Contains(string path) =>
        path is Alive or Ready or Health or Metrics || path.StartsWith(_grpcHealth, StringComparison.Ordinal);
}
