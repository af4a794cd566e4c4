using System.Collections.Immutable;
using Orchestrator.Profiler.Planning.Demand;
using Orchestrator.Profiler.Plans;

namespace Orchestrator.Profiler.Planning;

/// <summary>Forecasts and plan as documents of the profiler's database.</summary>
internal sealed class StoredPlanning(IDocumentStore documents) : IPlanningStore
{
    private const string DemandKind = "demand";
    private const string PlanKind = "placement";
    private const string PlanKey = "plan";

    public async Task<PlanningMemory> ReadAsync(CancellationToken cancellationToken)
    {
        var demand = await documents.ReadAsync(DemandKind, cancellationToken);
        var plan = await documents.ReadAsync(PlanKind, cancellationToken);
        var models = demand
            .Select(document => (document.Key, Demand: DemandJson.Read(document.Value)))
            .Where(read => read.Demand is not null)
            .ToImmutableSortedDictionary(read => read.Key, read => read.Demand!, StringComparer.Ordinal);
        return new PlanningMemory(
            new DemandBook(models),
            plan.TryGetValue(PlanKey, out var json) ? PlanJson.Read(json) : null
        );
    }

    public async Task WriteAsync(PlanningMemory memory, CancellationToken cancellationToken)
    {
        var kept = await documents.ReadAsync(DemandKind, cancellationToken);
        await documents.WriteAsync(
            DemandKind,
            memory.Demand.Models.ToDictionary(model => model.Key, model => DemandJson.Write(model.Value)),
            cancellationToken
        );
        foreach (var gone in kept.Keys.Except(memory.Demand.Models.Keys, StringComparer.Ordinal))
        {
            await documents.DeleteAsync(DemandKind, gone, cancellationToken);
        }

        if (memory.Plan is { } plan)
        {
            await documents.WriteAsync(
                PlanKind,
                new Dictionary<string, string> { [PlanKey] = PlanJson.Write(plan) },
                cancellationToken
            );
        }
        else
        {
            await documents.DeleteAsync(PlanKind, PlanKey, cancellationToken);
        }
    }
}
