namespace Orchestrator.Profiler.Planning;

/// <summary>Where plans go: to whoever shows them, and to workers and routers when they are carried out.</summary>
internal interface IPlanSink
{
    /// <param name="plan">The whole plan; <see cref="PlacementPlan.Empty"/> ends all plans.</param>
    /// <param name="isCarriedOut">False: it is shown, and nobody acts on it.</param>
    /// <param name="cancellationToken">Ends the attempt; it is made again.</param>
    Task PublishAsync(PlacementPlan plan, bool isCarriedOut, CancellationToken cancellationToken);
}
