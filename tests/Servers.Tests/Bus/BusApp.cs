using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Servers.Tests.Bus;

/// <summary>A process of ours on a real broker; the test adds what it consumes.</summary>
internal sealed class BusApp : IAsyncDisposable
{
    private readonly ServiceHost _host;

    private BusApp(ServiceHost host, LogRecorder log)
    {
        _host = host;
        Log = log;
    }

    public LogRecorder Log { get; }

    public IBus Bus => Get<IBus>();

    public static async Task<BusApp> StartAsync(
        RabbitServer server,
        Action<WebApplicationBuilder> add,
        params (string Key, string Value)[] settings
    )
    {
        var log = new LogRecorder();
        var all = settings.Append(("ConnectionStrings:messaging", server.ConnectionString));
        var host = await ServiceHost.StartAsync(
            builder =>
            {
                builder.AddServiceDefaults("tested");
                builder.Logging.ClearProviders().AddProvider(log);
                add(builder);
            },
            app => app.MapDefaultEndpoints(),
            settings: all.ToDictionary(pair => pair.Item1, pair => (string?)pair.Item2, StringComparer.Ordinal)
        );
        return new BusApp(host, log);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public Task<string> HealthAsync() => Get<HttpClient>().GetStringAsync(Get<PeerAddresses>().OwnHttp + "ready");

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Log.ThrowOnUnexpectedErrors();
    }
}
