namespace Orchestrator.Profiler.Probing.Scheduling;

/// <summary>What the end of a probe changes. Pure.</summary>
internal static class ProbeEnd
{
    /// <returns>The score as well when the probe answered the last question of its unit.</returns>
    public static (ProbeState State, ProbeScore? Score) Apply(
        ProbeState state,
        ProbeOrder order,
        ProbeOutcome outcome,
        DateTimeOffset now,
        ProbingOptions options
    )
    {
        var charged = Charge(ProbeBudget.OnDayOf(state, now), order.Replica.Name, outcome);
        return outcome is ProbeOutcome.Answered answered
            ? Advance(Trust(charged, order), order, answered, now)
            : (Wait(charged, order, outcome, now, options), null);
    }

    private static ProbeState Charge(ProbeState state, string replica, ProbeOutcome outcome)
    {
        var spent = new Spent(outcome.Tokens, outcome.Duration.TotalSeconds);
        return state with
        {
            Running = state.Running.Remove(replica),
            Used = state.Used.SetItem(replica, state.Used.GetValueOrDefault(replica, Spent.Nothing).Plus(spent)),
        };
    }

    private static ProbeState Trust(ProbeState state, ProbeOrder order) =>
        state with
        {
            Pauses = state.Pauses.Remove(order.Replica.Name),
            Failures = state.Failures.Remove((order.Replica.Name, order.Model.Digest)),
        };

    private static ProbeState Wait(
        ProbeState state,
        ProbeOrder order,
        ProbeOutcome outcome,
        DateTimeOffset now,
        ProbingOptions options
    )
    {
        var replica = order.Replica.Name;
        var inARow = (state.Pauses.TryGetValue(replica, out var pause) ? pause.InARow : 0) + 1;
        var wait = options.Pause * Math.Pow(2, Math.Min(inARow - 1, 30));
        var key = (replica, order.Model.Digest);
        return state with
        {
            Pauses = state.Pauses.SetItem(
                replica,
                new Pause(inARow, now + (wait < options.PauseMax ? wait : options.PauseMax))
            ),
            // Giving way is not the model's fault.
            Failures =
                outcome is ProbeOutcome.Failed
                    ? state.Failures.SetItem(key, state.Failures.GetValueOrDefault(key) + 1)
                    : state.Failures,
        };
    }

    private static (ProbeState State, ProbeScore? Score) Advance(
        ProbeState state,
        ProbeOrder order,
        ProbeOutcome.Answered answered,
        DateTimeOffset now
    )
    {
        if (order is not ProbeOrder.Ask ask)
        {
            var key = (order.Replica.Name, order.Model.Digest);
            var stages = state.Measured.GetValueOrDefault(key) + 1;
            return (state with { Measured = state.Measured.SetItem(key, stages) }, null);
        }

        var before = state.Begun.GetValueOrDefault(ask.Unit, Progress.Nothing);
        var progress = new Progress(
            before.Asked.Add(ask.Question.Id),
            before.Correct + (answered.IsRight == true ? 1 : 0),
            before.GuessSum + ask.Question.GuessRate
        );
        return progress.Asked.Count < ask.QuestionCount
            ? (state with { Begun = state.Begun.SetItem(ask.Unit, progress) }, null)
            : Finish(state, ask, progress, now);
    }

    private static (ProbeState State, ProbeScore? Score) Finish(
        ProbeState state,
        ProbeOrder.Ask ask,
        Progress progress,
        DateTimeOffset now
    )
    {
        var unit = ask.Unit;
        var total = progress.Asked.Count;
        var score = new ProbeScore(
            unit.Digest,
            unit.Task,
            unit.Language,
            unit.Version,
            progress.Correct,
            total,
            progress.GuessSum / total,
            ask.Replica.IsSimulated,
            now
        );
        return (state with { Begun = state.Begun.Remove(unit), Finished = state.Finished.SetItem(unit, now) }, score);
    }
}
