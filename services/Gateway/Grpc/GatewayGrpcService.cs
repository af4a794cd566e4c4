using Grpc.Core;
using Orchestrator.Contracts.Gateway.V1;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Requests;
using Orchestrator.Gateway.Runs;
using Orchestrator.Gateway.Runs.Answers;
using Orchestrator.Gateway.Terms;
using Orchestrator.Placement.Answers;
using Orchestrator.ServiceDefaults;
using GatewayContract = Orchestrator.Contracts.Gateway.V1.Gateway;

namespace Orchestrator.Gateway.Grpc;

/// <summary>The front door for internal services: the same coordinator and the same limits as for everybody else.</summary>
internal sealed class GatewayGrpcService(RunCoordinator coordinator, RunSlots slots, CallerTerms terms, IdSource ids)
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
        var question = terms.Apply(context.GetHttpContext(), AskMapping.ToQuestion(request, problems), problems);
        EnsembleFields.Grpc.Check(question, problems);
        if (problems.Any)
        {
            throw AskMapping.ToStatus(problems.ToError(), hasBegun: false);
        }

        var start = await coordinator.StartAsync(
            ids.NextText(),
            question,
            wantsWhole: false,
            new RunPlan(),
            context.CancellationToken
        );
        switch (start)
        {
            case AnswerStart.Refused { Error: var error }:
                throw AskMapping.ToStatus(error.ToGateway(), hasBegun: false);
            case AnswerStart.Started { Answer: var answer }:
                await using (answer)
                {
                    await RelayAsync(answer, responseStream, context.CancellationToken);
                }

                break;
        }
    }

    private static async Task RelayAsync(
        IAnswer answer,
        IServerStreamWriter<AskChunk> responseStream,
        CancellationToken cancellationToken
    )
    {
        await responseStream.WriteAsync(AskMapping.ToOrigin(answer.Origin), cancellationToken);
        await foreach (var chunk in answer.ReadAsync(cancellationToken))
        {
            await responseStream.WriteAsync(AskMapping.ToChunk(chunk), cancellationToken);
        }
    }
}
