using Grpc.Core;
using Grpc.Net.Client;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Functional.Tests.Cluster;

namespace Orchestrator.Slow.Tests;

/// <summary>Starts runs at the workers in turn, as gateways do, without waiting for their answers.</summary>
internal sealed class RunStarter(RunningCluster cluster) : IDisposable
{
    private static readonly string[] Workers = ["worker-1", "worker-2"];
    private static readonly string[] Models = ["llama3.2:3b", "exaone3.5:7.8b", "qwen3:8b"];

    private readonly GrpcChannel[] _channels =
    [
        .. Workers.Select(worker => GrpcChannel.ForAddress(cluster.GrpcOf(worker))),
    ];

    /// <summary>An ensemble of three members whose answer is written from theirs: four steps.</summary>
    public async Task StartAsync(string runId, int turn)
    {
        var request = new StartRunRequest
        {
            RunId = runId,
            Strategy = "ensemble",
            Messages =
            {
                new Message
                {
                    Role = "user",
                    Content = $"Tell me how bread is made, in your own words, number {turn}.",
                },
            },
            Models = { Models },
            Members = (uint)Models.Length,
            Sampling = new Sampling { MaxTokens = 64 },
        };
        var headers = new Metadata { { "x-service-credential", RunningCluster.Credential } };
        await new Worker.WorkerClient(_channels[turn % _channels.Length]).StartRunAsync(request, headers);
    }

    public void Dispose() => Array.ForEach(_channels, channel => channel.Dispose());
}
