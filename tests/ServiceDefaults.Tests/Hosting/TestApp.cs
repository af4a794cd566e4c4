using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Testing;

namespace Orchestrator.ServiceDefaults.Tests;

/// <summary>A whole process of ours inside the test: real sockets on free ports, a folder of its own, its log in memory.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    public const string Credential = "a-credential-of-the-tests";

    // A field and not a property, which analyzers would search for cancellation tokens at each call in a test.
    private readonly WebApplication _app;

    private TestApp(WebApplication app, LogRecorder log, DirectoryInfo folder)
    {
        _app = app;
        Log = log;
        Folder = folder;
        Http = new HttpClient { BaseAddress = Peers.OwnHttp };
    }

    public LogRecorder Log { get; }
    public DirectoryInfo Folder { get; }

    /// <summary>Talks to the HTTP endpoint.</summary>
    public HttpClient Http { get; }

    public PeerAddresses Peers => Get<PeerAddresses>();
    public Uri Grpc => Peers.OwnGrpc;

    public static async Task<TestApp> StartAsync(
        Action<WebApplicationBuilder>? build = null,
        Action<WebApplication>? map = null,
        Dictionary<string, string?>? settings = null,
        string environment = "Production"
    )
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-test-");
        var log = new LogRecorder();
        WebApplication? app = null;
        try
        {
            app = Build(build, settings, environment, folder, log);
            app.MapDefaultEndpoints();
            map?.Invoke(app);
            await Wait.ForAsync(app.StartAsync(CancellationToken.None), "the test's process starts");
        }
        catch
        {
            await (app?.DisposeAsync() ?? ValueTask.CompletedTask);
            folder.Delete(recursive: true);
            throw;
        }

        return new TestApp(app, log, folder);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    /// <summary>Stops and cleans up; fails when an Error was logged that the test did not expect.</summary>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Wait.ForAsync(StopAsync(), "the test's process stops");
        await _app.DisposeAsync();
        Folder.Delete(recursive: true);
        Log.ThrowOnUnexpectedErrors();
    }

    private static WebApplication Build(
        Action<WebApplicationBuilder>? build,
        Dictionary<string, string?>? settings,
        string environment,
        DirectoryInfo folder,
        LogRecorder log
    )
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = folder.FullName }
        );
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
            {
                ["Endpoints:Http"] = "http://127.0.0.1:0",
                ["Endpoints:Grpc"] = "http://127.0.0.1:0",
                ["ServiceCredential"] = Credential,
                ["Logs:Console"] = "Off",
            }
        );
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.AddServiceDefaults("tested");
        builder.Logging.AddProvider(log);
        build?.Invoke(builder);
        return builder.Build();
    }
}
