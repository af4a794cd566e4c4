namespace Orchestrator.Router.Estimates;

/// <summary>What an answer is expected to cost.</summary>
/// <param name="Currency">ISO code; empty while nothing is known.</param>
internal readonly record struct CostEstimate(double Amount, string Currency)
{
    public static readonly CostEstimate Unknown = new(0, "");
}
