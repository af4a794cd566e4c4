using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.LocalServers;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>One replica of a resource that runs a process: started and stopped any number of times, one thing at a time.</summary>
internal sealed class ResourceInstance(
    IResource resource,
    string id,
    InstanceStates states,
    InstanceSteps steps,
    RunnerOptions limits,
    ILogger log
)
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private CancellationTokenSource _starting = new();
    private volatile ILocalServer? _process;

    public IResource Resource => resource;

    public string Id => id;

    public bool IsRunning => _process is not null;

    /// <summary>Why the last start failed.</summary>
    public string? Failure { get; private set; }

    /// <summary>Waits for what the resource waits for, then starts the process. A failure is the resource's state, not an exception.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_process is not null)
            {
                return;
            }

            _starting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await LaunchAsync(_starting.Token);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends a start that still waits, or the process.</summary>
    public async Task StopAsync()
    {
        await _starting.CancelAsync();
        await _gate.WaitAsync();
        var process = _process;
        try
        {
            if (process is not null)
            {
                await EndAsync(process);
            }
        }
        finally
        {
            _gate.Release();
        }

        if (process is not null)
        {
            await steps.AfterStopAsync();
        }
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        try
        {
            Failure = null;
            var waits = resource.HasAnnotationOfType<WaitAnnotation>();
            await states.BeginAsync(waits ? KnownResourceStates.Waiting : KnownResourceStates.Starting);
            await steps.BeforeStartAsync(cancellationToken);
            if (waits)
            {
                await states.SetAsync(KnownResourceStates.Starting);
            }

            var process = await steps.StartAsync(cancellationToken);
            _process = process;
            await states.RunningAsync(process.ProcessId);
            _ = WatchAsync(process);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await states.EndedAsync(KnownResourceStates.Exited, exitCode: null);
        }
        // Whatever keeps it from starting is this resource's failure; the others go on.
        catch (Exception exception)
        {
            Failure = exception.Message;
            log.LogError("Failed to start: {Reason}", exception.Message);
            await states.EndedAsync(KnownResourceStates.FailedToStart, exitCode: null);
        }
    }

    private async Task EndAsync(ILocalServer process)
    {
        await states.SetAsync(KnownResourceStates.Stopping);
        await DisposeAsync(process);
        _process = null;
        await states.EndedAsync(
            KnownResourceStates.Exited,
            process.Exited.IsCompletedSuccessfully ? await process.Exited : null
        );
    }

    /// <summary>A server's own way of stopping may take its time, and each process in it has the grace for itself.</summary>
    private async Task DisposeAsync(ILocalServer process)
    {
        try
        {
            await process.DisposeAsync().AsTask().WaitAsync(limits.StopGrace + limits.StopGrace + limits.KillLimit);
            await process.Exited.WaitAsync(limits.KillLimit);
        }
        // It is killed with everything else at the end; until then it must not hold up the others.
        catch (Exception exception)
        {
            log.LogError("Did not stop in order: {Reason}", exception.Message);
        }
    }

    /// <summary>Notices when the process ends by itself. Nothing starts it again.</summary>
    private async Task WatchAsync(ILocalServer process)
    {
        var code = await process.Exited;
        await _gate.WaitAsync();
        try
        {
            if (_process != process)
            {
                return; // it was stopped
            }

            _process = null;
            await DisposeAsync(process);
            var state = resource is ContainerResource ? KnownResourceStates.Exited : KnownResourceStates.Finished;
            await states.EndedAsync(state, code);
        }
        finally
        {
            _gate.Release();
        }

        await steps.AfterStopAsync();
    }
}

/// <param name="BeforeStartAsync">Waits for dependencies and tells subscribers.</param>
/// <param name="StartAsync">Starts the process.</param>
/// <param name="AfterStopAsync">Tells subscribers that it has ended.</param>
internal sealed record InstanceSteps(
    Func<CancellationToken, Task> BeforeStartAsync,
    Func<CancellationToken, Task<ILocalServer>> StartAsync,
    Func<Task> AfterStopAsync
);
