using System.Collections.Concurrent;

namespace LocalServers;

/// <summary>A private server: started, stopped, killed and started again on the same port, folder and data.</summary>
internal abstract class ServerInstance(ServerSettings settings) : IAsyncDisposable
{
    private const int RememberedLines = 20;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentQueue<string> _lastLines = new();
    private IServerProcess? _process;

    public int Port => settings.Port;

    public string Folder => settings.Folder;

    /// <summary>The server's main process.</summary>
    public int ProcessId => _process?.Id ?? throw new InvalidOperationException($"{Name} does not run.");

    /// <summary>Ends when the server does, by whatever cause.</summary>
    public Task<int> Exited => _process?.Exited ?? Task.FromResult(0);

    public bool IsRunning => _process is { Exited.IsCompleted: false };

    protected abstract string Name { get; }

    protected abstract string StopSignal { get; }

    /// <summary>Starts it, also again after a stop or a kill; returns when it answers.</summary>
    public Task StartAgainAsync(CancellationToken cancellationToken) =>
        StartAsync(UntilItAnswersAsync, cancellationToken);

    /// <summary>Starts it and returns when its process runs; whether it answers is for others to ask.</summary>
    public Task BeginAsync(CancellationToken cancellationToken) =>
        StartAsync(static _ => Task.CompletedTask, cancellationToken);

    /// <summary>An orderly stop, or a kill when it takes too long. Nothing of it runs afterwards; the data stays.</summary>
    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            await process.SignalAsync(StopSignal);
            await Task.WhenAny(process.Exited, Task.Delay(settings.StopLimit));
        }

        await KillAsync();
    }

    /// <summary>kill -9 of the server and all that belongs to it.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            await process.KillAsync();
        }

        await LetGoAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<IServerProcess> LaunchAsync(CancellationToken cancellationToken);

    protected abstract Task<bool> AnswersAsync(CancellationToken cancellationToken);

    /// <summary>What the server leaves behind outside of its folder when it was killed.</summary>
    protected virtual Task CleanUpAsync() => Task.CompletedTask;

    protected void Log(string line)
    {
        _lastLines.Enqueue(line);
        while (_lastLines.Count > RememberedLines)
        {
            _lastLines.TryDequeue(out _);
        }

        settings.Log(line);
    }

    protected InvalidOperationException NotStarted(string why) =>
        new($"{Name} did not start on port {Port} in {Folder}: {why}.\n{string.Join('\n', _lastLines)}");

    private async Task StartAsync(Func<CancellationToken, Task> ready, CancellationToken cancellationToken)
    {
        if (IsRunning)
        {
            throw new InvalidOperationException($"{Name} runs already, as process {ProcessId}.");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(settings.StartLimit);
        try
        {
            await LetGoAsync();
            PrivateFolder.Create(settings.Folder);
            _process = await LaunchAsync(limit.Token);
            await ready(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await KillAsync();
            throw NotStarted($"no answer within {settings.StartLimit}");
        }
        catch
        {
            await KillAsync();
            throw;
        }
    }

    private async Task UntilItAnswersAsync(CancellationToken cancellationToken)
    {
        while (!await AnswersAsync(cancellationToken))
        {
            if (_process!.Exited is { IsCompleted: true } exited)
            {
                throw NotStarted($"it ended with exit code {await exited}");
            }

            await Task.Delay(_pause, cancellationToken);
        }
    }

    // A stop and the server's own end may meet here: one of the two clears up.
    private async Task LetGoAsync()
    {
        if (Interlocked.Exchange(ref _process, null) is { } process)
        {
            await process.DisposeAsync();
            await CleanUpAsync();
        }
    }
}
