using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Ownership;

/// <summary>One round over the replicas of this worker: renew what is held, claim what is free, notice what is lost.</summary>
internal sealed partial class LeaseRounds(
    IOptions<EnsembleWorkerOptions> options,
    Func<Owner> me,
    LeaseStore store,
    HeldLeases held,
    TimeProvider clock,
    ILogger<LeaseRounds> logger
) : IDisposable
{
    private readonly LeaseOptions _options = options.Value.Leases;
    private readonly Standby _standby = new(options.Value.Leases.StandbyWait);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <param name="wishes">Asked once it is this round's turn: what was given back before must not be claimed again.</param>
    /// <param name="cancellationToken">Ends the round.</param>
    public async Task<LeaseRound> RunAsync(Func<IReadOnlyList<LeaseWish>> wishes, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync(wishes(), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Gives leases back, so that another worker can claim at once.</summary>
    public async Task ReleaseAsync(IReadOnlyCollection<string> replicas, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await GiveBackAsync(replicas, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<LeaseRound> RunAsync(IReadOnlyList<LeaseWish> wishes, CancellationToken cancellationToken)
    {
        var round = new LeaseRound();
        if (wishes.Count == 0)
        {
            return round;
        }

        var rows = await store.ReadAsync([.. wishes.Select(wish => wish.Replica)], cancellationToken);
        var known = rows
            .Values.Where(IsMine)
            .ToDictionary(row => row.Replica, row => row.Epoch, StringComparer.Ordinal);
        if (known.Count > 1)
        {
            // First what is served already, all at once: a thousand claims must not make renewals late.
            round = new LeaseRound(await RenewAsync(known, cancellationToken), null);
            rows = await store.ReadAsync(
                [.. wishes.Select(wish => wish.Replica).Except(known.Keys)],
                cancellationToken
            );
            wishes = [.. wishes.Where(wish => !known.ContainsKey(wish.Replica))];
        }

        foreach (var wish in wishes)
        {
            var (isChanged, freeAt) = await RunAsync(wish, rows.GetValueOrDefault(wish.Replica), cancellationToken);
            round = new LeaseRound(round.IsChanged || isChanged, Earlier(round.NextFreeAt, freeAt));
        }

        return round;
    }

    private bool IsMine(LeaseRow row) => ToLease(row).Owner == me() && row.Epoch == held.Known(row.Replica)?.Epoch;

    /// <returns>True when something is served again that had run out.</returns>
    private async Task<bool> RenewAsync(IReadOnlyDictionary<string, long> epochs, CancellationToken cancellationToken)
    {
        var wasServing = epochs.Keys.All(replica => held.Find(replica) is not null);
        var expiresAt = clock.GetUtcNow() + _options.Duration;
        var renewed = await store.RenewAsync(epochs, me(), expiresAt, cancellationToken);
        foreach (var replica in renewed)
        {
            held.Set(replica, new HeldLease(epochs[replica], expiresAt));
        }

        // Whoever is missing was taken in between; the next round says by whom.
        return !wasServing && renewed.Count > 0;
    }

    private async Task GiveBackAsync(IReadOnlyCollection<string> replicas, CancellationToken cancellationToken)
    {
        var rows = await store.ReadAsync(replicas, cancellationToken);
        foreach (var (replica, row) in rows)
        {
            var epoch = held.Known(replica)?.Epoch;
            held.Remove(replica);
            if (row.Epoch == epoch && ToLease(row).Owner == me())
            {
                var released = new Lease(me(), row.Epoch, LeaseRule.Released);
                await store.TryWriteAsync(row, replica, released, cancellationToken);
                LogReleased(replica, row.Epoch);
            }
        }
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other : one;

    private async Task<LeaseRound> RunAsync(LeaseWish wish, LeaseRow? row, CancellationToken cancellationToken)
    {
        var replica = wish.Replica;
        var known = held.Known(replica)?.Epoch;
        var now = clock.GetUtcNow();
        var decision = LeaseRule.Decide(row is null ? null : ToLease(row), me(), known, now, _options.ClockSkew);
        switch (_standby.HoldBack(wish, decision, now))
        {
            case LeaseDecision.Renew renew:
                return new(await RenewAsync(replica, row, renew.Epoch, now, cancellationToken), null);
            case LeaseDecision.Claim claim:
                return new(await ClaimAsync(replica, row, claim.Epoch, now, cancellationToken), null);
            case LeaseDecision.Lost lost:
                held.Remove(replica);
                LogLost(replica, lost.To.Worker, lost.To.Address);
                return new(true, null);
            case LeaseDecision.Wait wait:
                return new(false, wait.Until);
            default:
                throw new InvalidOperationException("A lease is claimed, renewed, lost or waited for.");
        }
    }

    private async Task<bool> RenewAsync(
        string replica,
        LeaseRow? row,
        long epoch,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var wasServing = held.Find(replica) is not null;
        return await WriteAsync(replica, row, epoch, now, cancellationToken) && !wasServing;
    }

    private async Task<bool> ClaimAsync(
        string replica,
        LeaseRow? row,
        long epoch,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (!await WriteAsync(replica, row, epoch, now, cancellationToken))
        {
            return false;
        }

        LogClaimed(replica, epoch, row?.Worker ?? "nobody");
        return true;
    }

    // The expiry counts from before the write: a slow database makes a lease shorter here, never longer.
    private async Task<bool> WriteAsync(
        string replica,
        LeaseRow? row,
        long epoch,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var lease = new Lease(me(), epoch, now + _options.Duration);
        if (!await store.TryWriteAsync(row, replica, lease, cancellationToken))
        {
            return false;
        }

        held.Set(replica, new HeldLease(epoch, lease.ExpiresAt));
        return true;
    }

    private static Lease ToLease(LeaseRow row) => new(new Owner(row.Worker, row.Address), row.Epoch, row.ExpiresAt);

    [LoggerMessage(3101, LogLevel.Information, "Owns replica {Replica} from now on, epoch {Epoch}; before: {Before}.")]
    private partial void LogClaimed(string replica, long epoch, string before);

    [LoggerMessage(3102, LogLevel.Warning, "Replica {Replica} was taken over by {Worker} at {Address}.")]
    private partial void LogLost(string replica, string worker, string address);

    [LoggerMessage(3103, LogLevel.Information, "Gave replica {Replica} back, epoch {Epoch}.")]
    private partial void LogReleased(string replica, long epoch);
}
