using System.Collections.Immutable;

namespace Orchestrator.Simulation.Figures;

/// <summary>What one replay came to. Simulated: it says how requests were scheduled, never how good answers are.</summary>
public sealed record ReplayFigures
{
    public required long Requests { get; init; }

    public required long Completed { get; init; }

    /// <summary>Requests that no host took. In the quantiles they count as never answered.</summary>
    public required long Refused { get; init; }

    public required Quantiles FirstToken { get; init; }

    public required Quantiles Total { get; init; }

    /// <summary>From the beginning to the last answer's end, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Tokens of prompts and answers of completed requests per second.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>What the fleet could do for this mix if every model were warm everywhere; 0 when it was not worked out.</summary>
    public double IdealTokensPerSecond { get; init; }

    /// <summary>Loads of models into memory, the first ones included.</summary>
    public required long Swaps { get; init; }

    public required double LoadSeconds { get; init; }

    /// <summary>Share of all requests that were answered within the workload's deadline; null without one.</summary>
    public required double? Goodput { get; init; }

    /// <summary>
    /// Jain's index over the tenants' mean progress rates (time alone on the best warm host ÷ time taken; 0 for a refused
    /// request): 1 when all are slowed alike, 1/n when one has everything.
    /// </summary>
    public required double Fairness { get; init; }

    /// <summary>Mean progress rate of the tenant with the least, over the mean of all tenants: 0 is one that is starved.</summary>
    public required double LeastTenant { get; init; }

    /// <summary>Tokens of prompts that were taken from a slot's cache, of all prompt tokens of completed requests.</summary>
    public required double CachedShare { get; init; }

    public required ImmutableArray<HostFigures> Hosts { get; init; }

    public double SwapsPer100 => Requests == 0 ? 0 : 100.0 * Swaps / Requests;

    public double IdealShare => IdealTokensPerSecond <= 0 ? 0 : TokensPerSecond / IdealTokensPerSecond;
}

/// <summary>Seconds; infinity where more requests than that were refused.</summary>
public sealed record Quantiles(double P50, double P95, double P99)
{
    public static Quantiles Of(LogHistogram histogram) =>
        new(histogram.Quantile(0.5), histogram.Quantile(0.95), histogram.Quantile(0.99));
}

/// <param name="Busy">Share of the time in which at least one request ran.</param>
/// <param name="Loading">Share of the time in which a model was loaded.</param>
/// <param name="QueuedMean">
/// Calls that waited at the owner, over time. This and the shares are of the time until the last request had ended, a
/// refused one included.
/// </param>
public sealed record HostFigures(
    string Name,
    long Completed,
    long Swaps,
    double Busy,
    double Loading,
    double QueuedMean,
    double TokensPerSecond
);
