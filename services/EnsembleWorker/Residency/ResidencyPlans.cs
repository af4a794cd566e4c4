using System.Collections.Frozen;
using Orchestrator.EnsembleWorker.Orders;

namespace Orchestrator.EnsembleWorker.Residency;

/// <summary>The plans of the newest orders, by replica.</summary>
internal sealed class ResidencyPlans(LatestOrders orders)
{
    private static readonly TimeSpan _keepAliveMax = TimeSpan.FromDays(7);

    private Known _known = new(OrdersSnapshot.None, FrozenDictionary<string, ResidencyPlan>.Empty);

    /// <returns>Null when the profilers want nothing of the replica's memory.</returns>
    public ResidencyPlan? Of(string replica)
    {
        var current = orders.Current;
        var known = Volatile.Read(ref _known);
        if (!ReferenceEquals(known.Orders, current))
        {
            known = new Known(current, Read(current));
            Volatile.Write(ref _known, known);
        }

        return known.Plans.GetValueOrDefault(replica);
    }

    // Orders come from another process: of a replica that is named twice the last plan counts, and no time is too long.
    private static FrozenDictionary<string, ResidencyPlan> Read(OrdersSnapshot orders) =>
        orders
            .Plans.GroupBy(plan => plan.Replica, StringComparer.Ordinal)
            .ToFrozenDictionary(plans => plans.Key, plans => Read(plans.Last()), StringComparer.Ordinal);

    private static ResidencyPlan Read(ReplicaPlan plan) =>
        new([
            .. plan
                .Models.OrderBy(model => model.Rank)
                .Select(model => new ResidencyEntry(
                    model.Model,
                    TimeSpan.FromTicks(Math.Clamp(model.KeepAlive.Ticks, 0, _keepAliveMax.Ticks)),
                    model.IsResident,
                    model.LoadAt
                )),
        ]);

    private sealed record Known(OrdersSnapshot Orders, FrozenDictionary<string, ResidencyPlan> Plans);
}
