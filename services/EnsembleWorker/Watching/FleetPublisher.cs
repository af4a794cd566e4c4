using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Grpc;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.EnsembleWorker.Strategies.Workflow;

namespace Orchestrator.EnsembleWorker.Watching;

/// <summary>
/// Tells watchers what this worker owns. Nothing is queued for a slow watcher: when it has taken one update, the
/// next is made from the state of that moment. A large first state comes in parts.
/// </summary>
internal sealed class FleetPublisher(
    IOptions<EnsembleWorkerOptions> options,
    Func<Owner> me,
    ReplicaFleet fleet,
    ChangeSignal changes,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    WorkflowNames strategies
)
{
    private readonly WatchOptions _options = options.Value.Watch;
    private int _watchers;

    /// <summary>Sends the whole state, then changes, until the watcher leaves or this process stops.</summary>
    /// <returns>False when there are too many watchers already.</returns>
    public async Task<bool> TryWatchAsync(IServerStreamWriter<FleetUpdate> watcher, CancellationToken cancellationToken)
    {
        try
        {
            return Interlocked.Increment(ref _watchers) <= _options.MaxWatchers
                && await WatchUntilStoppingAsync(watcher, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _watchers);
        }
    }

    private async Task<bool> WatchUntilStoppingAsync(
        IServerStreamWriter<FleetUpdate> watcher,
        CancellationToken cancellationToken
    )
    {
        var stopping = lifetime.ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        try
        {
            await SendAllAsync(watcher, either.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The end of the stream tells the watcher that this worker goes.
        }

        return true;
    }

    private async Task SendAllAsync(IServerStreamWriter<FleetUpdate> watcher, CancellationToken cancellationToken)
    {
        using var changed = changes.Listen();
        var signIsDue = true;
        await using var heartbeat = clock.CreateTimer(Beat, null, _options.Heartbeat, _options.Heartbeat);
        var memory = new WatcherMemory();
        IReadOnlyList<ReplicaView> told = [];
        IReadOnlyList<string> toldStrategies = [];
        for (var sequence = 1UL; ; )
        {
            var current = fleet.View();
            var whole = FleetChange.Between(told, current);
            var part = whole.Part(_options.MaxModelsPerMessage);
            var names = strategies.Announced;
            var isNews = !ReferenceEquals(names, toldStrategies);
            // The first message is due at once; later, silence is broken by one without replicas.
            if (Interlocked.Exchange(ref signIsDue, false) || !part.IsEmpty || isNews)
            {
                await watcher.WriteAsync(ToUpdate(sequence++, part, memory, isNews ? names : []), cancellationToken);
                toldStrategies = names;
                told = ReferenceEquals(part, whole) ? current : part.After(told);
            }

            if (ReferenceEquals(part, whole))
            {
                await Task.Delay(_options.MinInterval, clock, cancellationToken);
                await changed.WaitAsync(cancellationToken);
            }
        }

        void Beat(object? _)
        {
            Volatile.Write(ref signIsDue, true);
            changed.Wake();
        }
    }

    private FleetUpdate ToUpdate(ulong sequence, FleetChange change, WatcherMemory memory, IReadOnlyList<string> news)
    {
        memory.Forget(change.Removed);
        var update = WorkerMapping.ToUpdate(me(), sequence, change, memory.Tell, fleet.ObservedAt, clock.GetUtcNow());
        update.Strategies.Add(news);
        return update;
    }
}
