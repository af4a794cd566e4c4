using System.Runtime.InteropServices;

namespace Orchestrator.Router.Estimates;

/// <summary>When a replica is expected to have answered; all in seconds.</summary>
/// <param name="Wait">Until a slot is free.</param>
/// <param name="Load">Until the model is in memory; 0 when it is.</param>
/// <param name="Displaced">What the swap costs others: it counts for the choice, but nobody waits for it here.</param>
/// <param name="Prefill">Of the tokens that the replica is not expected to have cached.</param>
/// <param name="Decode">Of the expected answer.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FinishEstimate(
    double Wait,
    double Load,
    double Displaced,
    double Prefill,
    double Decode
)
{
    /// <summary>Tokens of the prompt that the replica is expected to have cached.</summary>
    public int CachedTokens { get; init; }

    /// <summary>Nobody else has the model loaded there: this call would.</summary>
    public bool CausesLoad { get; init; }

    public double FirstToken => Wait + Load + Prefill;

    public double Total => FirstToken + Decode;

    /// <summary>Seconds of the replica's time that the request takes, the load included.</summary>
    public double Occupied => Load + Prefill + Decode;
}
