namespace Aspire.StackExchange.Redis;

/// <summary>Read from <c>Aspire:StackExchange:Redis</c> and from the connection's own section below it.</summary>
public sealed class StackExchangeRedisSettings
{
    /// <summary><c>ConnectionStrings:&lt;name&gt;</c> wins over this.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>True: the first use connects, not the host's start.</summary>
    public bool DisableAutoActivation { get; set; }

    public bool DisableHealthChecks { get; set; }

    public bool DisableTracing { get; set; }
}
