using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>Where this process can be reached: the ports that were really bound, the configured ones before that.</summary>
internal sealed class BoundEndpoints(IOptions<EndpointsOptions> options)
{
    private ListenOptions? _http;
    private ListenOptions? _grpc;

    /// <summary>Null when this process has no HTTP endpoint.</summary>
    public Uri? Http => options.Value.Http is { } configured ? Now(_http, configured) : null;

    public Uri Grpc => Now(_grpc, options.Value.Grpc);

    public Uri AdvertisedGrpc => options.Value.AdvertisedGrpc ?? Grpc;

    /// <summary>Kestrel writes the bound port back into these when it starts.</summary>
    public void HttpIs(ListenOptions listen) => _http = listen;

    public void GrpcIs(ListenOptions listen) => _grpc = listen;

    private static Uri Now(ListenOptions? listen, Uri configured)
    {
        var endpoint = listen?.IPEndPoint ?? ListenAddress.Of(configured);
        return endpoint is null ? configured : ListenAddress.Dialable(endpoint);
    }
}
