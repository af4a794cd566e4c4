using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>How steps are sampled whose text is not the answer. Pure.</summary>
internal static class StepSampling
{
    /// <summary>As the request says, without the bounds that its author has set for the answer: they would cut what it is made from.</summary>
    public static Sampling Inner(StartRunRequest request)
    {
        var sampling = request.Sampling?.Clone() ?? new Sampling();
        sampling.ClearMaxTokens();
        sampling.Stop.Clear();
        return sampling;
    }

    /// <summary>For structured answers: nothing is to be made up.</summary>
    public static Sampling Strict(StartRunRequest request)
    {
        var sampling = Inner(request);
        sampling.Temperature = 0;
        return sampling;
    }
}
