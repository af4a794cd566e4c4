using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Faults;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>Takes a checked call through the host: model, slot, answer, wire. A hang-up ends it wherever it is.</summary>
internal sealed class Generation(
    HostDriver host,
    RequestFaults faults,
    AnswerPlayer player,
    Connections connections,
    TimeProvider clock
)
{
    /// <returns>An error that is still to be written, or null when all is said.</returns>
    public async Task<WireError?> RunAsync(HttpContext context, GenerationCall call)
    {
        if (call.IsUnload)
        {
            host.Unload(call.Request.Model.Name);
            await WriteEmptyAsync(context, call, "unload");
            return null;
        }

        return await connections.UntilHangUpAsync(
            context,
            token =>
                faults.MeetAsync(
                    context,
                    call.Request.Model.Name,
                    fault => AdmitAsync(context, call, fault, token),
                    token
                )
        );
    }

    private async Task<WireError?> AdmitAsync(
        HttpContext context,
        GenerationCall call,
        Fault? fault,
        CancellationToken cancellationToken
    )
    {
        using var ticket = host.Submit(call.ToHostRequest());
        if (await ticket.WaitForModelAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        if (call.IsEmpty)
        {
            ticket.Finish(RequestEnd.Finished);
            await WriteEmptyAsync(context, call, "load");
            return null;
        }

        return await ticket.WaitForSlotAsync(cancellationToken)
            ?? await AnswerAsync(context, call, ticket, fault, cancellationToken);
    }

    private async Task<WireError?> AnswerAsync(
        HttpContext context,
        GenerationCall call,
        Ticket ticket,
        Fault? fault,
        CancellationToken cancellationToken
    )
    {
        var request = call.Request with { ContextLength = ContextOf(ticket, call) };
        if (!call.Truncate && PromptTokens.Whole(request) > request.ContextLength)
        {
            ticket.Finish(RequestEnd.Failed);
            return WireError.InputTooLong;
        }

        var metrics = new AnswerMetrics(ticket, clock);
        var answer = AnswerPlanner.Plan(request);
        var pieces = player.PlayAsync(answer, ticket, fault, metrics, cancellationToken);
        var sending = new AnswerSending(context, call.Dialect, ticket, metrics, answer.DoneReason);
        return call.IsStreamed
            ? await sending.StreamAsync(pieces, cancellationToken)
            : await sending.WholeAsync(pieces, cancellationToken);
    }

    private int ContextOf(Ticket ticket, GenerationCall call) =>
        host.State.Runners.TryGetValue(ticket.Model, out var runner)
            ? runner.ContextLength
            : call.Request.ContextLength;

    private static Task WriteEmptyAsync(HttpContext context, GenerationCall call, string reason) =>
        WireWriter.OkAsync(context, call.Dialect.Whole(new AnswerTotal(), reason, null));
}
