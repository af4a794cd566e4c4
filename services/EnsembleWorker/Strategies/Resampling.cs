using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>How one model is asked the same thing again so that it may say something else. Pure.</summary>
internal static class Resampling
{
    private const uint OffsetBasis = 2_166_136_261;
    private const uint Prime = 16_777_619;

    /// <summary>The request's sampling with a seed of the step's own.</summary>
    /// <param name="request">Its own seed goes into the new one: another request seed gives other samples.</param>
    /// <param name="step">Name of the step: the same step gets the same seed in every try of the run.</param>
    /// <param name="temperature">What the request's own is raised to; at zero every sample would be the same.</param>
    public static Sampling Of(StartRunRequest request, string step, double temperature)
    {
        var sampling = request.Sampling?.Clone() ?? new Sampling();
        sampling.Seed = Seed(sampling.HasSeed ? sampling.Seed : 0, step);
        if (!sampling.HasTemperature || sampling.Temperature < temperature)
        {
            sampling.Temperature = temperature;
        }

        return sampling;
    }

    // FNV-1a; 31 bits, because some servers keep seeds in a signed int.
    private static long Seed(long of, string step)
    {
        var hash = OffsetBasis;
        foreach (var sign in step)
        {
            hash = unchecked((hash ^ sign) * Prime);
        }

        return unchecked(hash ^ (uint)of ^ (uint)(of >> 32)) & int.MaxValue;
    }
}
