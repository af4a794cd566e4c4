namespace Orchestrator.EnsembleWorker.Measurement.Estimates;

/// <summary>
/// Says when a level has jumped, up or down: the two-sided cumulative sum test (Page: Continuous inspection schemes,
/// Biometrika 1954). Small deviations and single outliers pass; what persists adds up.
/// </summary>
internal sealed class ChangeDetector
{
    /// <summary>Deviations up to this (of the logarithm, so about 15 %) are left to slow forgetting.</summary>
    public const double Allowance = 0.15;

    /// <summary>The sum at which the level has changed. A speed that halved adds 0.54 with each call: two calls.</summary>
    public const double Threshold = 1;

    /// <summary>One call, however strange, is no change.</summary>
    private const double MostOfOne = 0.7;

    private double _up;
    private double _down;
    private int _sinceUp;
    private int _sinceDown;

    /// <param name="logRatio">Logarithm of what was seen over what was expected.</param>
    /// <returns>Observations, this one included, since the change began; 0 when there is none.</returns>
    public int Add(double logRatio)
    {
        var deviation = double.IsNaN(logRatio) ? 0 : Math.Clamp(logRatio, -MostOfOne, MostOfOne);
        _up = Math.Max(0, _up + deviation - Allowance);
        _down = Math.Max(0, _down - deviation - Allowance);
        _sinceUp = _up > 0 ? _sinceUp + 1 : 0;
        _sinceDown = _down > 0 ? _sinceDown + 1 : 0;
        var changed =
            _up >= Threshold ? _sinceUp
            : _down >= Threshold ? _sinceDown
            : 0;
        if (changed > 0)
        {
            Reset();
        }

        return changed;
    }

    /// <summary>Something near has jumped: half of the way is gone already.</summary>
    /// <param name="direction">1 for up, -1 for down.</param>
    public void Expect(int direction)
    {
        _up = direction > 0 ? Math.Max(_up, Threshold / 2) : _up;
        _down = direction < 0 ? Math.Max(_down, Threshold / 2) : _down;
    }

    private void Reset() => (_up, _down, _sinceUp, _sinceDown) = (0, 0, 0, 0);
}
