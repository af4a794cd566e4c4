using Microsoft.Extensions.Options;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Profiler.Leadership;

/// <summary>This profiler's part in the lease: one look at it at a time, and what came of the last one.</summary>
internal sealed partial class LeaderSeat(
    LeaderStore store,
    IOptions<LeadershipOptions> options,
    IdSource ids,
    TimeProvider clock,
    ILogger<LeaderSeat> logger
) : ILeader
{
    private readonly LeadershipOptions _options = options.Value;
    private readonly string _me = ids.NextText();
    private long _leadsUntil = DateTimeOffset.MinValue.UtcTicks;

    /// <summary>Ends with the lease, whatever happens to the database: a leader that cannot renew stops in time.</summary>
    public bool IsLeader => clock.GetUtcNow().UtcTicks < Volatile.Read(ref _leadsUntil);

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        // The expiry counts from before the reads and writes: a slow database makes a lease shorter here, never longer.
        var now = clock.GetUtcNow();
        var row = await store.ReadAsync(cancellationToken);
        var term = LeaderRule.Decide(LeaderStore.ToLease(row), _me, now, _options.ClockSkew) switch
        {
            LeaderDecision.Claim claim => claim.Term,
            LeaderDecision.Renew renew => renew.Term,
            _ => 0,
        };
        var wasLeader = IsLeader;
        var lease = new LeaderLease(_me, term, now + _options.Duration);
        var leads = term > 0 && await store.TryWriteAsync(row, lease, cancellationToken);
        Volatile.Write(ref _leadsUntil, leads ? lease.ExpiresAt.UtcTicks : DateTimeOffset.MinValue.UtcTicks);
        if (leads != wasLeader)
        {
            LogLeads(leads, term);
        }
    }

    /// <summary>Gives the lease back, so that another profiler leads at once.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _leadsUntil, DateTimeOffset.MinValue.UtcTicks);
        if (await store.ReadAsync(cancellationToken) is { } row && row.Holder == _me)
        {
            await store.TryWriteAsync(row, new LeaderLease(_me, row.Term, LeaderRule.Released), cancellationToken);
        }
    }

    [LoggerMessage(3030, LogLevel.Information, "This profiler leads: {Leads} (term {Term}).")]
    private partial void LogLeads(bool leads, long term);
}
