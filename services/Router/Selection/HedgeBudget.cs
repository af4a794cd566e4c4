using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Orchestrator.Router.Selection;

/// <summary>
/// How many second copies may still be sent. Each choice earns a share of one; an offer takes a whole one and gives it back
/// when the run ends without a second copy. So no more copies are sent than the share, whatever goes wrong. Pure.
/// </summary>
/// <param name="Tokens">Copies that may be offered now.</param>
/// <param name="Offers">By run.</param>
internal sealed record HedgeBudget(double Tokens, ImmutableDictionary<string, HedgeOffer> Offers)
{
    public static readonly HedgeBudget Empty = new(
        0,
        ImmutableDictionary.Create<string, HedgeOffer>(StringComparer.Ordinal)
    );

    public bool MayOffer(HedgeLimits limits) => Tokens >= 1 && Offers.Count < limits.OffersMax;

    /// <summary>A call was sent.</summary>
    /// <param name="replica">Where its second copy may go; null for nowhere.</param>
    public HedgeBudget Chosen(string runId, string? replica, DateTimeOffset now, HedgeLimits limits)
    {
        var tokens = Math.Min(Tokens + limits.Share, limits.Burst);
        return replica is null
            ? this with
            {
                Tokens = tokens,
            }
            : new HedgeBudget(tokens - 1, Live(now, limits).SetItem(runId, new HedgeOffer(replica, now)));
    }

    /// <summary>
    /// An attempt has ended. One at the replica of the offer was the second copy: it is paid for. A whole answer from elsewhere
    /// means that there was none.
    /// </summary>
    public HedgeBudget Reported(in AttemptReported report, HedgeLimits limits)
    {
        if (!Offers.TryGetValue(report.RunId, out var offer))
        {
            return this;
        }

        var isSent = offer.Replica == report.Replica;
        return isSent || report.Outcome == AttemptOutcome.Completed
            ? new HedgeBudget(Math.Min(Tokens + (isSent ? 0 : 1), limits.Burst), Offers.Remove(report.RunId))
            : this;
    }

    // Offers of which nothing was heard are taken for copies that were sent.
    private ImmutableDictionary<string, HedgeOffer> Live(DateTimeOffset now, HedgeLimits limits) =>
        Offers.Count < limits.OffersMax / 2
            ? Offers
            : Offers.RemoveRange(
                Offers.Where(offer => offer.Value.At + limits.OfferExpiry < now).Select(offer => offer.Key)
            );
}

[StructLayout(LayoutKind.Auto)]
internal readonly record struct HedgeOffer(string Replica, DateTimeOffset At);
