using System.Net;
using System.Security.Cryptography.X509Certificates;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.StandIns.Tests.Grpc.Wire;

namespace Orchestrator.StandIns.Tests.Grpc;

/// <summary>A Kestrel on a free loopback port that serves probe.proto, doing what <see cref="ProbeScript"/> says.</summary>
internal sealed class ProbeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<GrpcChannel> _channels = [];

    private ProbeServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<ProbeServer> StartAsync(
        ProbeScript script,
        Action<GrpcServiceOptions>? configure = null,
        X509Certificate2? certificate = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, on => Listen(on, certificate))
        );
        builder.Services.AddGrpc(options => configure?.Invoke(options));
        builder.Services.AddSingleton(script);
        var app = builder.Build();
        app.MapGrpcService<ProbeService>();
        await app.StartAsync(CancellationToken.None);
        return new ProbeServer(app);
    }

    /// <summary>A client with a channel of its own, which goes away with the server.</summary>
    public Probe.ProbeClient Client(Action<GrpcChannelOptions>? configure = null) => new(Channel(configure));

    public GrpcChannel Channel(Action<GrpcChannelOptions>? configure = null)
    {
        var options = new GrpcChannelOptions();
        configure?.Invoke(options);
        var channel = GrpcChannel.ForAddress(Address, options);
        _channels.Add(channel);
        return channel;
    }

    /// <summary>Cuts all connections without waiting for calls.</summary>
    public async Task KillAsync() => await _app.StopAsync(new CancellationToken(canceled: true));

    public async ValueTask DisposeAsync()
    {
        _channels.ForEach(channel => channel.Dispose());
        await KillAsync();
        await _app.DisposeAsync();
    }

    private static void Listen(ListenOptions options, X509Certificate2? certificate)
    {
        options.Protocols = HttpProtocols.Http2;
        if (certificate is not null)
        {
            options.UseHttps(
                certificate,
                https =>
                {
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    https.AllowAnyClientCertificate();
                }
            );
        }
    }
}
