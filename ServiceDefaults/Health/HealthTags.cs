namespace Orchestrator.ServiceDefaults;

/// <summary>What a health check counts for. A check without a tag shows up in /health only.</summary>
public static class HealthTags
{
    /// <summary>Failing means: restart this process.</summary>
    public const string Live = "live";

    /// <summary>Failing means: send this process no work now.</summary>
    public const string Ready = "ready";
}
