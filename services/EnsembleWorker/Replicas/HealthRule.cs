namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>
/// How well a replica serves. Pure: <c>(state, event, now) → state</c>. Each change takes several signs in a row, in both
/// directions, so that looks that go now this way and now that way change nothing. Certain at once are only the first
/// look, the version, and what somebody asked for.
/// </summary>
internal static class HealthRule
{
    public static HealthState Step(HealthState state, HealthEvent happened, DateTimeOffset now, HealthOptions options)
    {
        state = happened switch
        {
            HealthEvent.LookGood => Reached(state, good: true, options),
            HealthEvent.LookSlow slow => Slow(Reached(state, good: false, options), slow, options),
            HealthEvent.LookHalf half => Half(Reached(state, good: false, options), half, options),
            HealthEvent.LookFailed failed => Failed(state, failed.Reason, options),
            HealthEvent.VersionSeen seen => state with { Outdated = WhyOutdated(seen) },
            HealthEvent.CallSucceeded => Succeeded(state, options),
            HealthEvent.CallFailed failed => CallFailed(state, failed.Cause, now, options),
            HealthEvent.CallBusy => Busy(state, now, options),
            HealthEvent.DrainAsked drain => state with { Drain = drain.Reason },
            HealthEvent.DrainEnded => state with { Drain = null },
            _ => state,
        };
        return Forget(state, now, options);
    }

    private static HealthState Failed(HealthState state, HealthReason reason, HealthOptions options)
    {
        var runs = new LookRuns(Failed: Next(state.Looks.Failed), 0, 0, 0, 0);
        // One that never answered is not given the benefit of the doubt.
        var isGone =
            !state.IsKnown || state.Unreachable is not null || runs.Failed >= options.FailedLooksUntilUnreachable;
        // The reason may change while it is gone: a host that is up again refuses before it answers. Its words alone are
        // no change.
        var why = state.Unreachable?.Code == reason.Code ? state.Unreachable : reason;
        return state with { IsKnown = true, Looks = runs, Unreachable = isGone ? why : null };
    }

    private static HealthState Reached(HealthState state, bool good, HealthOptions options)
    {
        var looks = state.Looks;
        var runs = looks with
        {
            Failed = 0,
            Reached = Next(looks.Reached),
            Half = good ? 0 : looks.Half,
            Slow = good ? 0 : looks.Slow,
            Good = good ? Next(looks.Good) : 0,
        };
        return state with
        {
            IsKnown = true,
            Looks = runs,
            Unreachable = runs.Reached >= options.GoodLooksUntilReachable ? null : state.Unreachable,
            PoorLooks = runs.Good >= options.GoodLooksUntilHealthy ? null : state.PoorLooks,
        };
    }

    private static HealthState Slow(HealthState state, HealthEvent.LookSlow slow, HealthOptions options)
    {
        var runs = state.Looks with { Slow = Next(state.Looks.Slow) };
        var isSlow = runs.Slow >= options.SlowLooksUntilDegraded && state.PoorLooks is null;
        var reason = new HealthReason(HealthCodes.Slow, $"A look at it took {slow.Elapsed.TotalSeconds:0.0} s.");
        return state with { Looks = runs, PoorLooks = isSlow ? reason : state.PoorLooks };
    }

    private static HealthState Half(HealthState state, HealthEvent.LookHalf half, HealthOptions options)
    {
        var runs = state.Looks with { Half = Next(state.Looks.Half) };
        var reason = new HealthReason(HealthCodes.HalfAnswer, half.Missing);
        return state with
        {
            Looks = runs,
            PoorLooks = runs.Half >= options.HalfLooksUntilDegraded ? state.PoorLooks ?? reason : state.PoorLooks,
        };
    }

    private static HealthReason? WhyOutdated(HealthEvent.VersionSeen seen) =>
        OllamaVersion.IsOlder(seen.Version, seen.Min)
            ? new(HealthCodes.TooOld, $"It is version {seen.Version}; at least {seen.Min} is needed.")
            : null;

    private static HealthState Succeeded(HealthState state, HealthOptions options)
    {
        var runs = new CallRuns(0, Succeeded: Next(state.Calls.Succeeded), 0);
        var isFine = runs.Succeeded >= options.GoodCallsUntilHealthy;
        return state with
        {
            Calls = runs,
            FailingCalls = isFine ? null : state.FailingCalls,
            Overloaded = isFine ? null : state.Overloaded,
        };
    }

    private static HealthState CallFailed(HealthState state, string cause, DateTimeOffset now, HealthOptions options)
    {
        var runs = new CallRuns(Failed: Next(state.Calls.Failed), 0, 0);
        var reason = new HealthReason(HealthCodes.CallsFailing, $"Calls fail in a row, the last one with {cause}.");
        return state with
        {
            Calls = runs,
            FailedCallAt = now,
            FailingCalls =
                runs.Failed >= options.FailedCallsUntilDegraded ? state.FailingCalls ?? reason : state.FailingCalls,
        };
    }

    // Neither a success nor a failure: whoever is asked too much is not broken.
    private static HealthState Busy(HealthState state, DateTimeOffset now, HealthOptions options)
    {
        var runs = state.Calls with { Busy = Next(state.Calls.Busy) };
        var reason = new HealthReason(HealthCodes.ServerBusy, "It says that it has too much to do.");
        return state with
        {
            Calls = runs,
            BusyAt = now,
            Overloaded = runs.Busy >= options.BusyAnswersUntilBusy ? reason : state.Overloaded,
        };
    }

    // Who gets no calls any more cannot prove by calls that it is well again.
    private static HealthState Forget(HealthState state, DateTimeOffset now, HealthOptions options)
    {
        if (now - state.FailedCallAt >= options.FailedCallsMemory)
        {
            state = state with { FailingCalls = null, Calls = state.Calls with { Failed = 0 } };
        }

        return now - state.BusyAt >= options.BusyMemory
            ? state with
            {
                Overloaded = null,
                Calls = state.Calls with { Busy = 0 },
            }
            : state;
    }

    // Counted no further than any limit reaches: an equal state is an equal record.
    private static int Next(int run) => Math.Min(run + 1, HealthOptions.MaxSigns);
}
