using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orchestrator.Contracts.Learning.V1;
using Orchestrator.EnsembleWorker;
using Orchestrator.Learning;
using Orchestrator.ServiceDefaults;
using LearningClient = Orchestrator.Contracts.Learning.V1.Learning.LearningClient;

namespace Orchestrator.Servers.Tests.Database;

/// <summary>The services that own tables, in one process and on one database of a real server.</summary>
internal sealed class StoringServices : IAsyncDisposable
{
    private readonly ServiceHost _host;
    private readonly DirectoryInfo _folder;

    private StoringServices(ServiceHost host, DirectoryInfo folder, LogRecorder log) =>
        (_host, _folder, Log) = (host, folder, log);

    public LogRecorder Log { get; }

    public HttpClient Http => new() { BaseAddress = _host.Services.GetRequiredService<PeerAddresses>().OwnHttp };

    /// <param name="database">A connection string; the pool is on, as in production.</param>
    /// <param name="settings">Further settings.</param>
    /// <param name="log">Where the log goes, for who wants to read it while this starts.</param>
    public static async Task<StoringServices> StartAsync(
        string database,
        Dictionary<string, string?>? settings = null,
        LogRecorder? log = null
    )
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-");
        var recorder = log ?? new LogRecorder();
        var connection = new NpgsqlConnectionStringBuilder(database) { Pooling = true, Timeout = 5 };
        var all = new Dictionary<string, string?>(settings ?? [], StringComparer.Ordinal)
        {
            ["ConnectionStrings:orchestrator"] = connection.ConnectionString,
        };
        try
        {
            var host = await ServiceHost.StartAsync(builder => Add(builder, recorder), Map, folder, all);
            return new StoringServices(host, folder, recorder);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    public async Task<ulong> OutcomesAsync() =>
        (await _host.Services.GetRequiredService<LearningClient>().SummarizeAsync(new SummarizeRequest())).Outcomes;

    /// <summary>Ends without a look at the log.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
        NpgsqlConnection.ClearAllPools();
    }

    private static void Add(WebApplicationBuilder builder, LogRecorder log)
    {
        builder.AddServiceDefaults("tests");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.AddLearning();
        builder.AddEnsembleWorker();
        builder.Services.AddGrpcPeer<LearningClient>("learning");
    }

    private static void Map(WebApplication app)
    {
        app.MapDefaultEndpoints();
        app.MapLearning();
        app.MapEnsembleWorker();
    }
}
