namespace Aspire.Hosting.Running;

/// <summary>The runner's limits. Configuration section <c>Aspire:StandIn</c>; the genuine packages do not read it.</summary>
internal sealed class RunnerOptions
{
    public const string SectionName = "Aspire:StandIn";

    /// <summary>After a stop signal a process has this long before it is killed.</summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A killed process has to be gone within this; otherwise the runner goes on and says so.</summary>
    public TimeSpan KillLimit { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>What is left in the process group of an ended process may end by itself within this.</summary>
    public TimeSpan LeftoverGrace { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>After a kill of the AppHost the guard waits this many seconds between its SIGTERM and its SIGKILL.</summary>
    public int GuardGraceSeconds { get; set; } = 5;

    /// <summary>First pause between health checks of a resource that is not healthy yet; it doubles each time.</summary>
    public TimeSpan UnhealthyIntervalMin { get; set; } = TimeSpan.FromMilliseconds(25);

    public TimeSpan UnhealthyIntervalMax { get; set; } = TimeSpan.FromSeconds(5);

    public TimeSpan HealthyInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>One health check may take this long; then it counts as failed.</summary>
    public TimeSpan HealthCheckLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Ports behind proxies, below the range from which systems take the ports of outgoing connections.</summary>
    public int TargetPortMin { get; set; } = 10_000;

    public int TargetPortMax { get; set; } = 19_999;

    /// <summary>Per direction of a proxied connection.</summary>
    public int ProxyBufferBytes { get; set; } = 64 * 1024;

    /// <summary>Per endpoint; a further connection is closed at once.</summary>
    public int ProxyConnectionsMax { get; set; } = 10_000;

    /// <summary>A replica that does not take a connection within this is passed over.</summary>
    public TimeSpan ProxyConnectLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A longer line of a process is shown as several.</summary>
    public int LogLineCharsMax { get; set; } = 16 * 1024;

    /// <summary>Where private servers keep their data while the application runs; null: artifacts/aspire of the AppHost's repository.</summary>
    public string? Folder { get; set; }

    /// <summary>
    /// Where the logs of servers and other foreign programs go, a file for each, begun anew with each run; null: to the console,
    /// like those of projects.
    /// </summary>
    public string? LogFolder { get; set; }

    /// <summary>A log file that has reached this gets no further lines.</summary>
    public long LogFileBytesMax { get; set; } = 32L * 1024 * 1024;

    /// <summary>Whether logs and states of the resources are written to the console.</summary>
    public bool Console { get; set; } = true;
}
