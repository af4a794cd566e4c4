using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Runs.Lease;
using Orchestrator.EnsembleWorker.Runs.Watching;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>Takes a run up: a place on this worker, then the lease. From then on the run goes on by itself.</summary>
internal sealed partial class RunIntake(
    RunSlots slots,
    HeldRuns held,
    RunStore store,
    RunLeaseStore leases,
    RunPool pool,
    Serving serving,
    RunningWork work,
    Func<Owner> me,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock,
    RunTelemetry telemetry,
    ILogger<RunIntake> logger
)
{
    private readonly LeaseOptions _leases = options.Value.Leases;
    private readonly RunsOptions _options = options.Value.Runs;

    /// <returns>False when the run is finished, held, unknown, or there is no place for it in time.</returns>
    public async Task<bool> TryTakeAsync(string runId, TimeSpan wait, CancellationToken cancellationToken)
    {
        await serving.WaitAsync(cancellationToken);
        var slot = await slots.TryTakeAsync(wait, cancellationToken);
        if (slot is null)
        {
            LogNoSlot(runId);
            return false;
        }

        return await TryTakeAsync(runId, slot, IsToWork, cancellationToken);
    }

    /// <summary>Takes a run that only has to be ended or paused, if that is so: that needs no place.</summary>
    public Task<bool> TryTakeToEndAsync(string runId, CancellationToken cancellationToken) =>
        TryTakeAsync(runId, NoSlot.Instance, IsToEnd, cancellationToken);

    private static bool IsToWork(RunRow run, DateTimeOffset now) => RunStates.Open.Contains(run.State);

    private bool IsToEnd(RunRow run, DateTimeOffset now) =>
        !RunStates.IsFinished(run.State)
        && (
            run.StopRequested
            || RunTime.PausedTooLong(run, now, _options.Retention.PausedPeriod)
            || (run.State != RunStates.Paused && run.PauseRequested)
            || (run.State == RunStates.Queued && run.DeadlineAtMs <= now.ToUnixTimeMilliseconds())
        );

    private async Task<bool> TryTakeAsync(
        string runId,
        IDisposable slot,
        Func<RunRow, DateTimeOffset, bool> isWanted,
        CancellationToken cancellationToken
    )
    {
        if (work.IsStopping || !held.TryReserve(runId))
        {
            slot.Dispose();
            return false;
        }

        HeldRun? run = null;
        try
        {
            run = await ClaimAsync(runId, isWanted, cancellationToken);
        }
        finally
        {
            if (run is null)
            {
                held.Remove(runId);
                slot.Dispose();
            }
        }

        if (run is not null)
        {
            held.Set(run);
            pool.Start(run, slot);
        }

        return run is not null;
    }

    private async Task<HeldRun?> ClaimAsync(
        string runId,
        Func<RunRow, DateTimeOffset, bool> isWanted,
        CancellationToken cancellationToken
    )
    {
        var row = await store.FindAsync(runId, cancellationToken);
        var now = clock.GetUtcNow();
        if (row is null || !isWanted(row, now) || !RunLeaseRule.IsFree(row, me(), now, _leases.ClockSkew))
        {
            return null;
        }

        // The expiry counts from before the write: a slow database makes a lease shorter here, never longer.
        var expiresAt = now + _leases.Duration;
        if (!await leases.TryClaimAsync(row, me(), now, expiresAt, cancellationToken))
        {
            return null;
        }

        if (row.Worker.Length > 0)
        {
            telemetry.TakenOver();
            LogTakenOver(runId, row.Epoch + 1, row.Worker);
        }

        var epoch = row.Epoch + 1;
        row.StartedAtMs ??= now.ToUnixTimeMilliseconds();
        row.Takeovers = RunLeaseStore.Takeovers(row);
        var live = new LiveRun(runId, epoch, row.LastSequence + 1, _options.Watch, clock);
        return new HeldRun(row, epoch, expiresAt, live, clock);
    }

    private sealed class NoSlot : IDisposable
    {
        public static readonly NoSlot Instance = new();

        public void Dispose() { }
    }

    [LoggerMessage(3401, LogLevel.Debug, "Run {RunId}: no place in time, it is left to others.")]
    private partial void LogNoSlot(string runId);

    [LoggerMessage(3402, LogLevel.Information, "Run {RunId} is taken over, epoch {Epoch}; before: '{Before}'.")]
    private partial void LogTakenOver(string runId, long epoch, string before);
}
