using Microsoft.Extensions.Options;
using Orchestrator.Profiler.Probing.Scheduling;

namespace Orchestrator.Profiler.Probing;

/// <summary>The schedule's state for one term of leadership, shared by the round and the probes that end.</summary>
internal sealed class ProbeDesk(ProbeState start, IOptions<ProbingOptions> options, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly ProbeSchedule _schedule = new(options.Value, ProbeQuestions.All);
    private ProbeState _state = start;

    public void Observe(ProbeFacts facts)
    {
        lock (_gate)
        {
            _state = ProbeSchedule.Observe(_state, facts, clock.GetUtcNow());
        }
    }

    /// <returns>Null when there is nothing to do now.</returns>
    public ProbeOrder? Next(ProbeFacts facts)
    {
        lock (_gate)
        {
            (_state, var order) = _schedule.Next(_state, facts, clock.GetUtcNow());
            return order;
        }
    }

    public ProbeScore? End(ProbeOrder order, ProbeOutcome outcome)
    {
        lock (_gate)
        {
            (_state, var score) = ProbeEnd.Apply(_state, order, outcome, clock.GetUtcNow(), options.Value);
            return score;
        }
    }

    /// <returns>True when the wish is fulfilled, or so old that it is given up.</returns>
    public bool Take(ProbeWish wish)
    {
        lock (_gate)
        {
            var asked = _state.Ask(wish.Digest, wish.At, options.Value).AskSpeed(wish.Replica, wish.Digest, wish.At);
            var isOver =
                clock.GetUtcNow() - wish.At >= options.Value.RequestKeep
                || (
                    _schedule.IsComplete(_state, wish.Digest, wish.At)
                    && ProbeSchedule.IsMeasured(asked, wish.Replica, wish.Digest)
                );
            _state = isOver ? _state.Forget(wish.Replica, wish.Digest, wish.At) : asked;
            return isOver;
        }
    }
}
