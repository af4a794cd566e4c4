namespace Orchestrator.Simulation.Planning;

/// <summary>How a trial ended.</summary>
/// <param name="WaitSum">Of all first tokens, in seconds: it decides between equals.</param>
internal sealed record TrialResult(double FirstTokenP95, long Refused, double WaitSum)
{
    public static TrialResult None { get; } = new(double.PositiveInfinity, long.MaxValue, double.PositiveInfinity);

    public bool IsBetterThan(TrialResult other) =>
        (FirstTokenP95, Refused, WaitSum).CompareTo((other.FirstTokenP95, other.Refused, other.WaitSum)) < 0;
}
