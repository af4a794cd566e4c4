using System.Collections.Immutable;
using System.Globalization;
using Orchestrator.Simulation.Bounds;
using Orchestrator.Simulation.Durations;
using Orchestrator.Simulation.Figures;

namespace Orchestrator.Cli.Simulate.Results;

/// <summary>All figures that are told, in their order.</summary>
internal static class FigureList
{
    /// <summary>What users feel.</summary>
    public static ImmutableArray<Figure> Waiting { get; } =
    [
        Time("first_token_p50_s", "first\ntoken p50", figures => figures.FirstToken.P50, bound => bound.FirstToken.P50),
        Time("first_token_p95_s", "p95", figures => figures.FirstToken.P95, bound => bound.FirstToken.P95),
        Time("first_token_p99_s", "p99", figures => figures.FirstToken.P99, bound => bound.FirstToken.P99),
        Time("total_p50_s", "whole\nanswer p50", figures => figures.Total.P50, bound => bound.Total.P50),
        Time("total_p95_s", "p95", figures => figures.Total.P95, bound => bound.Total.P95),
        Time("total_p99_s", "p99", figures => figures.Total.P99, bound => bound.Total.P99),
    ];

    public static Figure Goodput { get; } =
        new("goodput", "goodput", figures => figures.Goodput, IsMoreBetter: true, Percent);

    public static Figure RefusedShare { get; } =
        new("refused_share", "refused", RefusedShareOf, IsMoreBetter: false, Percent);

    public static Figure SwapsPer100 { get; } =
        new("swaps_per_100", "swaps\n/100", figures => figures.SwapsPer100, IsMoreBetter: false, Tenths)
        {
            OfBound = bound => bound.SwapsPer100,
        };

    public static Figure TokensPerSecond { get; } =
        new("tokens_per_s", "tokens\n/s", figures => figures.TokensPerSecond, IsMoreBetter: true, Whole);

    /// <summary>What the fleet did.</summary>
    public static ImmutableArray<Figure> Work { get; } =
    [
        Goodput,
        RefusedShare,
        TokensPerSecond,
        new("ideal_share", "of\nideal", figures => figures.IdealShare, IsMoreBetter: true, Percent),
        SwapsPer100,
        Time("load_s", "loading", figures => figures.LoadSeconds, _ => null),
        new("cached_share", "cached", figures => figures.CachedShare, IsMoreBetter: true, Percent),
        new("fairness", "Jain", figures => figures.Fairness, IsMoreBetter: true, Thousandths),
        new("least_tenant", "least\ntenant", figures => figures.LeastTenant, IsMoreBetter: true, Percent),
    ];

    /// <summary>For JSON alone.</summary>
    public static ImmutableArray<Figure> Counts { get; } =
    [
        new("requests", "", figures => figures.Requests, IsMoreBetter: true, Whole),
        new("completed", "", figures => figures.Completed, IsMoreBetter: true, Whole),
        new("refused", "", figures => figures.Refused, IsMoreBetter: false, Whole),
        new("swaps", "", figures => figures.Swaps, IsMoreBetter: false, Whole),
        Time("duration_s", "", figures => figures.Seconds, _ => null),
    ];

    /// <summary>What one policy is measured against another by; of all of them less is better.</summary>
    public static ImmutableArray<Figure> Compared { get; } = [Waiting[0], Waiting[1], SwapsPer100];

    public static ImmutableArray<Figure> All { get; } = [.. Counts, .. Waiting, .. Work];

    public static string Percent(double share) => Text($"{100 * share:0.0} %");

    public static string Whole(double value) => Text($"{value:N0}");

    public static string Tenths(double value) => Text($"{value:0.0}");

    private static Figure Time(
        string field,
        string heading,
        Func<ReplayFigures, double?> of,
        Func<BoundFigures, double?> ofBound
    ) => new(field, heading, of, IsMoreBetter: false, HumaneDuration.Of) { OfBound = ofBound };

    private static double? RefusedShareOf(ReplayFigures figures) =>
        figures.Requests == 0 ? 0 : (double)figures.Refused / figures.Requests;

    private static string Thousandths(double value) => Text($"{value:0.000}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
