using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>
/// Shares of a replica by tenant, in tokens: the virtual token counter of Sheng et al., "Fairness in Serving Large Language
/// Models" (arXiv 2401.00588). Who has got least goes first; a tenant that comes after a pause is lifted to the least of those
/// who wait, so that nobody saves up. The counter of whoever waits is never touched by the bound on tenants.
/// </summary>
internal sealed record TenantShares
{
    /// <summary>A token of an answer takes a replica so many times as long as one of a prompt; the paper's weight.</summary>
    private const double OutputWeight = 2;

    public static readonly TenantShares None = new();

    private ImmutableDictionary<string, Share> Shares { get; init; } =
        ImmutableDictionary.Create<string, Share>(StringComparer.Ordinal);

    /// <summary>The counter of the tenant whose last waiting call left the queue last.</summary>
    private double Floor { get; init; }

    public int Count => Shares.Count;

    /// <summary>Weighted tokens so far; compared, never shown.</summary>
    public double Of(string tenant) => Shares.GetValueOrDefault(tenant).Served;

    /// <summary>A call of it waits.</summary>
    public TenantShares Join(string tenant)
    {
        var share = Shares.GetValueOrDefault(tenant);
        var served = share.Waiting > 0 ? share.Served : Math.Max(share.Served, Least());
        return this with { Shares = Shares.SetItem(tenant, new Share(served, share.Waiting + 1)) };
    }

    /// <summary>A call of it waits no longer.</summary>
    /// <param name="max">Tenants that are remembered while they wait for nothing.</param>
    public TenantShares Leave(string tenant, int max)
    {
        var share = Shares.GetValueOrDefault(tenant);
        var left = Math.Max(0, share.Waiting - 1);
        var shares = this with
        {
            Shares = Shares.SetItem(tenant, share with { Waiting = left }),
            Floor = left == 0 ? Math.Max(Floor, share.Served) : Floor,
        };
        return shares.Count > max ? shares.Forget() : shares;
    }

    /// <param name="prompt">Negative gives back.</param>
    public TenantShares Charge(string tenant, long prompt, long output, double weight)
    {
        // Without calls that wait it may have been forgotten; then it is as good as new.
        return Shares.TryGetValue(tenant, out var share)
            ? this with
            {
                Shares = Shares.SetItem(
                    tenant,
                    share with
                    {
                        Served = Math.Max(0, share.Served + ((prompt + (OutputWeight * output)) / weight)),
                    }
                ),
            }
            : this;
    }

    private double Least()
    {
        var least = double.PositiveInfinity;
        foreach (var (_, share) in Shares)
        {
            least = share.Waiting > 0 ? Math.Min(least, share.Served) : least;
        }

        return double.IsPositiveInfinity(least) ? Floor : least;
    }

    // Whoever has got least would be lifted first when it comes back: forgetting that one changes least.
    private TenantShares Forget()
    {
        var idle = Shares.Where(share => share.Value.Waiting == 0);
        return idle.MinBy(share => (share.Value.Served, share.Key)) is { Key: { } tenant }
            ? this with
            {
                Shares = Shares.Remove(tenant),
            }
            : this;
    }

    /// <param name="Served">Weighted tokens, over its weight.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Share(double Served, int Waiting);
}
