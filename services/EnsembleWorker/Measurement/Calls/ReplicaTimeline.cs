namespace Orchestrator.EnsembleWorker.Measurement.Calls;

/// <summary>
/// The calls of one replica in time. A call that has ended is settled once it is known what ran beside it: a call that is
/// still on its way may yet tell that it was in a slot all the while, or that it only waited.
/// </summary>
internal sealed class ReplicaTimeline
{
    /// <summary>Ended calls that wait to be settled; one more settles the oldest by what is known.</summary>
    private const int UnsettledMax = 64;

    /// <summary>Calls that are remembered beside the open ones.</summary>
    private const int EndedMax = 512;

    private readonly List<MeteredCall> _calls = [];
    private readonly List<MeteredCall> _unsettled = [];

    public int OpenOf(string model) => _calls.Count(call => call.IsOpen && call.Model == model);

    public void Add(MeteredCall call) => _calls.Add(call);

    /// <summary>After a call has ended or broken off.</summary>
    /// <returns>What can be settled now, in order of the ends.</returns>
    public IReadOnlyList<SettledCall> Ended(MeteredCall call)
    {
        if (call.IsExact)
        {
            _unsettled.Add(call);
        }

        var settled = new List<SettledCall>();
        for (var i = 0; i < _unsettled.Count; )
        {
            if (_unsettled.Count > UnsettledMax || !_calls.Exists(other => IsOpenQuestion(other, _unsettled[i])))
            {
                settled.Add(Settle(_unsettled[i]));
                _unsettled.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }

        Forget();
        return settled;
    }

    // One that wrote already when the other one began to wait for its slot was in a slot all the time, and one that was
    // sent after its end had none.
    private static bool IsOpenQuestion(MeteredCall other, MeteredCall ended) =>
        other.IsOpen && other.SentAt < ended.EndedAt && !(other.FirstPieceAt <= ended.SlotFrom - ended.SlotWait);

    private SettledCall Settle(MeteredCall call)
    {
        var prefill = Company.During(call, call.SlotFrom, call.DecodeFrom, _calls, out var prefillDoubt);
        var decode = Company.During(call, call.DecodeFrom, call.EndedAt, _calls, out var decodeDoubt);
        return new SettledCall(call, prefill, decode, Math.Max(prefillDoubt, decodeDoubt))
        {
            Slots = SlotWitness.Of(call, _calls),
        };
    }

    private void Forget()
    {
        var needed = double.PositiveInfinity;
        foreach (var call in _calls)
        {
            needed = call.IsOpen ? Math.Min(needed, call.SentAt) : needed;
        }

        foreach (var call in _unsettled)
        {
            needed = Math.Min(needed, call.SentAt);
        }

        _calls.RemoveAll(call => !call.IsOpen && call.EndedAt <= needed);
        var excess = _calls.Count(call => !call.IsOpen) - EndedMax;
        for (var i = 0; i < _calls.Count && excess > 0; )
        {
            if (_calls[i].IsOpen)
            {
                i++;
            }
            else
            {
                _calls.RemoveAt(i);
                excess--;
            }
        }
    }
}
