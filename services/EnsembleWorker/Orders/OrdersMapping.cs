using System.Text.RegularExpressions;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.EnsembleWorker.Sources;
using WirePlan = Orchestrator.Contracts.Profiler.V1.ReplicaPlan;
using WirePlannedModel = Orchestrator.Contracts.Profiler.V1.PlannedModel;

namespace Orchestrator.EnsembleWorker.Orders;

/// <summary>
/// A profiler's message in our own types. One that breaks a limit is refused whole; a single replica that makes no sense is
/// left out.
/// </summary>
internal static partial class OrdersMapping
{
    // The pattern is linear; the bound is for a machine that stands still.
    private const int TimeoutMs = 1_000;
    private const int MaxSlots = 256;
    private const int MaxQueue = 10_000;
    private const long LongestKeepAliveSeconds = 7 * 24 * 60 * 60;

    public static OrdersReading Read(WorkerOrders orders, OrdersOptions limits)
    {
        if (WhyRefused(orders, limits) is { } problem)
        {
            return new OrdersReading(null, problem, []);
        }

        var replicas = orders.Replicas.Select(replica => (replica.Name, Config: ToConfig(replica))).ToList();
        var snapshot = new OrdersSnapshot(orders.Revision)
        {
            Replicas = [.. replicas.Select(pair => pair.Config).OfType<ReplicaConfig>().DistinctBy(r => r.Name)],
            Drained = [.. orders.Drained],
            Plans = [.. orders.Plans.Select(ToPlan)],
        };
        return new OrdersReading(
            snapshot,
            null,
            [.. replicas.Where(pair => pair.Config is null).Select(pair => pair.Name)]
        );
    }

    private static string? WhyRefused(WorkerOrders orders, OrdersOptions limits)
    {
        if (orders.Replicas.Count > limits.MaxReplicas || orders.Drained.Count > limits.MaxDrained)
        {
            return $"it names {orders.Replicas.Count} replicas and {orders.Drained.Count} drained ones";
        }

        if (
            orders.Plans.Count > limits.MaxPlans
            || orders.Plans.Any(plan => plan.Models.Count > limits.MaxModelsPerPlan)
        )
        {
            return $"its {orders.Plans.Count} plans are too many or too long";
        }

        return Texts(orders).Any(text => text.Length > limits.MaxTextChars || text.Any(char.IsControl))
            ? $"a text has more than {limits.MaxTextChars} characters or is no text"
            : null;
    }

    private static IEnumerable<string> Texts(WorkerOrders orders) =>
        orders
            .Replicas.SelectMany(replica =>
                new[] { replica.Name, replica.Url, replica.Kind, replica.Gpu, replica.Credential }
            )
            .Concat(orders.Drained)
            .Concat(orders.Plans.Select(plan => plan.Replica))
            .Concat(
                orders.Plans.SelectMany(plan => plan.Models).SelectMany(model => new[] { model.Model, model.Digest })
            );

    private static ReplicaConfig? ToConfig(AddedReplica replica) =>
        Name().IsMatch(replica.Name)
        && Uri.TryCreate(replica.Url, UriKind.Absolute, out var url)
        && url is { Scheme: "http" or "https" }
            ? new ReplicaConfig(replica.Name, url)
            {
                Kind = replica.Kind.Length > 0 ? replica.Kind : ReplicaConfig.DefaultKind,
                Slots = replica.Slots == 0 ? null : (int)Math.Min(replica.Slots, MaxSlots),
                QueueLimit =
                    replica.QueueLimit == 0
                        ? ReplicaOptions.DefaultQueueLimit
                        : (int)Math.Min(replica.QueueLimit, MaxQueue),
                Gpu = replica.Gpu,
                VramBytes = (long)Math.Min(replica.VramBytes, long.MaxValue),
                Credential = replica.Credential,
                Source = SourceNames.Api,
            }
            : null;

    private static ReplicaPlan ToPlan(WirePlan plan) => new(plan.Replica, [.. plan.Models.Select(ToModel)]);

    private static PlannedModel ToModel(WirePlannedModel model) =>
        new(
            model.Model,
            model.Digest,
            (int)Math.Min(model.Rank, int.MaxValue),
            TimeSpan.FromSeconds(Math.Clamp(model.KeepAlive?.Seconds ?? 0, 0, LongestKeepAliveSeconds)),
            model.Resident,
            model.LoadAt is { } at ? ToTime(at.Seconds) : null
        );

    // Before the first and after the last time that can be told, a wire time is still a number.
    private static DateTimeOffset ToTime(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, DateTimeOffset.MaxValue.ToUnixTimeSeconds()));

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$", RegexOptions.CultureInvariant, TimeoutMs)]
    private static partial Regex Name();
}
