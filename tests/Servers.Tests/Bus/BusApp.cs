using System.Text.Json;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Servers.Tests.Bus;

/// <summary>A process of ours on real servers; the test adds what is to run in it.</summary>
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

    public Uri Http => Get<PeerAddresses>().OwnHttp!;

    public static async Task<BusApp> StartAsync(
        RabbitServer server,
        Action<WebApplicationBuilder> add,
        params (string Key, string Value)[] settings
    ) => await StartAsync(add, _ => { }, [("ConnectionStrings:messaging", server.ConnectionString), .. settings]);

    public static async Task<BusApp> StartAsync(
        Action<WebApplicationBuilder> add,
        Action<WebApplication> map,
        params (string Key, string Value)[] settings
    )
    {
        var log = new LogRecorder();
        var host = await ServiceHost.StartAsync(
            builder =>
            {
                builder.AddServiceDefaults("tested");
                builder.Logging.ClearProviders().AddProvider(log);
                add(builder);
            },
            app =>
            {
                app.MapDefaultEndpoints();
                map(app);
            },
            settings: settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal)
        );
        return new BusApp(host, log);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <returns>The state of one check as /health has it: "Healthy" or "Degraded".</returns>
    public async Task<string?> StateOfAsync(string check)
    {
        using var http = new HttpClient();
        await using var body = await http.GetStreamAsync(new Uri(Http, "/health"));
        using var report = await JsonDocument.ParseAsync(body);
        return report.RootElement.GetProperty("checks").GetProperty(check).GetString();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Log.ThrowOnUnexpectedErrors();
    }
}
