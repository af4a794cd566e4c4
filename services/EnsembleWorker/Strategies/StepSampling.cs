using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>How steps are sampled whose text is not the answer: what the request says is meant for the answer. Pure.</summary>
internal static class StepSampling
{
    /// <summary>For texts that others build on: without the bounds of the answer, which would cut what it is made from.</summary>
    public static Sampling Inner(StartRunRequest request)
    {
        var sampling = request.Sampling?.Clone() ?? new Sampling();
        sampling.ClearMaxTokens();
        sampling.Stop.Clear();
        return sampling;
    }

    /// <summary>
    /// For JSON in which a model says what it thinks: half an object is none, and who is punished for repeating quotes and braces leaves
    /// them out.
    /// </summary>
    public static Sampling Structured(StartRunRequest request)
    {
        var sampling = Inner(request);
        sampling.ClearFrequencyPenalty();
        sampling.ClearPresencePenalty();
        sampling.ClearRepeatPenalty();
        return sampling;
    }

    /// <summary>For JSON in which nothing is to be made up, verdicts and plans: without chance.</summary>
    public static Sampling Verdict(StartRunRequest request)
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
