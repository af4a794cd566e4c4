using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Faults;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>Takes a checked call through the host: model, slot, answer, wire. A hang-up ends it wherever it is.</summary>
internal sealed class Generation(
    HostDriver host,
    FaultBook faults,
    AnswerPlayer player,
    IHostApplicationLifetime lifetime,
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

        var fault = faults.Take(call.Request.Model.Name);
        return RefusalOf(fault) ?? await UntilHangUpAsync(context, token => AdmitAsync(context, call, fault, token));
    }

    public static WireError? RefusalOf(Fault? fault) =>
        fault?.Kind switch
        {
            FaultKind.Refuse => WireError.Busy,
            FaultKind.Error500 => WireError.Failed("simulated fault: the runner has terminated"),
            _ => null,
        };

    /// <summary>Also ends when the host stops. What was begun is then cut, so that nobody takes it for complete.</summary>
    public async Task<WireError?> UntilHangUpAsync(HttpContext context, Func<CancellationToken, Task<WireError?>> act)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            lifetime.ApplicationStopping
        );
        try
        {
            return await act(ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            context.Abort();
            return null;
        }
    }

    private async Task<WireError?> AdmitAsync(
        HttpContext context,
        GenerationCall call,
        Fault? fault,
        CancellationToken cancellationToken
    )
    {
        using var ticket = host.Submit(call.Request.Model.Name, call.Options, call.KeepAlive, call.IsEmpty);
        if (!await ticket.WaitForModelAsync(cancellationToken))
        {
            return WireError.Busy;
        }

        if (call.IsEmpty)
        {
            ticket.Finish(RequestEnd.Finished);
            await WriteEmptyAsync(context, call, "load");
            return null;
        }

        await ticket.WaitForSlotAsync(cancellationToken);
        var metrics = new AnswerMetrics(ticket, clock);
        var answer = AnswerPlanner.Plan(call.Request with { ContextLength = ContextOf(ticket, call) });
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
        WireWriter.WriteAsync(context, StatusCodes.Status200OK, call.Dialect.Done(new AnswerTotal(), reason, null));
}
