namespace Orchestrator.Profiler.Probing.Scheduling;

/// <summary>What probes may still cost today. What runs counts at what was set aside for it.</summary>
internal static class ProbeBudget
{
    /// <summary>Tokens that are set aside for a prompt; no question and no measurement is longer.</summary>
    private const int PromptTokens = 4_000;

    /// <summary>A day's use ends with the day (UTC).</summary>
    public static ProbeState OnDayOf(ProbeState state, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return state.Day == today ? state : state with { Day = today, Used = state.Used.Clear() };
    }

    /// <summary>What is set aside for an order until it has ended.</summary>
    public static Spent For(ProbeOrder order, ProbingOptions options) =>
        new(order.TokensMax + PromptTokens, options.CallLimit.TotalSeconds);

    public static bool Allows(ProbeState state, string replica, Spent more, ProbingOptions options)
    {
        var here = state.Used.GetValueOrDefault(replica, Spent.Nothing).Plus(more);
        var all = state
            .Used.Values.Concat(state.Running.Values.Select(run => run.Reserved))
            .Aggregate(more, (sum, spent) => sum.Plus(spent));
        return here.Tokens <= options.TokensPerReplicaAndDay
            && here.Seconds <= options.SecondsPerReplicaAndDay
            && all.Tokens <= options.TokensPerDay
            && all.Seconds <= options.SecondsPerDay;
    }
}
