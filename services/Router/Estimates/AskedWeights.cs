using System.Runtime.InteropServices;

namespace Orchestrator.Router.Estimates;

/// <summary>What the caller says time and money are worth to it, each where it says so.</summary>
/// <param name="Latency">Quality that one second is worth; null: what the aim says.</param>
/// <param name="Cost">Quality that one unit of money is worth; null: what the aim says.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AskedWeights(double? Latency, double? Cost)
{
    /// <summary>The caller's weights, and the aim's where it says nothing.</summary>
    public ValueWeights Or(in ValueWeights aim) => new(Latency ?? aim.Latency, Cost ?? aim.Cost);
}
