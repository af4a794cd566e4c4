using System.Collections.Immutable;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Measurement;

/// <summary>What this worker has learned of the models on its replicas, ready to be told to watchers.</summary>
internal interface IMeasures
{
    /// <summary>
    /// The newest published measures of a replica, one per digest; empty before anything was measured. The same array
    /// until something new is published, so that an unchanged replica costs a comparison of references.
    /// </summary>
    ImmutableArray<PublishedMeasure> Of(string replica);
}

/// <param name="Revision">
/// Grows with every publication, over all replicas: a watcher that was told revision n of a replica is told what has a
/// greater one.
/// </param>
/// <param name="Measure">Shared by all watchers, never changed.</param>
internal sealed record PublishedMeasure(string Digest, long Revision, ModelMeasure Measure);
