using System.Collections.Immutable;
using Orchestrator.EnsembleWorker.Orders;

namespace Orchestrator.EnsembleWorker.Residency;

/// <summary>The plans among the newest orders, in the residency's own words. Made anew only when the orders change.</summary>
internal sealed class OrderedPlans(LatestOrders orders)
{
    private Known _known = new(OrdersSnapshot.None, ImmutableDictionary<string, ResidencyPlan>.Empty);

    /// <summary>Null when the replica has no plan, or when plans are not to be carried out.</summary>
    public ResidencyPlan? Find(string replica)
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

    private static ImmutableDictionary<string, ResidencyPlan> Read(OrdersSnapshot orders)
    {
        var plans = ImmutableDictionary.CreateBuilder<string, ResidencyPlan>(StringComparer.Ordinal);
        foreach (var plan in orders.Plans)
        {
            plans[plan.Replica] = new ResidencyPlan([.. plan.Models.OrderBy(model => model.Rank).Select(ToEntry)]);
        }

        return plans.ToImmutable();
    }

    private static ResidencyEntry ToEntry(PlannedModel model) =>
        new(model.Model, model.KeepAlive, model.IsResident, model.LoadAt);

    private sealed record Known(OrdersSnapshot Orders, ImmutableDictionary<string, ResidencyPlan> Plans);
}
