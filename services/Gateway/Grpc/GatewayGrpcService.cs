using Grpc.Core;
using Orchestrator.Contracts.Gateway.V1;
using Orchestrator.Gateway.Requests;
using Orchestrator.Gateway.Runs;
using Orchestrator.ServiceDefaults;
using GatewayContract = Orchestrator.Contracts.Gateway.V1.Gateway;

namespace Orchestrator.Gateway.Grpc;

/// <summary>The front door for internal services: the same coordinator and the same limits as for everybody else.</summary>
internal sealed class GatewayGrpcService(RunCoordinator coordinator, RunSlots slots, IdSource ids)
    : GatewayContract.GatewayBase
{
    public override async Task Ask(
        AskRequest request,
        IServerStreamWriter<AskChunk> responseStream,
        ServerCallContext context
    )
    {
        using var slot = slots.TryTake() ?? throw AskMapping.ToStatus(slots.Full(), hasBegun: false);
        var problems = new FieldProblems();
        var question = AskMapping.ToQuestion(request, problems);
        if (problems.Any)
        {
            throw AskMapping.ToStatus(problems.ToError(), hasBegun: false);
        }

        var start = await coordinator.StartAsync(ids.NextText(), question, context.CancellationToken);
        switch (start)
        {
            case RunStart.Refused { Error: var error }:
                throw AskMapping.ToStatus(error, hasBegun: false);
            case RunStart.Started { Run: var run }:
                await using (run)
                {
                    await RelayAsync(run, responseStream, context.CancellationToken);
                }

                break;
        }
    }

    private static async Task RelayAsync(
        Run run,
        IServerStreamWriter<AskChunk> responseStream,
        CancellationToken cancellationToken
    )
    {
        await responseStream.WriteAsync(AskMapping.ToOrigin(run.Origin), cancellationToken);
        await foreach (var chunk in run.ReadAsync(cancellationToken))
        {
            await responseStream.WriteAsync(AskMapping.ToChunk(chunk), cancellationToken);
        }
    }
}
