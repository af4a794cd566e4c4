using Orchestrator.EnsembleWorker.Measurement.Calls;

namespace Orchestrator.EnsembleWorker.Measurement.Slots;

/// <summary>
/// How many calls of one model its replica runs at once, which Ollama does not tell: calls that ran together show that
/// there are at least so many slots, and one that waited behind n others inside the replica that there are no more than n.
/// Pure: whoever asks says what time it is.
/// </summary>
/// <param name="most">More slots than this are not looked for.</param>
/// <param name="trust">How long a limit that was found holds before one more call is tried again.</param>
internal sealed class SlotFinder(int most, TimeSpan trust)
{
    /// <summary>So much evidence settles a question; one clear case has it, two faint ones do.</summary>
    private const double Enough = 1;

    /// <summary>What a further piece of evidence leaves of those before it, so that a change is believed in time.</summary>
    private const double Forgetting = 0.9;

    private readonly double[] _together = new double[most + 2];
    private readonly double[] _behind = new double[most + 2];
    private bool _isConfirmed;
    private double _limitSeenAt = double.NegativeInfinity;

    /// <summary>Slots that were seen to be there; 0 while nothing was seen.</summary>
    public int Known { get; private set; }

    /// <summary>True when a call waited because all of <see cref="Known"/> were taken, if only before the last load.</summary>
    public bool IsLimitKnown { get; private set; }

    /// <summary>
    /// Calls that may be sent at once: one more than is known to fit until the limit is found. That costs next to
    /// nothing, because that one would have waited here otherwise.
    /// </summary>
    public int Allowed(double now)
    {
        _isConfirmed &= now - _limitSeenAt <= trust.TotalSeconds;
        return Math.Min(most, _isConfirmed ? Known : Math.Max(1, Known) + 1);
    }

    /// <summary>The model was loaded anew, and may have got other slots: what was known holds until it is disproved.</summary>
    public void Reload()
    {
        _isConfirmed = false;
        Array.Clear(_together);
        Array.Clear(_behind);
    }

    public void Add(SlotEvidence evidence, double now)
    {
        var strength = double.IsNaN(evidence.Strength) ? 0 : Math.Clamp(evidence.Strength, 0, Enough);
        if (evidence.WaitedBehind is var behind and > 0)
        {
            AddWait(Math.Min(behind, most), strength, now);
        }

        var together = Math.Min(evidence.RanTogether, most);
        // That it ran alone shows nothing but that there is a slot.
        Known = Math.Max(Known, 1);
        if (together > 1 && evidence.WaitedBehind == 0)
        {
            AddTogether(together, strength);
        }
    }

    // More of them at once than the limit that was believed: it was wrong, or the runner is another one.
    private void AddTogether(int together, double strength)
    {
        _together[together] = (_together[together] * Forgetting) + strength;
        for (var limit = 1; limit < together; limit++)
        {
            _behind[limit] *= Forgetting * (1 - (strength / 2));
        }

        if (_together[together] >= Enough && together > Known)
        {
            Known = together;
            IsLimitKnown = _isConfirmed = _behind[together] >= Enough;
        }
    }

    private void AddWait(int behind, double strength, double now)
    {
        _behind[behind] = (_behind[behind] * Forgetting) + strength;
        for (var more = behind + 1; more < _together.Length; more++)
        {
            _together[more] *= Forgetting * (1 - (strength / 2));
        }

        // Fewer than were seen together since the load: a wait for something else, unless that is long past.
        if (_behind[behind] >= Enough && (behind >= Known || _together[Known] < Enough))
        {
            Known = behind;
            IsLimitKnown = _isConfirmed = true;
            _limitSeenAt = now;
        }
    }
}
