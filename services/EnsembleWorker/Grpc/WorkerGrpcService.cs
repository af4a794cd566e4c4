using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.EnsembleWorker.Watching;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Grpc;

/// <summary>The worker's gRPC edge.</summary>
internal sealed class WorkerGrpcService(
    AnswerStream answers,
    Embedding embedding,
    ModelCare care,
    ProbeCalls probes,
    FleetPublisher publisher,
    RunCalls runs,
    IOptions<EnsembleWorkerOptions> options
) : Worker.WorkerBase
{
    private readonly GenerationOptions _limits = options.Value.Generation;

    public override Task Generate(
        GenerateRequest request,
        IServerStreamWriter<GenerateChunk> responseStream,
        ServerCallContext context
    ) =>
        TellFailuresAsync(async () =>
        {
            Refuse(RequestRule.Check(request, _limits));
            var order = ChatMapping.ToOrder(request, ParseModel(request.Model));
            var mapping = new AnswerMapping();
            await answers.RunAsync(
                order,
                (happened, token) =>
                {
                    responseStream.WriteOptions = AnswerMapping.HintFor(happened);
                    return responseStream.WriteAsync(mapping.ToChunk(happened), token);
                },
                context.CancellationToken
            );
            return true;
        });

    public override Task<EmbedResponse> Embed(EmbedRequest request, ServerCallContext context) =>
        TellFailuresAsync(() =>
        {
            Refuse(RequestRule.Check(request, _limits));
            return embedding.RunAsync(request, ParseModel(request.Model), context.CancellationToken);
        });

    public override Task Manage(
        ManageRequest request,
        IServerStreamWriter<ManageProgress> responseStream,
        ServerCallContext context
    ) =>
        TellFailuresAsync(async () =>
        {
            Refuse(RequestRule.CheckTarget(request.Replica, request.Model));
            await care.RunAsync(request, ParseModel(request.Model), responseStream, context.CancellationToken);
            return true;
        });

    public override Task<ProbeResponse> Probe(ProbeRequest request, ServerCallContext context) =>
        TellFailuresAsync(() =>
        {
            var asked = ProbeCalls.AsGenerate(request);
            Refuse(RequestRule.Check(asked, _limits));
            return probes.RunAsync(asked, request.AllowLoad, ParseModel(request.Model), context.CancellationToken);
        });

    public override async Task Watch(
        WatchRequest request,
        IServerStreamWriter<FleetUpdate> responseStream,
        ServerCallContext context
    )
    {
        if (!await publisher.TryWatchAsync(responseStream, context.CancellationToken))
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, "This worker has too many watchers."));
        }
    }

    public override Task<StartRunResponse> StartRun(StartRunRequest request, ServerCallContext context) =>
        runs.StartAsync(request, context.CancellationToken);

    public override Task WatchRun(
        WatchRunRequest request,
        IServerStreamWriter<RunEvent> responseStream,
        ServerCallContext context
    ) => runs.WatchAsync(request, responseStream, context.CancellationToken);

    public override Task<RunView> GetRun(GetRunRequest request, ServerCallContext context) =>
        runs.GetAsync(request, context.CancellationToken);

    public override Task<ControlRunResponse> ControlRun(ControlRunRequest request, ServerCallContext context) =>
        runs.ControlAsync(request, context.CancellationToken);

    public override Task<ListRunsResponse> ListRuns(ListRunsRequest request, ServerCallContext context) =>
        runs.ListAsync(request, context.CancellationToken);

    private static void Refuse(RequestProblem? problem)
    {
        if (problem is not null)
        {
            throw FailureMapping.InvalidArgument(problem);
        }
    }

    private static ModelId ParseModel(string model) =>
        ModelId.TryParse(model, out var id)
            ? id
            : throw FailureMapping.InvalidArgument(new RequestProblem("model", "is not a model's name"));

    private static async Task<T> TellFailuresAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (CallFailedException exception)
        {
            throw FailureMapping.ToRpc(exception);
        }
        catch (InferenceException exception)
        {
            throw FailureMapping.ToRpc(exception.Error);
        }
    }
}
