namespace Orchestrator.Simulation.Bank;

/// <summary>Both ends belong to it.</summary>
public sealed record ProbabilityRange
{
    public ProbabilityRange(double low, double high)
    {
        if (!(low >= 0 && low <= high && high <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(low), $"{low} to {high} is no range of probabilities.");
        }

        (Low, High) = (low, high);
    }

    public double Low { get; }

    public double High { get; }

    /// <param name="share">0 to 1.</param>
    public double At(double share) => Low + ((High - Low) * share);
}
