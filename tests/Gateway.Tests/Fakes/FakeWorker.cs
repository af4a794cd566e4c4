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

    /// <summary>What the worker knows of runs; two workers may share it as they share a database.</summary>
    public FakeRuns Runs { get; set; } = new();

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

    public override Task<StartRunResponse> StartRun(StartRunRequest request, ServerCallContext context) =>
        Runs.StartAsync(request);

    public override Task WatchRun(
        WatchRunRequest request,
        IServerStreamWriter<RunEvent> responseStream,
        ServerCallContext context
    ) => Runs.WatchAsync(request, responseStream, context);

    public override Task<RunView> GetRun(GetRunRequest request, ServerCallContext context) =>
        Task.FromResult(Runs.OnView(request.RunId));

    public override Task<ControlRunResponse> ControlRun(ControlRunRequest request, ServerCallContext context) =>
        Runs.ControlAsync(request);

    public override Task<ListRunsResponse> ListRuns(ListRunsRequest request, ServerCallContext context) =>
        Task.FromResult(Runs.OnList(request));
}
