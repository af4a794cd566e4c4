using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Residency;

internal abstract record ResidencyEvent
{
    private ResidencyEvent() { }

    /// <summary>How things stand now.</summary>
    /// <param name="Plan">Null: there is none, and nothing is done.</param>
    /// <param name="Usual">keep_alive of models that are not planned.</param>
    internal sealed record Looked(ResidencyPlan? Plan, ImmutableArray<ModelSight> Models, TimeSpan Usual)
        : ResidencyEvent;

    /// <summary>A load of this rule's has ended.</summary>
    internal sealed record LoadEnded(string Model, bool IsDone) : ResidencyEvent;
}
