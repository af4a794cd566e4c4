using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Replay;

/// <summary>
/// The calls that have a slot on one host. Between two changes each goes on at a constant rate, so that only ends need an
/// event, and no token does.
/// </summary>
internal sealed class RunningCalls
{
    private readonly List<Flight> _calls = [];
    private DateTimeOffset _ranUntil = VirtualClock.Start;

    public IReadOnlyList<Flight> All => _calls;

    public void Start(Flight call, int cachedTokens)
    {
        call.Begin(cachedTokens);
        _calls.Add(call);
    }

    public bool Remove(Flight call) => _calls.Remove(call);

    /// <summary>Lets all go on until now, at the rates that held since the last change.</summary>
    /// <returns>Those that have come to their end.</returns>
    public List<Flight> RunUntil(DateTimeOffset now)
    {
        var ended = new List<Flight>();
        var span = now - _ranUntil;
        foreach (var call in _calls)
        {
            if (span > TimeSpan.Zero)
            {
                call.Run(_ranUntil, span);
            }

            if (call.OutputLeft <= 0)
            {
                ended.Add(call);
            }
        }

        _ranUntil = now;
        return ended;
    }

    /// <summary>Something has changed: who runs decides how fast each one is.</summary>
    /// <returns>When the next one ends; null when none runs.</returns>
    public DateTimeOffset? Repace(HostState state)
    {
        DateTimeOffset? first = null;
        foreach (var call in _calls)
        {
            var runner = state.Runners[call.Request.Model];
            call.PrefillRate = GenerationPace.PrefillTokensPerSecond(state, runner);
            call.DecodeRate = GenerationPace.DecodeTokensPerSecond(state, runner);
            // One tick more than is left, so that rounding never leaves a rest for which no event comes.
            var end = _ranUntil + call.TimeLeft + TimeSpan.FromTicks(1);
            first = first < end ? first : end;
        }

        return first;
    }
}
