using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

internal static class KestrelEndpoints
{
    public static void AddKestrelEndpoints(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<EndpointsOptions>()
            .BindConfiguration(EndpointsOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<BoundEndpoints>();
        // ASPNETCORE_URLS knows no protocol per port: Kestrel says in a warning that these two replace it.
        builder.WebHost.ConfigureKestrel(Listen);
    }

    private static void Listen(KestrelServerOptions kestrel)
    {
        var services = kestrel.ApplicationServices;
        var endpoints = services.GetRequiredService<IOptions<EndpointsOptions>>().Value;
        var grpcLimits = services.GetRequiredService<IOptions<GrpcDefaultsOptions>>().Value;
        var bound = services.GetRequiredService<BoundEndpoints>();
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.MaxStreamsPerConnection = grpcLimits.MaxStreamsPerConnection;
        kestrel.Limits.Http2.KeepAlivePingDelay = grpcLimits.KeepAlivePingDelay;
        kestrel.Limits.Http2.KeepAlivePingTimeout = grpcLimits.KeepAlivePingTimeout;
        if (endpoints.Http is { } http)
        {
            kestrel.Listen(Socket(http), listen => bound.HttpIs(With(listen, HttpProtocols.Http1)));
        }

        kestrel.Listen(Socket(endpoints.Grpc), listen => bound.GrpcIs(With(listen, HttpProtocols.Http2)));
    }

    private static ListenOptions With(ListenOptions listen, HttpProtocols protocols)
    {
        listen.Protocols = protocols;
        return listen;
    }

    private static IPEndPoint Socket(Uri address) =>
        ListenAddress.Of(address) ?? throw new InvalidOperationException($"'{address}' is no address to listen on.");
}
