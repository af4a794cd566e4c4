using System.Collections.Immutable;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>
/// How much longer or shorter the answers of each model are than was expected of them: a running mean of answered over
/// expected tokens. The kind of request is in what is expected, so that one figure per model is enough. Pure.
/// </summary>
internal sealed record LengthBook(ImmutableDictionary<string, double> Ratios)
{
    public static readonly LengthBook Empty = new(ImmutableDictionary.Create<string, double>(StringComparer.Ordinal));

    /// <summary>Weight of the newest answer: some twenty are remembered.</summary>
    private const double Step = 0.05;

    /// <summary>No single answer counts for more than this many times what was expected, nor the mean.</summary>
    private const double Most = 16;

    /// <param name="model">Its key.</param>
    /// <param name="tokens">As the request alone would tell.</param>
    public int Expected(string model, int tokens) =>
        Ratios.TryGetValue(model, out var ratio) ? (int)Math.Max(1, Math.Min(tokens * ratio, int.MaxValue)) : tokens;

    public LengthBook Reported(in AttemptReported report)
    {
        if (
            report
            is not { Outcome: AttemptOutcome.Completed, OutputTokens: > 0, ExpectedTokens: > 0, Model.Length: > 0 }
        )
        {
            return this;
        }

        var key = ModelKey.Of(report.Model);
        var before = Ratios.GetValueOrDefault(key, 1);
        // What was expected had the mean of that time in it already.
        var seen = Math.Min((double)report.OutputTokens / report.ExpectedTokens, Most);
        var ratio = Math.Clamp(before * (1 + (Step * (seen - 1))), 1 / Most / Most, Most);
        return new LengthBook(Ratios.SetItem(key, ratio));
    }

    /// <summary>Models that the fleet no longer has are forgotten.</summary>
    public LengthBook Without(Func<string, bool> isGone)
    {
        var gone = Ratios.Keys.Where(isGone).ToList();
        return gone.Count == 0 ? this : new LengthBook(Ratios.RemoveRange(gone));
    }
}
