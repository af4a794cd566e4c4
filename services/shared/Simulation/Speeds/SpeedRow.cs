namespace Orchestrator.Simulation.Speeds;

/// <summary>One measurement that can be used, reduced to what the fit needs.</summary>
/// <param name="WeightBytes">Of the whole model.</param>
/// <param name="ActiveParameters">That one token uses.</param>
/// <param name="PromptTokensPerSecond">Null where it was not measured or cannot be believed.</param>
/// <param name="AnswerTokensPerSecond">Likewise.</param>
internal sealed record SpeedRow(
    GpuFacts Gpu,
    string Source,
    double Parameters,
    double ActiveParameters,
    double WeightBytes,
    double? PromptTokensPerSecond,
    double? AnswerTokensPerSecond,
    double? LoadSeconds
)
{
    public bool IsMixture => ActiveParameters < Parameters * 0.9;

    /// <summary>Bytes of weights that one token reads.</summary>
    public double ActiveBytes => WeightBytes * ActiveParameters / Parameters;
}
