using System.Runtime.InteropServices;

namespace Orchestrator.Router.Estimates;

/// <summary>What an answer is expected to cost.</summary>
/// <param name="Currency">ISO code; empty while nothing is known.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CostEstimate(double Amount, string Currency)
{
    public static readonly CostEstimate Unknown = new(0, "");

    /// <summary>What it was worked out from.</summary>
    public CostBasis Basis { get; init; }
}

internal enum CostBasis
{
    /// <summary>No price is known: the rate for unknown hosts was taken.</summary>
    Unknown,

    /// <summary>Seconds of the replica, by its own rate.</summary>
    Seconds,

    /// <summary>Tokens, by the provider's price.</summary>
    Tokens,
}
