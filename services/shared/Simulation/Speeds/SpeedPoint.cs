namespace Orchestrator.Simulation.Speeds;

/// <summary>One measured time per token against the size that it depends on.</summary>
internal sealed record SpeedPoint(GpuFacts Gpu, bool IsMixture, double Units, double Seconds)
{
    public static SpeedPoint OfPrompt(SpeedRow row) =>
        new(row.Gpu, row.IsMixture, row.ActiveParameters, 1 / row.PromptTokensPerSecond ?? 0);

    public static SpeedPoint OfAnswer(SpeedRow row) =>
        new(row.Gpu, row.IsMixture, row.ActiveBytes, 1 / row.AnswerTokensPerSecond ?? 0);
}
