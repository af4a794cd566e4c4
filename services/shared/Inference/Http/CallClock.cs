namespace Orchestrator.Inference.Http;

/// <summary>Takes the times of a call whose endpoint states none.</summary>
internal sealed class CallClock(TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();
    private long _first;
    private long _last;

    /// <summary>A piece of the answer is here.</summary>
    public void Piece()
    {
        _last = clock.GetTimestamp();
        _first = _first == 0 ? _last : _first;
    }

    public CallTimings Timings()
    {
        var total = clock.GetElapsedTime(_start);
        return _first == 0
            ? new CallTimings(total, default, default, default) { AreOurs = true }
            : new CallTimings(total, default, clock.GetElapsedTime(_start, _first), clock.GetElapsedTime(_first, _last))
            {
                AreOurs = true,
            };
    }
}
