using System.Text;
using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.EnsembleWorker.Measurement;
using Orchestrator.EnsembleWorker.Measurement.Calls;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Probing;

/// <summary>
/// Measurements on replicas that have nothing else to do. One never waits, and ends as soon as real work comes: nothing
/// of it, not even a load that it began, goes on then.
/// </summary>
internal sealed class Probes(
    ReplicaGate gate,
    FleetMeasures measures,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock
)
{
    private readonly ProbingOptions _options = options.Value.Probing;

    /// <exception cref="CallFailedException">Busy, preempted, not loaded, or it took too long.</exception>
    public async Task<ProbeAnswer> RunAsync(ProbeOrder order, CancellationToken cancellationToken)
    {
        using var entry = await gate.ProbeAsync(order.Target);
        using var limit = new CancellationTokenSource(_options.TimeLimit, clock);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken,
            entry.Preempted,
            limit.Token
        );
        try
        {
            await PrepareAsync(entry.Replica, order, any.Token);
            return await AskAsync(entry.Replica, order.Call, any.Token);
        }
        // Whatever the cancellation broke, it was no fault of the replica's.
        catch (Exception) when (any.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw entry.Preempted.IsCancellationRequested
                ? new CallFailedException(CallFailure.Preempted, $"Real work came to replica '{entry.Replica.Name}'.")
                : new CallFailedException(CallFailure.ProbeTimedOut, $"The probe took over {_options.TimeLimit}.");
        }
    }

    private async Task PrepareAsync(FleetReplica replica, ProbeOrder order, CancellationToken cancellationToken)
    {
        var model = order.Call.Model;
        if (replica.Client.Memory is not { } memory || replica.Find(model)?.Loaded is not null)
        {
            return;
        }

        if (!order.AllowLoad)
        {
            throw new CallFailedException(CallFailure.ModelNotLoaded, $"Model '{model}' is not in memory.");
        }

        var since = clock.GetTimestamp();
        var keepAlive = KeepAlive.For(options.Value.Generation.KeepAlive);
        await memory.LoadAsync(model, keepAlive, options: null, cancellationToken);
        measures.Loaded(replica, model, clock.GetElapsedTime(since));
        replica.LookSoon();
    }

    // No keep-alive and no context are sent: what is loaded stays as it is, and its turn to be evicted too.
    private async Task<ProbeAnswer> AskAsync(FleetReplica replica, ChatCall call, CancellationToken cancellationToken)
    {
        var most = Math.Min(call.Options.NumPredict ?? int.MaxValue, _options.MaxOutputTokens);
        var bounded = call with { KeepAlive = null, Options = call.Options with { NumPredict = most, NumCtx = null } };
        using var meter = measures.Begin(replica, call.Model, PromptPrints.Of(call), isProbe: true);
        try
        {
            return await ReadAsync(replica, bounded, meter, cancellationToken);
        }
        catch (InferenceException exception)
        {
            meter.Failed(exception.Error);
            throw;
        }
    }

    private async Task<ProbeAnswer> ReadAsync(
        FleetReplica replica,
        ChatCall call,
        CallMeter meter,
        CancellationToken cancellationToken
    )
    {
        var content = new StringBuilder();
        var calledTools = false;
        ChatDelta.Finished? last = null;
        await foreach (var delta in replica.Client.ChatAsync(call, cancellationToken))
        {
            meter.FirstPiece();
            calledTools |= delta is ChatDelta.ToolCalls;
            if (delta is ChatDelta.Text text && content.Length < _options.MaxAnswerCharacters)
            {
                content.Append(text.Value.AsSpan(0, Math.Min(text.Value.Length, Room(content))));
            }
            else if (delta is ChatDelta.Finished finished)
            {
                last = finished;
                meter.Finished(finished.Usage, finished.Timings);
            }
        }

        // Either it ends with that or it has thrown.
        return new ProbeAnswer(content.ToString(), last!, calledTools, clock.GetUtcNow());
    }

    private int Room(StringBuilder content) => _options.MaxAnswerCharacters - content.Length;
}
