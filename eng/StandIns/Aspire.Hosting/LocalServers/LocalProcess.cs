namespace Aspire.Hosting.LocalServers;

/// <summary>A process that was started with <see cref="LocalServerContext.Start"/>. Disposing it stops it: SIGTERM, later SIGKILL.</summary>
internal abstract class LocalProcess : ILocalServer
{
    public abstract int ProcessId { get; }

    public abstract Task<int> Exited { get; }

    /// <summary>Stops with a signal of choice (PostgreSQL: SIGINT is its fast shutdown), and kills the tree after the runner's limit.</summary>
    public abstract Task StopAsync(StopSignal signal);

    public ValueTask DisposeAsync() => new(StopAsync(StopSignal.Terminate));
}
