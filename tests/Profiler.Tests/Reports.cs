using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Profiler.Registry;
using Estimate = Orchestrator.Profiler.Registry.Estimate;

namespace Orchestrator.Profiler.Tests;

/// <summary>Small builders for what workers report.</summary>
internal static class Reports
{
    public const string Address = "http://w1/";

    public static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static OwnerReport Full(params ReplicaReport[] replicas) => new("worker-1", Address, true, replicas, []);

    public static OwnerReport Delta(params ReplicaReport[] replicas) => new("worker-1", Address, false, replicas, []);

    public static OwnerReport Removed(params string[] replicas) => new("worker-1", Address, false, [], replicas);

    public static OwnerReport From(this OwnerReport report, string worker, string address) =>
        report with
        {
            Worker = worker,
            Address = address,
        };

    /// <summary>A replica with an inventory of these models.</summary>
    public static ReplicaReport Replica(string name, params string[] models) =>
        new(name)
        {
            Epoch = 1,
            Health = Health.Healthy,
            InventoryHash = HashOf(models),
            Inventory = new Inventory(HashOf(models), [.. models.Select(model => Model(model))]),
        };

    /// <summary>The same replica as a delta says it: only the hash of the inventory.</summary>
    public static ReplicaReport WithoutInventory(this ReplicaReport report) => report with { Inventory = null };

    public static KnownModel Model(
        string name,
        string digest = "",
        string size = "8.2B",
        ulong bytes = 5_000_000_000
    ) =>
        new(
            name,
            digest.Length > 0 ? digest : $"digest-{name}",
            bytes,
            "qwen3",
            size,
            "Q4_K_M",
            40_960,
            ["completion"]
        );

    public static Measure Measured(string model, double decode, double weight = 20, ulong calls = 20) =>
        new($"digest-{model}")
        {
            Counts = new MeasureCounts(calls, 0, calls * 100, calls * 10, 1),
            Decode = new Estimate(decode, decode * 0.9, decode * 1.1, weight),
        };

    public static ReplicaReport With(this ReplicaReport report, params Measure[] measured) =>
        report with
        {
            Measured = measured,
        };

    public static FleetRegistry NewRegistry(int marksMax = 100) => new(marksMax);

    public static HeardResult Hear(this FleetRegistry registry, OwnerReport report, string dialled = Address) =>
        registry.Heard(dialled, report, Now);

    private static ulong HashOf(string[] models) =>
        models.Aggregate(17UL, (hash, model) => (hash * 31) + (ulong)model.Sum(letter => (long)letter * letter));
}
