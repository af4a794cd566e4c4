using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Router.Tests;

/// <summary>A process of ours inside the test, on free ports of the loopback.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private const string Credential = "a-credential-of-the-tests";

    // A field and not a property: it is asked for services only.
    private readonly WebApplication _app;

    private TestApp(WebApplication app) => _app = app;

    /// <summary>Where it serves gRPC.</summary>
    public Uri Grpc => Get<PeerAddresses>().OwnGrpc;

    public Uri Http => Get<PeerAddresses>().OwnHttp ?? throw new InvalidOperationException("No HTTP endpoint.");

    public static async Task<TestApp> StartAsync(
        Action<WebApplicationBuilder> build,
        Action<WebApplication> map,
        params (string Key, string Value)[] settings
    )
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([
            new("Endpoints:Http", "http://127.0.0.1:0"),
            new("Endpoints:Grpc", "http://127.0.0.1:0"),
            new("ServiceCredential", Credential),
        ]);
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.AddServiceDefaults("tested");
        builder.Logging.ClearProviders();
        build(builder);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        map(app);
        await app.StartAsync(CancellationToken.None);
        return new TestApp(app);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
