namespace Orchestrator.Profiler.Capability;

/// <summary>What the table expects and what a probe has shown, put together. Pure.</summary>
/// <remarks>
/// The mean weighted by precision, which is the posterior of a normal prior and a normal observation (Gelman et al.,
/// "Bayesian Data Analysis", 3rd edition, §2.5). It lies between the two, and its error is below both.
/// </remarks>
internal static class CapabilityBlend
{
    /// <summary>
    /// Our questions are not the benchmarks': even an endless probe tells the place on the table's scale only to
    /// within this. Assumed, not fitted.
    /// </summary>
    public const double ScaleError = 0.08;

    /// <summary>No belief is surer than this; it also keeps the weights finite.</summary>
    private const double ErrorMin = 0.001;

    /// <param name="probe">Guess-corrected share and its sampling error.</param>
    public static Belief Blend(Belief prior, Belief probe)
    {
        var sampled = Math.Max(ErrorMin, probe.StandardError);
        var observed = Precision(Math.Sqrt((sampled * sampled) + (ScaleError * ScaleError)));
        var expected = Precision(Math.Max(ErrorMin, prior.StandardError));
        var weight = observed / (observed + expected);
        return new Belief(prior.Score + (weight * (probe.Score - prior.Score)), Math.Sqrt(1 / (observed + expected)));
    }

    private static double Precision(double error) => 1 / (error * error);
}
