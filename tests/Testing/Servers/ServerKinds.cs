using LocalServers;

namespace Orchestrator.Testing.Servers;

/// <summary>Servers that a test may need; they are Debian packages and may be missing.</summary>
[Flags]
public enum ServerKinds
{
    None = 0,
    Postgres = 1,
    RabbitMq = 2,
    Redis = 4,
}

/// <summary>Which of them this machine has.</summary>
public static class InstalledServers
{
    /// <returns>Null when all are there, otherwise what to install.</returns>
    public static string? WhyMissing(ServerKinds needed)
    {
        string?[] missing =
        [
            needed.HasFlag(ServerKinds.Postgres) ? PostgresInstance.WhyMissing() : null,
            needed.HasFlag(ServerKinds.RabbitMq) ? RabbitInstance.WhyMissing() : null,
            needed.HasFlag(ServerKinds.Redis) ? RedisInstance.WhyMissing() : null,
        ];
        var reasons = string.Join(' ', missing.OfType<string>());
        return reasons.Length > 0 ? reasons : null;
    }
}
