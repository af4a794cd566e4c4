using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Measurement;
using Orchestrator.EnsembleWorker.Measurement.Calls;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.EnsembleWorker.Residency;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>One model call on one replica, from the queue to the last token. Nothing is collected, nothing retried.</summary>
internal sealed class AnswerStream(
    ReplicaGate gate,
    ColdLoads coldLoads,
    RecentLoads recent,
    FleetMeasures measures,
    WorkerMetrics metrics,
    CallWishes wishes,
    ModelUses uses,
    Func<string, ResidencyPlan?> plans,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock
)
{
    private readonly GenerationOptions _options = options.Value.Generation;

    /// <param name="order">What to do.</param>
    /// <param name="send">Takes one event at a time; the next one is read from the replica when it has returned.</param>
    /// <param name="cancellationToken">The caller's hang-up: it reaches the replica at once.</param>
    public async Task RunAsync(
        AnswerOrder order,
        Func<AnswerEvent, CancellationToken, Task> send,
        CancellationToken cancellationToken
    )
    {
        using var span = WorkerMetrics.StartStep(order);
        using var use = uses.Begin(order.Target.Replica, order.Call.Model.ToString());
        var replica = gate.FindOwned(order.Target.Replica, order.Target.Epoch);
        var print = PromptPrints.Of(order.Call);
        var density = measures.DensityOf(replica, order.Call.Model, print.Language);
        var need = ContextNeed.Of(order, replica.Find(order.Call.Model), _options, density);
        var wish = wishes.Of(replica, order, need);
        using var entry = await gate.EnterAsync(order.Target, wish, cancellationToken);
        var outcome = "failed";
        try
        {
            await AnswerAsync(entry, order, need, print, send, cancellationToken);
            outcome = "completed";
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            outcome = "cancelled";
            throw;
        }
        catch (InferenceException exception) when (exception.Error.Stage == InferenceStage.Connect)
        {
            // Nobody else looks at the replica before the next interval; routers should know sooner.
            entry.Replica.LookSoon();
            throw;
        }
        finally
        {
            metrics.Step(entry.Replica.Name, outcome);
            span?.SetTag("orchestrator.outcome", outcome);
        }
    }

    private async Task AnswerAsync(
        Entry entry,
        AnswerOrder order,
        ContextNeed need,
        PromptPrint print,
        Func<AnswerEvent, CancellationToken, Task> send,
        CancellationToken cancellationToken
    )
    {
        var since = clock.GetTimestamp();
        var load = new LoadOrder(
            order.Call.Model,
            KeepAliveOf(order),
            need.BeforeLoad(recent.ContextOf(entry.Replica, order.Call.Model))
        );
        var isLoaded = entry.IsResident || IsLoaded(entry.Replica, load);
        var loaded = await BeginAsync(
            entry,
            isLoaded ? null : load,
            () => send(new AnswerEvent.Admitted(entry.Wait, isLoaded && entry.Load is null), cancellationToken),
            cancellationToken
        );
        var context = loaded is null
            ? ContextAfterQueue(entry, need, order.Call.Model)
            : need.AfterLoad(load.ContextTokens, loaded.ContextTokens);
        var call = Settle(order.Call, load.KeepAlive, context);
        using var meter = measures.Begin(entry.Replica, call.Model, print);
        try
        {
            var loadTime = loaded?.Elapsed ?? entry.Load ?? TimeSpan.Zero;
            await RelayAsync(entry, call, loadTime, since, meter, send, cancellationToken);
        }
        catch (InferenceException exception)
        {
            meter.Failed(exception.Error);
            throw;
        }
    }

    // Said once more right after the load that was made for it; never more than that has brought, which would load it again.
    private int? ContextAfterQueue(Entry entry, ContextNeed need, ModelId model) =>
        entry.Load is not null && need.BeforeLoad(null) is not null ? recent.ContextOf(entry.Replica, model) : null;

    // What the queue has not seen yet. A context that differs makes the replica load the model again, which is as cold as
    // the first time. An endpoint whose memory nobody may steer has everything there.
    private bool IsLoaded(FleetReplica replica, LoadOrder load) =>
        replica.Client.Memory is null
        || (
            replica.Find(load.Model)?.Loaded is not null
            && load.ContextTokens is null
            && !coldLoads.IsLoading(replica, load.Model)
        );

    // The plan's keep_alive steers what the replica evicts first; what a caller says is put right at the next look.
    private KeepAlive KeepAliveOf(AnswerOrder order)
    {
        var (replica, model) = (order.Target.Replica, order.Call.Model.ToString());
        var planned = ResidencyPlan.KeepAliveOf(plans(replica), model, _options.KeepAlive);
        uses.Told(replica, model, order.Call.KeepAlive is null ? planned : ModelUse.SaidByCaller);
        return order.Call.KeepAlive ?? KeepAlive.For(planned);
    }

    /// <returns>Null when there was nothing to load.</returns>
    private async Task<LoadEnd?> BeginAsync(
        Entry entry,
        LoadOrder? load,
        Func<Task> tellAdmitted,
        CancellationToken cancellationToken
    )
    {
        if (load is not null)
        {
            return await coldLoads.LoadAsync(entry.Replica, load, entry.Slot, tellAdmitted, cancellationToken);
        }

        await tellAdmitted();
        return null;
    }

    private async Task RelayAsync(
        Entry entry,
        ChatCall call,
        TimeSpan loadTime,
        long since,
        CallMeter meter,
        Func<AnswerEvent, CancellationToken, Task> send,
        CancellationToken cancellationToken
    )
    {
        var isFirst = true;
        var calledTools = false;
        AnswerEvent.Finished? finished = null;
        await foreach (var delta in entry.Replica.Client.ChatAsync(call, cancellationToken))
        {
            if (isFirst)
            {
                metrics.FirstToken(entry.Replica.Name, call.Model.ToString(), clock.GetElapsedTime(since));
                meter.FirstPiece();
                isFirst = false;
            }

            calledTools |= delta is ChatDelta.ToolCalls;
            if (delta is ChatDelta.Finished last)
            {
                meter.Finished(last.Usage, last.Timings);
                Count(entry, call, last);
                finished = new AnswerEvent.Finished(last, last.Timings.Load + loadTime, calledTools);
            }
            else
            {
                await send(new AnswerEvent.Piece(delta), cancellationToken);
            }
        }

        // Only now: leaving the answer before its end would hang up, and the next call would need a new connection.
        if (finished is not null)
        {
            await send(finished, cancellationToken);
        }
    }

    private void Count(Entry entry, ChatCall call, ChatDelta.Finished last)
    {
        var used = new TokensUsed(last.Usage.PromptTokens, last.Usage.OutputTokens);
        entry.Slot.Use(used);
        metrics.Tokens(entry.Replica.Name, call.Model.ToString(), used.Prompt, used.Output);
    }

    private static ChatCall Settle(ChatCall call, KeepAlive keepAlive, int? contextTokens) =>
        call with
        {
            KeepAlive = keepAlive,
            Options = call.Options with { NumCtx = contextTokens },
        };
}
