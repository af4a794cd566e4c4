using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Workloads.Mixes;

/// <summary>Lengths of prompts or answers: log-normal, as measured ones about are, with an upper end.</summary>
/// <param name="Median">Tokens.</param>
/// <param name="Sigma">Standard deviation of the logarithm; 0 makes all equal.</param>
/// <param name="Max">Tokens; longer ones are cut to it.</param>
public sealed record TokenLengths(int Median, double Sigma, int Max)
{
    /// <summary>When neither the mix nor the workload says anything: a question of a few paragraphs.</summary>
    public static TokenLengths DefaultInput { get; } = new(500, 1, 8_000);

    /// <summary>When neither the mix nor the workload says anything.</summary>
    public static TokenLengths DefaultOutput { get; } = new(200, 0.8, 2_000);

    /// <returns>At least 1.</returns>
    internal int Draw(SimulationRandom random)
    {
        var tokens = Median * PortableMath.Exp(Sigma * RandomDraws.Normal(random));
        return (int)Math.Clamp(Math.Round(tokens), 1, Max);
    }
}
