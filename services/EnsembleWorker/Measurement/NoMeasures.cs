using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Measurement;

/// <summary>Stands where nothing is measured.</summary>
internal sealed class NoMeasures : IMeasures
{
    public ImmutableArray<PublishedMeasure> Of(string replica) => [];
}
