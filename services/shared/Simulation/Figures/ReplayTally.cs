using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Figures;

/// <summary>Works out the figures of one replay while it runs, in constant memory.</summary>
public sealed class ReplayTally(Fleet fleet, Deadline? deadline) : IReplayObserver
{
    private readonly LogHistogram _firstToken = new();
    private readonly LogHistogram _total = new();
    private readonly TenantTally _tenants = new();
    private readonly BestAlone _alone = new(fleet);
    private readonly HostTally[] _hosts = [.. fleet.Hosts.Select(host => new HostTally(host.Name))];
    private TimeSpan _end;
    private TimeSpan _over;
    private TimeSpan _loading;
    private long _requests;
    private long _completed;
    private long _inTime;
    private long _promptTokens;
    private long _cachedTokens;
    private long _outputTokens;
    private long _swaps;

    public void Arrived(TimeSpan at, Arrival request) => _requests++;

    public void LoadStarted(TimeSpan at, int host, string model, TimeSpan duration)
    {
        _swaps++;
        _loading += duration;
        _hosts[host].LoadStarted();
    }

    public void HostChanged(TimeSpan at, int host, HostState state, int queued) =>
        _hosts[host].Changed(at, state, queued);

    public void Completed(CompletedRequest done)
    {
        _completed++;
        (_end, _over) = (done.EndedAt, done.EndedAt);
        _promptTokens += done.Request.Prompt.Tokens;
        _cachedTokens += done.CachedTokens;
        _outputTokens += done.Request.OutputTokens;
        _firstToken.Add(done.FirstToken.TotalSeconds);
        _total.Add(done.Total.TotalSeconds);
        _inTime += done.FirstToken <= deadline?.FirstToken && done.Total <= deadline?.Total ? 1 : 0;
        _hosts[done.Host].Completed(done.Request.Prompt.Tokens + done.Request.OutputTokens);
        var alone = _alone.Seconds(
            done.Request.Model,
            done.Request.Prompt.Tokens - done.CachedTokens,
            done.Request.OutputTokens
        );
        _tenants.Add(done.Request.Tenant, alone / done.Total.TotalSeconds);
    }

    public void Refused(TimeSpan at, Arrival request)
    {
        _over = at;
        _firstToken.AddEndless();
        _total.AddEndless();
        _tenants.Add(request.Tenant, 0);
    }

    public ReplayFigures Figures(double idealTokensPerSecond = 0) =>
        new()
        {
            Requests = _requests,
            Completed = _completed,
            Refused = _requests - _completed,
            FirstToken = Quantiles.Of(_firstToken),
            Total = Quantiles.Of(_total),
            Seconds = _end.TotalSeconds,
            TokensPerSecond = _end > TimeSpan.Zero ? (_promptTokens + _outputTokens) / _end.TotalSeconds : 0,
            IdealTokensPerSecond = idealTokensPerSecond,
            Swaps = _swaps,
            LoadSeconds = _loading.TotalSeconds,
            Goodput = deadline is null ? null : Share(_inTime, _requests),
            Fairness = _tenants.Jain(),
            LeastTenant = _tenants.Least(),
            CachedShare = Share(_cachedTokens, _promptTokens),
            Hosts = [.. _hosts.Select(host => host.Figures(_end, _over))],
        };

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
