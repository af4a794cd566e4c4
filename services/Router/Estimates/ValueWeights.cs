using System.Runtime.InteropServices;

namespace Orchestrator.Router.Estimates;

/// <summary>What time and money are worth, in quality (0 to 1): value = quality − latency × seconds − cost × amount.</summary>
/// <param name="Latency">Quality that one second until the end of the answer is worth.</param>
/// <param name="Cost">Quality that one unit of money is worth.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ValueWeights(double Latency, double Cost)
{
    public double Value(double quality, in FinishEstimate finish, in CostEstimate cost) =>
        quality - (Latency * (finish.Total + finish.Displaced)) - (Cost * cost.Amount);
}
