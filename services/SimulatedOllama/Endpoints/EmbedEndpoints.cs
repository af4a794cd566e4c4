using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Faults;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Text;

namespace Orchestrator.SimulatedOllama.Endpoints;

internal static class EmbedEndpoints
{
    public static void MapEmbed(this WebApplication app)
    {
        var host = app.Services.GetRequiredService<HostDriver>();
        var embedding = app.Services.GetRequiredService<Embedding>();
        app.MapWire(
            "/api/embed",
            "EmbedRequest",
            async (context, fields) =>
                EmbedCall.Read(fields, host) is { } call && fields.Errors.First is null
                    ? await embedding.RunAsync(context, call)
                    : fields.Errors.First
        );
    }
}

/// <summary>Takes a checked embed call through the host.</summary>
internal sealed class Embedding(
    HostDriver host,
    FaultBook faults,
    AnswerPlayer player,
    Generation generation,
    TimeProvider clock
)
{
    public async Task<WireError?> RunAsync(HttpContext context, EmbedCall call)
    {
        var fault = faults.Take(call.Model.Name);
        return Generation.RefusalOf(fault)
            ?? await generation.UntilHangUpAsync(context, token => AdmitAsync(context, call, fault, token));
    }

    private async Task<WireError?> AdmitAsync(
        HttpContext context,
        EmbedCall call,
        Fault? fault,
        CancellationToken cancellationToken
    )
    {
        using var ticket = host.Submit(call.Model.Name, call.Options.Runner, call.KeepAlive, call.Inputs.IsEmpty);
        if (!await ticket.WaitForModelAsync(cancellationToken))
        {
            return WireError.Busy;
        }

        await ticket.WaitForSlotAsync(cancellationToken);
        var metrics = new AnswerMetrics(ticket, clock);
        var (tokens, error) = CountTokens(call, ticket);
        if (error is null)
        {
            await player.PrefillAsync(tokens, ticket, fault, metrics, cancellationToken);
            error = Break(context, fault);
        }

        ticket.Finish(error is null ? RequestEnd.Finished : RequestEnd.Failed);
        if (error is null && !cancellationToken.IsCancellationRequested)
        {
            await WireWriter.WriteAsync(context, StatusCodes.Status200OK, Response(call, metrics));
        }

        return error;
    }

    // A vector has no middle: a fault of the stream hits the whole answer.
    private static WireError? Break(HttpContext context, Fault? fault)
    {
        if (fault?.Kind is FaultKind.CutMidStream or FaultKind.EndMidStream)
        {
            context.Abort();
        }

        return fault?.Kind is null or FaultKind.Slow or FaultKind.StallBeforeFirstToken or FaultKind.StallMidStream
            ? null
            : WireError.Failed("simulated fault: the runner failed half-way");
    }

    private (int Tokens, WireError? Error) CountTokens(EmbedCall call, Ticket ticket)
    {
        var most = host.State.Runners.TryGetValue(ticket.Model, out var runner)
            ? runner.ContextLength
            : call.Model.ContextLength;
        var counts = call.Inputs.Select(input => Tokenizer.Count(input) + 1).ToArray();
        return call.Truncate || counts.All(count => count <= most)
            ? (counts.Sum(count => Math.Min(count, most)), null)
            : (0, WireError.Bad("the input length exceeds the context length"));
    }

    private static EmbedResponse Response(EmbedCall call, AnswerMetrics metrics) =>
        new(
            call.Name,
            [
                .. call.Inputs.Select(input =>
                    EmbeddingVector.Of(call.Model.Name, call.Model.EmbeddingLength, input, call.Dimensions)
                ),
            ]
        )
        {
            TotalDuration = metrics.TotalDuration,
            LoadDuration = metrics.LoadDuration,
            PromptEvalCount = metrics.PromptEvalCount,
        };
}
