namespace Orchestrator.Simulation.Replay;

/// <summary>
/// The way of each request from its arrival to its end: the policy is asked, and its hosts are tried one after another,
/// with production's budget of attempts, routings and time.
/// </summary>
internal sealed class RequestWalk(ReplayLoop loop, ReplayHost[] hosts, IReplayPolicy policy)
{
    private readonly Dictionary<long, Flight> _underWay = [];

    /// <summary>Requests that have had no end yet.</summary>
    public int UnderWay => _underWay.Count;

    /// <summary>It has just arrived.</summary>
    public void Begin(Flight call)
    {
        _underWay.Add(call.Request.Number, call);
        TryNext(call);
    }

    public void Completed(Flight call, int host)
    {
        _underWay.Remove(call.Request.Number);
        policy.Ended(call.Request, host, AttemptOutcome.Completed);
        loop.Observer.Completed(
            new CompletedRequest(
                call.Request,
                host,
                // The last token is out, so the first one is.
                call.FirstTokenAt!.Value
                    - VirtualClock.Start
                    - call.Request.At,
                loop.Clock.Elapsed - call.Request.At,
                loop.Clock.Elapsed,
                call.CachedTokens
            )
        );
    }

    public void Failed(Flight call, int host, AttemptOutcome outcome)
    {
        call.Fail(host);
        policy.Ended(call.Request, host, outcome);
        TryNext(call);
    }

    private void TryNext(Flight call)
    {
        while (MayTry(call))
        {
            if (call.NextChoice < call.Choices.Count)
            {
                call.Host = call.Choices[call.NextChoice++];
                policy.Sent(call.Request, call.Host);
                hosts[call.Host].Take(call);
                return;
            }

            if (call.Routings++ >= loop.Timing.RoutingsMax)
            {
                break;
            }

            (call.Choices, call.NextChoice) = (policy.Choose(call.Request, call.Failed), 0);
            if (call.Choices.Count == 0)
            {
                break;
            }
        }

        Refuse(call);
    }

    private bool MayTry(Flight call) =>
        call.Failed.Count < loop.Timing.AttemptsMax && loop.Clock.Elapsed - call.Request.At <= loop.Timing.RetryWithin;

    /// <summary>If it still has no token, nobody waits for it any more.</summary>
    public void GiveUp(long number)
    {
        if (_underWay.TryGetValue(number, out var call) && hosts[call.Host].GiveUp(call))
        {
            policy.Ended(call.Request, call.Host, AttemptOutcome.Failed);
            Refuse(call);
        }
    }

    private void Refuse(Flight call)
    {
        _underWay.Remove(call.Request.Number);
        loop.Observer.Refused(loop.Clock.Elapsed, call.Request);
    }
}
