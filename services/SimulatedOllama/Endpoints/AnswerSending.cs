using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Faults;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>Puts one answer on the wire, piece by piece or whole. The slot is free again before the last piece is out.</summary>
internal sealed class AnswerSending(
    HttpContext context,
    IAnswerDialect dialect,
    Ticket ticket,
    AnswerMetrics metrics,
    string doneReason
)
{
    private bool _isBegun;

    public async Task<WireError?> StreamAsync(IAsyncEnumerable<AnswerPiece> pieces, CancellationToken cancellationToken)
    {
        await foreach (var piece in pieces.WithCancellation(cancellationToken))
        {
            if (piece is AnswerPiece.Failed failed)
            {
                return await FailAsync(failed.Error, cancellationToken);
            }

            if (piece is AnswerPiece.Broken { Kind: not FaultKind.Garbage } broken)
            {
                return await BreakAsync(broken.Kind, cancellationToken);
            }

            await BeginAsync(cancellationToken);
            await WriteAsync(piece is AnswerPiece.Broken ? [Garbage] : dialect.Piece(piece), cancellationToken);
        }

        await BeginAsync(cancellationToken);
        ticket.Finish(RequestEnd.Finished);
        await WriteAsync(dialect.End(doneReason, metrics), cancellationToken);
        return null;
    }

    public async Task<WireError?> WholeAsync(IAsyncEnumerable<AnswerPiece> pieces, CancellationToken cancellationToken)
    {
        var total = new AnswerTotal();
        await foreach (var piece in pieces.WithCancellation(cancellationToken))
        {
            if (piece is AnswerPiece.Failed failed)
            {
                return failed.Error;
            }

            if (piece is AnswerPiece.Broken broken)
            {
                ticket.Finish(RequestEnd.Failed);
                return await BreakWholeAsync(broken.Kind, cancellationToken);
            }

            total.Add(piece);
        }

        ticket.Finish(RequestEnd.Finished);
        await WireWriter.OkAsync(context, dialect.Whole(total, doneReason, metrics));
        return null;
    }

    private byte[] Garbage =>
        dialect.IsEventStream ? WireFrames.Data(FaultTexts.Garbage) : [.. FaultTexts.Garbage, .. "\n"u8];

    private async Task WriteAsync(IEnumerable<byte[]> frames, CancellationToken cancellationToken)
    {
        foreach (var frame in frames)
        {
            await WireWriter.WriteFrameAsync(context, frame, cancellationToken);
        }
    }

    // Before the dialect is asked for its first piece: it numbers what it says in the order in which it is asked.
    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (!_isBegun)
        {
            _isBegun = true;
            context.Response.ContentType = dialect.IsEventStream ? WireWriter.Events : WireWriter.Lines;
            await WriteAsync(dialect.Begin(metrics), cancellationToken);
        }
    }

    // Before the first piece there is still a status to tell it with.
    private async Task<WireError?> FailAsync(WireError error, CancellationToken cancellationToken)
    {
        if (!_isBegun)
        {
            return error;
        }

        await WriteAsync(dialect.Failed(error), cancellationToken);
        return null;
    }

    private async Task<WireError?> BreakAsync(FaultKind kind, CancellationToken cancellationToken)
    {
        ticket.Finish(RequestEnd.Failed);
        if (kind == FaultKind.ErrorInBand)
        {
            await BeginAsync(cancellationToken);
            await WriteAsync(dialect.Failed(FaultTexts.HalfWay), cancellationToken);
        }
        else if (kind == FaultKind.CutMidStream)
        {
            context.Abort();
        }

        return null;
    }

    private async Task<WireError?> BreakWholeAsync(FaultKind kind, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case FaultKind.ErrorInBand:
                return FaultTexts.HalfWay;
            case FaultKind.Garbage:
                context.Response.ContentType = "application/json";
                await WireWriter.WriteFrameAsync(context, [.. FaultTexts.Garbage, .. "\n"u8], cancellationToken);
                return null;
            default:
                context.Abort();
                return null;
        }
    }
}
