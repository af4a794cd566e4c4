namespace Orchestrator.Profiler.Planning.Demand;

/// <summary>
/// How long a deviation from the usual lasts, learned from the deviations themselves: they are taken as a slowly fading
/// part (autoregressive of order one) under noise. Their covariances at three distances give its fading and its share, and
/// these the gain with which the level follows: the steady state of Kalman's filter.
/// </summary>
/// <param name="Recent">The newest deviations, newest first.</param>
/// <param name="Products">Weighted means of a deviation times the one 0, 1 and <see cref="FarLag"/> bins before.</param>
/// <param name="Bins">That were counted.</param>
internal sealed record Persistence(double[] Recent, double[] Products, int Bins)
{
    public const int FarLag = 6;

    // Before enough is known: an hour's half-life.
    private const double UsualFading = 0.92;
    private const double UsualGain = 0.35;
    private const int BinsToKnow = 144;
    private const double Rate = 1.0 / 432;
    private const int BinsMax = 1_000_000;
    private static readonly int[] _lags = [0, 1, FarLag];

    public static readonly Persistence Unknown = new(new double[FarLag], new double[_lags.Length], 0);

    /// <summary>Share of a deviation that is left a bin later.</summary>
    public double Fading
    {
        get
        {
            if (Bins < BinsToKnow || Products[1] <= 0)
            {
                return UsualFading;
            }

            var far = Math.Max(0, Products[2] / Products[1]);
            return Math.Clamp(Math.Pow(far, 1.0 / (FarLag - 1)), 0.5, 0.995);
        }
    }

    /// <summary>Share of a new deviation that the level takes over.</summary>
    public double Gain
    {
        get
        {
            if (Bins < BinsToKnow || Products[1] <= 0)
            {
                return UsualGain;
            }

            var fading = Fading;
            var signal = Math.Min(Products[1] / fading, Products[0]);
            var noise = Math.Max(Products[0] - signal, 1e-6 * Products[0]);
            return Math.Clamp(Steady(fading, signal * (1 - (fading * fading)), noise), 0.05, 0.95);
        }
    }

    public Persistence With(double deviation)
    {
        var bins = Math.Min(Bins + 1, BinsMax);
        var rate = Math.Max(1.0 / bins, Rate);
        var products = new double[_lags.Length];
        for (var at = 0; at < products.Length; at++)
        {
            var before = _lags[at] == 0 ? deviation : Recent[_lags[at] - 1];
            products[at] = Products[at] + (rate * ((deviation * before) - Products[at]));
        }

        return new Persistence([deviation, .. Recent[..(FarLag - 1)]], products, bins);
    }

    /// <summary>False for what no bins can have left: it comes from storage.</summary>
    public bool IsSound() =>
        Recent?.Length == FarLag
        && Products?.Length == _lags.Length
        && Recent.Concat(Products).All(double.IsFinite)
        && Bins is >= 0 and <= BinsMax;

    /// <summary>Gain of Kalman's filter of one dimension, once it no longer changes.</summary>
    private static double Steady(double fading, double drift, double noise)
    {
        var half = (drift - (noise * (1 - (fading * fading)))) / 2;
        var spread = half + Math.Sqrt((half * half) + (drift * noise));
        return spread / (spread + noise);
    }
}
