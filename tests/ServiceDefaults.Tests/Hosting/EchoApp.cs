using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.ServiceDefaults.Tests.EchoV1;

namespace Orchestrator.ServiceDefaults.Tests;

/// <summary>A process with the echo service, and clients for it.</summary>
internal static class EchoApp
{
    public static Task<TestApp> StartAsync(
        EchoScript? script = null,
        Dictionary<string, string?>? settings = null,
        Action<WebApplicationBuilder>? build = null,
        Action<WebApplication>? map = null
    ) =>
        TestApp.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(script ?? new EchoScript());
                build?.Invoke(builder);
            },
            web =>
            {
                web.MapGrpcService<EchoGrpcService>();
                map?.Invoke(web);
            },
            settings
        );

    /// <summary>A client as our services have it: with the credential, on the very process.</summary>
    public static Echo.EchoClient Client(this TestApp app) => app.Get<GrpcPeers>().ClientAt<Echo.EchoClient>(app.Grpc);

    /// <summary>A client of a stranger: a bare channel.</summary>
    public static GrpcChannel Stranger(this TestApp app) => GrpcChannel.ForAddress(app.Grpc);

    public static async Task<Status> StatusOf(this Task call) =>
        (await Assert.ThrowsAsync<RpcException>(() => call)).Status;

    public static Task<Status> StatusOf<T>(this AsyncUnaryCall<T> call) => call.ResponseAsync.StatusOf();
}
