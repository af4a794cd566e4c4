using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Residency;

/// <summary>What the profiler wants of one replica.</summary>
/// <param name="Models">By rank: the first one is the last to go.</param>
internal sealed record ResidencyPlan(ImmutableArray<ResidencyEntry> Models)
{
    /// <summary>Null for a model that the plan does not name.</summary>
    public ResidencyEntry? Find(string model)
    {
        foreach (var planned in Models)
        {
            if (string.Equals(planned.Model, model, StringComparison.OrdinalIgnoreCase))
            {
                return planned;
            }
        }

        return null;
    }

    /// <summary>
    /// The keep_alive of a model's calls: Ollama evicts the shortest first, so planned models outlast the others.
    /// </summary>
    /// <param name="plan">Null when there is none.</param>
    /// <param name="usual">Of models that are not planned.</param>
    public static TimeSpan KeepAliveOf(ResidencyPlan? plan, string model, TimeSpan usual) =>
        plan?.Find(model)?.KeepAlive ?? usual;
}

/// <param name="IsResident">It is to be in memory from <paramref name="LoadAt"/> on; otherwise it comes when it is called.</param>
/// <param name="LoadAt">Null: at once.</param>
internal sealed record ResidencyEntry(string Model, TimeSpan KeepAlive, bool IsResident, DateTimeOffset? LoadAt = null);
