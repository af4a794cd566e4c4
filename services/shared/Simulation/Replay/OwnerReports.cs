using System.Collections.Immutable;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Replay;

/// <summary>What an owner has seen of its host, and when it tells the router: each change, but not too often.</summary>
internal sealed class OwnerReports(int host, IReplayOwner owner, ReplayLoop loop)
{
    private ImmutableArray<SeenModel> _seen = [];
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private HostReport _told = HostReport.Blank(host);
    private bool _isPlanned;

    /// <summary>Context of a model that was seen in memory; null when it was not.</summary>
    public int? SeenContext(string model)
    {
        foreach (var seen in _seen)
        {
            if (seen.Name == model)
            {
                return seen.ContextTokens;
            }
        }

        return null;
    }

    public void Look(HostState state)
    {
        if (!IsSame(state))
        {
            _seen = [.. state.Runners.Values.Select(runner => new SeenModel(runner.Model.Name, runner.ContextLength))];
            Changed();
        }
    }

    public void Changed()
    {
        if (_isPlanned || IsTold())
        {
            return;
        }

        var now = loop.Clock.Now;
        var soon = now + loop.Timing.ReportDelay;
        var allowed = _last == DateTimeOffset.MinValue ? soon : _last + loop.Timing.ReportInterval;
        loop.Plan(soon > allowed ? soon : allowed, ReplayEventKind.Report, host);
        _isPlanned = true;
    }

    public HostReport Take()
    {
        _isPlanned = false;
        _last = loop.Clock.Now;
        return _told = new HostReport(host, owner.InFlight, owner.Queued, _seen)
        {
            Work = owner.Work,
            Loading = owner.Loading,
        };
    }

    private bool IsTold() => _told.Work == owner.Work && _told.Loading == owner.Loading && _told.Loaded == _seen;

    private bool IsSame(HostState state)
    {
        if (state.Runners.Count != _seen.Length)
        {
            return false;
        }

        var at = 0;
        foreach (var runner in state.Runners.Values)
        {
            var seen = _seen[at++];
            if (seen.Name != runner.Model.Name || seen.ContextTokens != runner.ContextLength)
            {
                return false;
            }
        }

        return true;
    }
}
