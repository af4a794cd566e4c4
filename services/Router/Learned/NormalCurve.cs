namespace Orchestrator.Router.Learned;

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
}
