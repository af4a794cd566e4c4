namespace LocalServers;

/// <summary>A started server program. Disposing it ends it and whatever watches over it.</summary>
internal interface IServerProcess : IAsyncDisposable
{
    int Id { get; }

    /// <summary>Ends with the exit code, and never fails.</summary>
    Task<int> Exited { get; }

    /// <param name="signal">Its name without SIG: TERM, INT.</param>
    Task SignalAsync(string signal);

    /// <summary>kill -9 of the process and of everything that it started; returns when they are gone.</summary>
    Task KillAsync();
}

/// <summary>Starts a server program so that it cannot outlive this process.</summary>
internal delegate Task<IServerProcess> ServerLauncher(
    GuardedCommand command,
    Action<string> log,
    CancellationToken cancellationToken
);
