using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Responses;
using Orchestrator.Gateway.Runs;
using Orchestrator.Placement.Answers;

namespace Orchestrator.Gateway.OpenAi;

/// <summary>
/// Server-sent events: pieces, the piece with the finish reason, usage if it was asked for, then <c>[DONE]</c>. An
/// answer that breaks off ends with an error and without <c>[DONE]</c>.
/// </summary>
internal sealed class ChatCompletionStream(HttpContext context, bool includeUsage, RunLimits limits, TimeProvider clock)
    : IAnswerWriter
{
    private readonly ResponseOutput _output = new(context, limits, clock);
    private readonly ChatChunkJson _chunks = new(includeUsage);

    public bool CanWait => true;

    public bool WantsMore => true;

    public bool WantsWhole => false;

    public ValueTask WaitingAsync(CancellationToken cancellationToken)
    {
        SetHeaders();
        _output.Raw(": waiting\n\n"u8);
        return _output.FlushAsync(cancellationToken);
    }

    public void Begin(AnswerOrigin origin)
    {
        SetHeaders();
        RunHeaders.Set(context.Response, origin);
        _chunks.Begin(origin);
    }

    public ValueTask WriteAsync(AnswerChunk chunk, CancellationToken cancellationToken)
    {
        if (chunk.Failure is { } failure)
        {
            return FailAsync(failure.ToGateway(), cancellationToken);
        }

        if (chunk.Delta is { } delta)
        {
            BeginEvent();
            _chunks.WriteDelta(_output.Json, delta);
            EndEvent();
        }
        else if (chunk.Finished is { } finished)
        {
            WriteEnd(finished);
        }

        return _output.FlushAsync(cancellationToken);
    }

    public async ValueTask RefuseAsync(GatewayError error, CancellationToken cancellationToken)
    {
        if (context.Response.HasStarted)
        {
            await FailAsync(error, cancellationToken);
        }
        else
        {
            await ErrorResponse.WriteAsync(context, Dialect.OpenAi, error, cancellationToken);
        }
    }

    public void Dispose() => _output.Dispose();

    private ValueTask FailAsync(GatewayError error, CancellationToken cancellationToken)
    {
        BeginEvent();
        Dialect.OpenAi.Errors.Write(_output.Json, error);
        EndEvent();
        return _output.FlushAsync(cancellationToken);
    }

    private void WriteEnd(Finished finished)
    {
        BeginEvent();
        _chunks.WriteFinish(_output.Json, finished);
        EndEvent();
        if (includeUsage)
        {
            BeginEvent();
            _chunks.WriteUsage(_output.Json, finished);
            EndEvent();
        }

        _output.Raw("data: [DONE]\n\n"u8);
    }

    private void BeginEvent() => _output.Raw("data: "u8);

    private void EndEvent()
    {
        _output.EndJson();
        _output.Raw("\n\n"u8);
    }

    private void SetHeaders()
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = "text/event-stream; charset=utf-8";
            context.Response.Headers.CacheControl = "no-cache";
            // nginx and what is made of it would otherwise hold tokens back until its buffer is full.
            context.Response.Headers["X-Accel-Buffering"] = "no";
        }
    }
}
