namespace Orchestrator.AppHost;

/// <param name="Gateway">Whom clients call.</param>
/// <param name="Replicas">Whose models the gateway has to list before the system counts as ready.</param>
internal sealed record StartSubject(
    Plan Plan,
    IResourceBuilder<ProjectResource> Gateway,
    IReadOnlyList<Replica> Replicas
);
