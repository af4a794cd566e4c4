using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Learning.V1;
using Orchestrator.ServiceDefaults;
using LearningClient = Orchestrator.Contracts.Learning.V1.Learning.LearningClient;

namespace Orchestrator.Learning.Tests;

/// <summary>The learning service as it runs, with its database in a folder that goes with it.</summary>
internal sealed class LearningHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _data;
    private readonly bool _ownsData;

    private LearningHost(WebApplication app, DirectoryInfo data, bool ownsData)
    {
        _app = app;
        _data = data;
        _ownsData = ownsData;
    }

    public IBus Bus => _app.Services.GetRequiredService<IBus>();

    /// <param name="data">Where an earlier host left its database; null for a new folder.</param>
    public static async Task<LearningHost> StartAsync(DirectoryInfo? data = null)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("orchestrator-learning-");
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Endpoints:Http"] = FreeAddress(),
                ["Endpoints:Grpc"] = FreeAddress(),
                ["ORCHESTRATOR_DATA_DIRECTORY"] = folder.FullName,
            }
        );
        builder.AddServiceDefaults("learning");
        builder.AddLearning();
        builder.Services.AddGrpcPeer<LearningClient>("learning");
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapLearning();
        await app.StartAsync();
        return new LearningHost(app, folder, ownsData: data is null);
    }

    public async Task<SummarizeResponse> SummarizeAsync() =>
        await _app.Services.GetRequiredService<LearningClient>().SummarizeAsync(new SummarizeRequest());

    public async Task<TResponse> AskAsync<TRequest, TResponse>(TRequest request)
        where TRequest : class
        where TResponse : class
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var client = scope.ServiceProvider.GetRequiredService<IRequestClient<TRequest>>();
        return (await client.GetResponse<TResponse>(request)).Message;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownsData)
        {
            _data.Delete(recursive: true);
        }
    }

    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"
        );
    }
}
