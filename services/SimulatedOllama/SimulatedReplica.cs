using System.Globalization;
using Microsoft.Extensions.Options;
using Orchestrator.SimulatedOllama.Driver;

namespace Orchestrator.SimulatedOllama;

/// <summary>One simulated host that is listening. The process has one; tests start as many as they need.</summary>
public sealed class SimulatedReplica : IAsyncDisposable
{
    private const string DefaultUrl = "http://127.0.0.1:11435";
    private readonly WebApplication _app;

    private SimulatedReplica(WebApplication app) => _app = app;

    /// <summary>The first address it listens on, with the real port.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>One line that says what is simulated and where.</summary>
    public string Description
    {
        get
        {
            var options = _app.Services.GetRequiredService<IOptions<SimulatedOptions>>().Value;
            var config = _app.Services.GetRequiredService<HostDriver>().State.Config;
            var machine = options.FleetFile is null ? $"preset {options.Preset}" : $"host {options.Host} of a fleet";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{options.Name} is ready on {Address.GetLeftPart(UriPartial.Authority)}: simulated Ollama {SimulatedOllamaModule.Version}, {machine}, {config.Models.Count} models, {config.VramBytes / (double)(1L << 30):0.#} GiB."
            );
        }
    }

    /// <param name="settings">Keys as in the configuration: <c>urls</c>, <c>Simulated:Preset</c> and so on. They win over the environment.</param>
    public static async Task<SimulatedReplica> StartAsync(
        IReadOnlyDictionary<string, string?> settings,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls((builder.Configuration["urls"] ?? DefaultUrl).Split(';'));
        builder.Services.AddSingleton(clock);
        builder.AddSimulatedOllama();
        var app = builder.Build();
        app.MapSimulatedOllama();
        try
        {
            await app.StartAsync(cancellationToken);
            return new SimulatedReplica(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public void Stop() => _app.Lifetime.StopApplication();

    public Task WaitForStopAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
