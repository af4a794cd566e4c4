using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Replay;

/// <summary>What follows from what the host has decided.</summary>
internal sealed partial class ReplayHost
{
    private void Do(HostAction action)
    {
        switch (action)
        {
            case HostAction.StartLoad load:
                _loop.Plan(_clock.Now + load.Duration, ReplayEventKind.LoadEnded, Index, load.LoadId);
                _loop.Observer.LoadStarted(_clock.Elapsed, Index, load.Model, load.Duration);
                break;
            case HostAction.Start start when ColdLoad.IsIdOfOne(start.RequestId):
                Owner.Loaded(start.RequestId);
                break;
            case HostAction.Start start:
                _running.Start(Owner.Find(start.RequestId), start.CachedTokens);
                break;
            case HostAction.Refuse refused:
                Lose(refused.RequestId, AttemptOutcome.Busy);
                break;
            case HostAction.Fail failed:
                Lose(failed.RequestId, AttemptOutcome.Failed);
                break;
        }
    }

    private void Lose(long id, AttemptOutcome outcome)
    {
        if (ColdLoad.IsIdOfOne(id))
        {
            Owner.LoadLost(id, outcome);
            return;
        }

        var call = Owner.Find(id);
        _running.Remove(call);
        Owner.Fail(call, outcome);
    }

    private void End(Flight call)
    {
        _running.Remove(call);
        Post(new HostEvent.Ended(call.Request.Number, RequestEnd.Finished));
        Owner.Release(call);
        _loop.Requests.Completed(call, Index);
    }

    /// <summary>After a change: new rates, new plans, a report, and whoever watches is told.</summary>
    private void Settle()
    {
        _plan++;
        var (end, expiry) = (_running.Repace(State), State.NextExpiry);
        if ((end < expiry || expiry is null ? end : expiry) is { } due)
        {
            _loop.Plan(due < _clock.Now ? _clock.Now : due, ReplayEventKind.HostDue, Index, _plan);
        }

        if (Owner.Rules.NextExpiry is { } tooLong)
        {
            _loop.Plan(tooLong, ReplayEventKind.OwnerDue, Index, _plan);
        }

        Reports.Changed();
        _loop.Observer.HostChanged(_clock.Elapsed, Index, State, Owner.Rules.Queued);
    }
}
