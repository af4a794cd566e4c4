using System.Text;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Faults;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>Puts one answer on the wire, line by line or whole. The slot is free again before the last line is out.</summary>
internal sealed class AnswerSending(
    HttpContext context,
    IAnswerDialect dialect,
    Ticket ticket,
    AnswerMetrics metrics,
    string doneReason
)
{
    private static readonly byte[] _garbage = Encoding.UTF8.GetBytes("{\"simulated garbage\": <<<");
    private static readonly WireError _failure = WireError.Failed("simulated fault: the runner failed half-way");

    public async Task<WireError?> StreamAsync(IAsyncEnumerable<AnswerPiece> pieces, CancellationToken cancellationToken)
    {
        await foreach (var piece in pieces.WithCancellation(cancellationToken))
        {
            if (piece is AnswerPiece.Broken { Kind: not FaultKind.Garbage } broken)
            {
                await BreakAsync(broken.Kind, cancellationToken);
                return null;
            }

            await (
                piece is AnswerPiece.Broken
                    ? WireWriter.WriteLineAsync(context, _garbage, cancellationToken)
                    : WireWriter.WriteLineAsync(context, dialect.Piece(piece), cancellationToken)
            );
        }

        ticket.Finish(RequestEnd.Finished);
        await WireWriter.WriteLineAsync(
            context,
            dialect.Done(new AnswerTotal(), doneReason, metrics),
            cancellationToken
        );
        return null;
    }

    public async Task<WireError?> WholeAsync(IAsyncEnumerable<AnswerPiece> pieces, CancellationToken cancellationToken)
    {
        var total = new AnswerTotal();
        await foreach (var piece in pieces.WithCancellation(cancellationToken))
        {
            if (piece is AnswerPiece.Broken broken)
            {
                ticket.Finish(RequestEnd.Failed);
                return await BreakWholeAsync(broken.Kind, cancellationToken);
            }

            total.Add(piece);
        }

        ticket.Finish(RequestEnd.Finished);
        await WireWriter.WriteAsync(context, StatusCodes.Status200OK, dialect.Done(total, doneReason, metrics));
        return null;
    }

    private async Task BreakAsync(FaultKind kind, CancellationToken cancellationToken)
    {
        ticket.Finish(RequestEnd.Failed);
        if (kind == FaultKind.CutMidStream)
        {
            context.Abort();
        }
        else if (kind == FaultKind.ErrorInBand)
        {
            await WireWriter.WriteLineAsync(context, new ErrorResponse(_failure.Message), cancellationToken);
        }
    }

    private async Task<WireError?> BreakWholeAsync(FaultKind kind, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case FaultKind.ErrorInBand:
                return _failure;
            case FaultKind.Garbage:
                context.Response.ContentType = "application/json";
                await WireWriter.WriteLineAsync(context, _garbage, cancellationToken);
                return null;
            default:
                context.Abort();
                return null;
        }
    }
}
