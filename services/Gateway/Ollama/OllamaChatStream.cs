using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Responses;
using Orchestrator.Gateway.Runs;
using Orchestrator.Placement.Answers;

namespace Orchestrator.Gateway.Ollama;

/// <summary>
/// One JSON object per line. The last one says done, or is an error: then there is no done. NDJSON has no comments, so
/// nothing goes out before the first token.
/// </summary>
internal sealed class OllamaChatStream(HttpContext context, RunLimits limits, TimeProvider clock) : IAnswerWriter
{
    private readonly ResponseOutput _output = new(context, limits, clock);
    private readonly OllamaChatJson _form = new(clock);
    private AnswerOrigin? _origin;

    public bool CanWait => false;

    public bool WantsMore => true;

    public bool WantsWhole => false;

    public ValueTask WaitingAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void Begin(AnswerOrigin origin)
    {
        _origin = origin;
        context.Response.ContentType = "application/x-ndjson";
        // nginx and what is made of it would otherwise hold tokens back until its buffer is full.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        RunHeaders.Set(context.Response, origin);
    }

    public ValueTask WriteAsync(AnswerChunk chunk, CancellationToken cancellationToken)
    {
        var origin = _origin ?? throw new InvalidOperationException("A stream begins before its first chunk.");
        if (chunk.Delta is { } delta)
        {
            _form.WritePiece(_output.Json, origin, delta);
        }
        else if (chunk.Finished is { } finished)
        {
            _form.WriteEnd(_output.Json, origin, finished, "", "", []);
        }
        else if (chunk.Failure is { } failure)
        {
            Dialect.Ollama.Errors.Write(_output.Json, failure.ToGateway());
        }

        _output.EndJson();
        _output.Raw("\n"u8);
        return _output.FlushAsync(cancellationToken);
    }

    public async ValueTask RefuseAsync(GatewayError error, CancellationToken cancellationToken) =>
        await ErrorResponse.WriteAsync(context, Dialect.Ollama, error, cancellationToken);

    public void Dispose() => _output.Dispose();
}
