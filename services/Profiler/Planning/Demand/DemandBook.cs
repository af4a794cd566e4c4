using System.Collections.Immutable;

namespace Orchestrator.Profiler.Planning.Demand;

/// <summary>The demand of all models. Pure; bounded by the number of models that are kept.</summary>
internal sealed record DemandBook(ImmutableSortedDictionary<string, ModelDemand> Models)
{
    public static readonly DemandBook Empty = new(
        ImmutableSortedDictionary<string, ModelDemand>.Empty.WithComparers(StringComparer.Ordinal)
    );

    public ModelDemand Of(string model) => Models.GetValueOrDefault(model, ModelDemand.Unknown);

    /// <summary>A bin has ended for all models: those that nobody called had none.</summary>
    /// <param name="known">Models that the fleet has; what is known of others is forgotten.</param>
    public DemandBook With(
        DateTimeOffset bin,
        IReadOnlyDictionary<string, DemandCounts> counts,
        IEnumerable<string> known
    ) =>
        new(
            known.ToImmutableSortedDictionary(
                model => model,
                model => Of(model).With(bin, counts.GetValueOrDefault(model)),
                StringComparer.Ordinal
            )
        );
}
