using Orchestrator.Simulation.Figures;

namespace Orchestrator.Simulation.Bounds;

/// <summary>What no policy can do better on this fleet with these requests. See <see cref="RelaxationBound"/>.</summary>
public sealed record BoundFigures
{
    public required long Requests { get; init; }

    /// <summary>From arrival to the first token, in seconds, rounded so that no policy's figures are below them.</summary>
    public required Quantiles FirstToken { get; init; }

    /// <summary>From arrival to the last token.</summary>
    public required Quantiles Total { get; init; }

    /// <summary>
    /// Seconds; of a policy that refuses a request that some host could answer, the mean counts as infinite. Requests that
    /// no host can answer are left out.
    /// </summary>
    public required double MeanFirstToken { get; init; }

    public required double MeanTotal { get; init; }

    /// <summary>Of a policy that answers at least one request of each model.</summary>
    public required double SwapsPer100 { get; init; }

    /// <summary>The part of the bound that needs no queue: each request as if it were alone.</summary>
    public required Quantiles FirstTokenAlone { get; init; }

    public required Quantiles TotalAlone { get; init; }
}
