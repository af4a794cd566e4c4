using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Orchestrator.Testing;

/// <summary>
/// Services of ours on free loopback ports, with their data in a folder that goes with them. What the caller maps
/// beside them (fake peers) is found by them too: a peer without an address is expected in this process.
/// </summary>
public sealed class ServiceHost : IAsyncDisposable
{
    private readonly DirectoryInfo _data;
    private readonly bool _ownsData;

    private ServiceHost(WebApplication app, DirectoryInfo data, bool ownsData)
    {
        App = app;
        _data = data;
        _ownsData = ownsData;
    }

    public WebApplication App { get; }

    public IServiceProvider Services => App.Services;

    /// <param name="add">Registers the services, AddServiceDefaults first.</param>
    /// <param name="map">Maps their endpoints, MapDefaultEndpoints first.</param>
    /// <param name="data">A folder that an earlier host left; null for a new one.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<ServiceHost> StartAsync(
        Action<WebApplicationBuilder> add,
        Action<WebApplication> map,
        DirectoryInfo? data = null,
        IReadOnlyDictionary<string, string?>? settings = null
    )
    {
        var folder = data ?? Directory.CreateTempSubdirectory("orchestrator-");
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Endpoints:Http"] = FreePort.TakeAddress().ToString(),
                ["Endpoints:Grpc"] = FreePort.TakeAddress().ToString(),
                ["ORCHESTRATOR_DATA_DIRECTORY"] = folder.FullName,
            }
        );
        builder.Configuration.AddInMemoryCollection(settings);
        add(builder);
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new ServiceHost(app, folder, ownsData: data is null);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        if (_ownsData)
        {
            _data.Delete(recursive: true);
        }
    }
}
