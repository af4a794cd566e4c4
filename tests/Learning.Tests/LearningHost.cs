using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Learning.V1;
using Orchestrator.ServiceDefaults;
using Orchestrator.Testing;
using LearningClient = Orchestrator.Contracts.Learning.V1.Learning.LearningClient;

namespace Orchestrator.Learning.Tests;

/// <summary>The learning service as it runs, and the two ways to talk to it.</summary>
internal sealed class LearningHost : IAsyncDisposable
{
    private readonly ServiceHost _host;

    private LearningHost(ServiceHost host) => _host = host;

    public IBus Bus => _host.Services.GetRequiredService<IBus>();

    /// <param name="data">Where an earlier host left its database; null for a new folder.</param>
    public static async Task<LearningHost> StartAsync(DirectoryInfo? data = null) =>
        new(
            await ServiceHost.StartAsync(
                builder =>
                {
                    builder.AddServiceDefaults("learning");
                    builder.AddLearning();
                    builder.Services.AddGrpcPeer<LearningClient>("learning");
                },
                app =>
                {
                    app.MapDefaultEndpoints();
                    app.MapLearning();
                },
                data
            )
        );

    public async Task<SummarizeResponse> SummarizeAsync(SummarizeRequest? request = null) =>
        await _host.Services.GetRequiredService<LearningClient>().SummarizeAsync(request ?? new SummarizeRequest());

    public async Task<TResponse> AskAsync<TRequest, TResponse>(TRequest request)
        where TRequest : class
        where TResponse : class
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var client = scope.ServiceProvider.GetRequiredService<IRequestClient<TRequest>>();
        return (await client.GetResponse<TResponse>(request)).Message;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
