using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Faults;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Text;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>Takes a checked embed call through the host.</summary>
internal sealed class Embedding(
    HostDriver host,
    RequestFaults faults,
    AnswerPlayer player,
    Connections connections,
    TimeProvider clock
)
{
    /// <param name="answer">The wording: from the vectors, all of length 1, and the metrics.</param>
    public Task<WireError?> RunAsync(
        HttpContext context,
        EmbedCall call,
        Func<float[][], AnswerMetrics, object> answer
    ) =>
        connections.UntilHangUpAsync(
            context,
            token =>
                faults.MeetAsync(
                    context,
                    call.Model.Name,
                    fault => AdmitAsync(context, call, answer, fault, token),
                    token
                )
        );

    private async Task<WireError?> AdmitAsync(
        HttpContext context,
        EmbedCall call,
        Func<float[][], AnswerMetrics, object> answer,
        Fault? fault,
        CancellationToken cancellationToken
    )
    {
        using var ticket = host.Submit(call.ToHostRequest());
        if (await ticket.WaitForModelAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        var metrics = new AnswerMetrics(ticket, clock);
        var error =
            await ticket.WaitForSlotAsync(cancellationToken)
            ?? await EvaluateAsync(call, ticket, fault, metrics, cancellationToken)
            ?? Break(context, fault);
        ticket.Finish(error is null ? RequestEnd.Finished : RequestEnd.Failed);
        if (error is null && !context.RequestAborted.IsCancellationRequested)
        {
            await WireWriter.OkAsync(context, answer(Vectors(call), metrics));
        }

        return error;
    }

    private async Task<WireError?> EvaluateAsync(
        EmbedCall call,
        Ticket ticket,
        Fault? fault,
        AnswerMetrics metrics,
        CancellationToken cancellationToken
    )
    {
        var most = host.State.Runners.TryGetValue(ticket.Model, out var runner)
            ? runner.ContextLength
            : call.Model.ContextLength;
        var counts = call.Inputs.Select(input => Tokenizer.Count(input) + 1).ToArray();
        return call.Truncate || counts.All(count => count <= most)
            ? await player.PrefillAsync(
                counts.Sum(count => Math.Min(count, most)),
                ticket,
                fault is { Kind: FaultKind.StallMidStream } stall
                    ? stall with
                    {
                        Kind = FaultKind.StallBeforeFirstToken,
                    }
                    : fault,
                metrics,
                cancellationToken
            )
            : WireError.InputTooLong;
    }

    // A vector has no middle: a fault of the stream hits the whole answer. (A stall is met while it is evaluated.)
    private static WireError? Break(HttpContext context, Fault? fault)
    {
        if (fault?.Kind is FaultKind.CutMidStream or FaultKind.EndMidStream)
        {
            context.Abort();
        }

        return
            fault?.Kind
                is FaultKind.CutMidStream
                    or FaultKind.EndMidStream
                    or FaultKind.ErrorInBand
                    or FaultKind.Garbage
            ? FaultTexts.HalfWay
            : null;
    }

    private static float[][] Vectors(EmbedCall call) =>
        [
            .. call.Inputs.Select(input =>
                EmbeddingVector.Of(call.Model.Name, call.Model.EmbeddingLength, input, call.Dimensions)
            ),
        ];
}
