using System.Globalization;
using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Runs;
using Orchestrator.Placement.Answers;

namespace Orchestrator.Gateway.Responses;

/// <summary>One JSON object at the end, or an error with a status of its own: nothing is sent before.</summary>
internal sealed class WholeAnswerWriter(
    HttpContext context,
    Dialect dialect,
    WholeAnswerWriter.Form form,
    RunLimits limits,
    TimeProvider clock
) : IAnswerWriter
{
    private readonly CollectedAnswer _answer = new(limits.MaxCollectedChars);
    private readonly ResponseOutput _output = new(context, limits, clock);
    private AnswerOrigin? _origin;

    /// <summary>Writes the dialect's object for a whole answer.</summary>
    internal delegate void Form(Utf8JsonWriter json, AnswerOrigin origin, CollectedAnswer answer, Finished finished);

    public bool CanWait => false;

    public bool WantsWhole => true;

    public bool WantsMore { get; private set; } = true;

    public ValueTask WaitingAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void Begin(AnswerOrigin origin) => _origin = origin;

    public async ValueTask WriteAsync(AnswerChunk chunk, CancellationToken cancellationToken)
    {
        if (chunk.Failure is { } failure)
        {
            await RefuseAsync(failure.ToGateway(), cancellationToken);
        }
        else if (chunk.Delta is { } delta && !_answer.TryAdd(delta))
        {
            WantsMore = false;
            await RefuseAsync(TooLong(), cancellationToken);
        }
        else if (chunk.Finished is { } finished)
        {
            await FinishAsync(finished, cancellationToken);
        }
    }

    public async ValueTask RefuseAsync(GatewayError error, CancellationToken cancellationToken) =>
        await ErrorResponse.WriteAsync(context, dialect, error, cancellationToken);

    public void Dispose() => _output.Dispose();

    private ValueTask FinishAsync(Finished finished, CancellationToken cancellationToken)
    {
        var origin = _origin ?? throw new InvalidOperationException("An answer begins before it ends.");
        RunHeaders.Set(context.Response, origin);
        context.Response.ContentType = "application/json; charset=utf-8";
        form(_output.Json, origin, _answer, finished);
        // With a length the answer goes out in one piece; without it the end would be a second one.
        context.Response.ContentLength = _output.EndJson();
        return _output.FlushAsync(cancellationToken);
    }

    private GatewayError TooLong() =>
        new(
            ErrorKind.UpstreamFailed,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The answer is longer than {limits.MaxCollectedChars} characters, the limit set by "
                    + $"{RunLimits.SectionName}:{nameof(RunLimits.MaxCollectedChars)}. Ask for a stream instead."
            )
        )
        {
            Cause = "answer_too_long",
        };
}
