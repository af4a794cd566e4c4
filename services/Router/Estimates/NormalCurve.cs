namespace Orchestrator.Router.Estimates;

/// <summary>The standard normal distribution.</summary>
internal static class NormalCurve
{
    private static readonly double _rootOfTwoPi = Math.Sqrt(2 * Math.PI);

    public static double Density(double z) => Math.Exp(-0.5 * z * z) / _rootOfTwoPi;

    /// <summary>
    /// The share below z, within 8e-8: Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.2.17.
    /// </summary>
    public static double Below(double z)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(z)));
        var tail =
            Density(z)
            * t
            * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return z >= 0 ? 1 - tail : tail;
    }

    /// <summary>
    /// Below which z this share lies, within 5e-4: Abramowitz and Stegun 26.2.23.
    /// </summary>
    /// <param name="share">Between 0 and 1, neither of both.</param>
    public static double Quantile(double share)
    {
        var t = Math.Sqrt(-2 * Math.Log(Math.Min(share, 1 - share)));
        var z =
            t
            - (
                (2.515517 + (t * (0.802853 + (t * 0.010328))))
                / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308))))))
            );
        return share < 0.5 ? -z : z;
    }
}
