namespace Aspire.Hosting.LocalServers;

/// <summary>A running private server. Disposing it stops it cleanly; the runner limits the time and kills what is left.</summary>
internal interface ILocalServer : IAsyncDisposable
{
    int ProcessId { get; }

    /// <summary>Completes when the process has ended, with its exit code; never faults.</summary>
    Task<int> Exited { get; }
}
