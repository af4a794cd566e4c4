using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>How a model is asked for a verdict that only we read. Pure.</summary>
internal static class VerdictSampling
{
    /// <summary>
    /// Without chance, and without what the user set for the answer: a stop sequence or a limit of ten tokens would break the JSON.
    /// </summary>
    public static Sampling Of(StartRunRequest request)
    {
        var sampling = new Sampling { Temperature = 0 };
        if (request.Sampling is { HasSeed: true } seeded)
        {
            sampling.Seed = seeded.Seed;
        }

        if (request.Sampling is { HasContextTokens: true } sized)
        {
            sampling.ContextTokens = sized.ContextTokens;
        }

        return sampling;
    }
}
