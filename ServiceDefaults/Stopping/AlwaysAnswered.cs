using Microsoft.AspNetCore.Builder;

namespace Orchestrator.ServiceDefaults;

/// <summary>Marks endpoints that a stopping process still answers and does not count as work: probes and metrics.</summary>
internal sealed class AlwaysAnswered
{
    private static readonly AlwaysAnswered _mark = new();

    public static TBuilder On<TBuilder>(TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(_mark);
}
