using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Orchestrator.ServiceDefaults;

public static class HttpEndpointOnly
{
    /// <summary>The endpoints of this group answer on the HTTP endpoint only; on the gRPC endpoint they do not exist (404).</summary>
    public static TBuilder RequireHttpEndpoint<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(Mark.Instance);

    /// <summary>The protocol tells the endpoint: the HTTP endpoint speaks HTTP/1.1 only, the gRPC endpoint HTTP/2 only.</summary>
    internal static bool Hides(HttpContext context) =>
        HttpProtocol.IsHttp2(context.Request.Protocol)
        && context.GetEndpoint()?.Metadata.GetMetadata<Mark>() is not null;

    private sealed class Mark
    {
        public static readonly Mark Instance = new();
    }
}
