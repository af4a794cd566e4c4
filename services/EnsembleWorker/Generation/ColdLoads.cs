using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Measurement;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>
/// Loads of models, which belong to the worker and not to the caller: Ollama aborts a load whose caller hangs up, so
/// a caller waits for a load of ours, and when it hangs up the load goes on. One load per replica and model at a time.
/// </summary>
internal sealed partial class ColdLoads(
    IOptions<EnsembleWorkerOptions> options,
    RecentLoads recent,
    FleetMeasures measures,
    TimeProvider clock,
    ILogger<ColdLoads> logger
) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Replica, ModelId Model), ColdLoad> _running = [];
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>True while a load of ours runs: Ollama lists the model as loaded from the load's beginning on.</summary>
    public bool IsLoading(FleetReplica replica, ModelId model)
    {
        lock (_gate)
        {
            return _running.ContainsKey((replica.Name, model));
        }
    }

    /// <summary>Loads the model, or joins the load that runs, and waits until the model is in memory.</summary>
    /// <param name="replica">Where.</param>
    /// <param name="order">What.</param>
    /// <param name="slot">The caller's. When the caller leaves, the load that it started keeps it until it is done.</param>
    /// <param name="begun">Called once the load is on its way: who has heard of it may leave without ending it.</param>
    /// <param name="cancellationToken">Ends the wait, never the load.</param>
    /// <returns>What the load brought; somebody else may have ordered it.</returns>
    public async Task<LoadEnd> LoadAsync(
        FleetReplica replica,
        LoadOrder order,
        Slot slot,
        Func<Task> begun,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var load = FindOrAdd((replica.Name, order.Model), out var isStarter);
        if (isStarter)
        {
            // Not awaited here, because this caller may leave earlier; DisposeAsync ends and awaits it.
            _ = load.RunAsync(() => RunAsync(replica, order));
        }

        try
        {
            await begun();
            return await load.Done.WaitAsync(cancellationToken);
        }
        // Whatever made the caller leave: the replica is busy until the load has ended.
        catch (Exception) when (isStarter && !load.Done.IsCompleted)
        {
            LogDetached(replica.Name, order.Model.ToString());
            load.Keep(slot.HandOver());
            throw;
        }
    }

    /// <summary>
    /// Loads the model for nobody's call, or joins the load that runs. In memory already, the replica only hears the
    /// keep_alive. Takes no slot.
    /// </summary>
    /// <param name="replica">Where.</param>
    /// <param name="order">What.</param>
    /// <param name="cancellationToken">Ends the wait, never the load.</param>
    public async Task<LoadEnd> PreloadAsync(FleetReplica replica, LoadOrder order, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var load = FindOrAdd((replica.Name, order.Model), out var isStarter);
        if (isStarter)
        {
            // Not awaited here, because the wait may end earlier; DisposeAsync ends and awaits it.
            _ = load.RunAsync(() => RunAsync(replica, order));
        }

        return await load.Done.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_gate)
        {
            running = [.. _running.Values.Select(load => load.Done)];
        }

        await _stopping.CancelAsync();
        // How they end was told to whoever waited for them.
        await Task.WhenAll(running)
            .ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _stopping.Dispose();
    }

    private ColdLoad FindOrAdd((string Replica, ModelId Model) key, out bool isNew)
    {
        lock (_gate)
        {
            isNew = !_running.TryGetValue(key, out var load);
            load ??= new ColdLoad();
            _running[key] = load;
            return load;
        }
    }

    private void Remove((string Replica, ModelId Model) key)
    {
        lock (_gate)
        {
            _running.Remove(key);
        }
    }

    private async Task<LoadEnd> RunAsync(FleetReplica replica, LoadOrder order)
    {
        var (name, since) = (order.Model.ToString(), clock.GetTimestamp());
        LoadEnd? end = null;
        Exception? failure = null;
        replica.Admission.LoadBegan(name);
        try
        {
            return end = await LoadAsync(replica, order, since);
        }
        // The queue tells those who wait for it there.
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            Remove((replica.Name, order.Model));
            replica.Admission.LoadEnded(name, end?.ContextTokens, failure);
            replica.LookSoon();
            LogEnded(replica.Name, name, clock.GetElapsedTime(since));
        }
    }

    private async Task<LoadEnd> LoadAsync(FleetReplica replica, LoadOrder order, long since)
    {
        using var limit = new CancellationTokenSource(options.Value.Generation.ColdLoadLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stopping.Token);
        var runner = order.ContextTokens is { } tokens ? new ModelOptions { NumCtx = tokens } : null;
        try
        {
            // Without a memory that we may steer, everything is there already.
            if (replica.Client.Memory is { } memory)
            {
                await memory.LoadAsync(order.Model, order.KeepAlive, runner, either.Token);
                measures.Loaded(replica, order.Model, clock.GetElapsedTime(since));
            }

            var context = await recent.LearnAsync(replica, order.Model, either.Token);
            return new LoadEnd(clock.GetElapsedTime(since), context);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            throw _stopping.IsCancellationRequested
                ? new CallFailedException(CallFailure.Stopping, "This worker stops.")
                : new CallFailedException(CallFailure.LoadTimedOut, $"Model '{order.Model}' was not loaded in time.");
        }
    }

    [LoggerMessage(3301, LogLevel.Information, "The load of {Model} on {Replica} goes on without its caller.")]
    private partial void LogDetached(string replica, string model);

    [LoggerMessage(3302, LogLevel.Debug, "The load of {Model} on {Replica} ended after {Elapsed}.")]
    private partial void LogEnded(string replica, string model, TimeSpan elapsed);
}
