using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Gateway.Tests.Fakes;

/// <summary>The owner of replicas, which says what the test says.</summary>
internal sealed class FakeWorker : Worker.WorkerBase
{
    private readonly List<GenerateRequest> _asked = [];

    /// <summary>What happens to a call: chunks by the writer, failures by throwing.</summary>
    public Func<GenerateRequest, IServerStreamWriter<GenerateChunk>, CancellationToken, Task> OnGenerate { get; set; } =
        (_, stream, _) => Answers.SayAsync(stream, "Hello", " world");

    public IReadOnlyList<GenerateRequest> Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    public override Task Generate(
        GenerateRequest request,
        IServerStreamWriter<GenerateChunk> responseStream,
        ServerCallContext context
    )
    {
        lock (_asked)
        {
            _asked.Add(request);
        }

        return OnGenerate(request, responseStream, context.CancellationToken);
    }
}
