using System.Collections.Concurrent;
using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Gateway.Tests.Fakes;

/// <summary>Replicas of the fake worker that say nothing until the test tells each of them what, and note who hung up.</summary>
internal sealed class Stage
{
    private readonly ConcurrentDictionary<string, Part> _parts = new();

    public Stage(FakeWorker worker) => worker.OnGenerate = PlayAsync;

    public Task CalledAsync(string replica) => PartOf(replica).Called.Task.Within($"{replica} is called");

    public Task CancelledAsync(string replica) =>
        PartOf(replica).Cancelled.Task.Within($"the call at {replica} is cancelled");

    public bool WasCalled(string replica) => PartOf(replica).Called.Task.IsCompleted;

    public void Say(string replica, string text) => PartOf(replica).Line.TrySetResult(text);

    public void Fail(string replica, RpcException failure) => PartOf(replica).Line.TrySetException(failure);

    private async Task PlayAsync(
        GenerateRequest request,
        IServerStreamWriter<GenerateChunk> stream,
        CancellationToken cancellationToken
    )
    {
        var part = PartOf(request.Replica);
        part.Called.TrySetResult();
        try
        {
            await Answers.SayAsync(stream, await part.Line.Task.WaitAsync(cancellationToken));
        }
        finally
        {
            if (cancellationToken.IsCancellationRequested)
            {
                part.Cancelled.TrySetResult();
            }
        }
    }

    private Part PartOf(string replica) => _parts.GetOrAdd(replica, _ => new Part());

    private sealed class Part
    {
        public TaskCompletionSource Called { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<string> Line { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
