using Microsoft.Extensions.Options;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Requests;
using Orchestrator.Gateway.Runs;
using Orchestrator.Gateway.Terms;
using Orchestrator.Placement;

namespace Orchestrator.Gateway.Responses;

/// <summary>What every dialect's run request goes through: a place, the body, the mapping, the relay.</summary>
internal sealed class RunEndpoint(
    RunSlots slots,
    RequestBodyReader bodies,
    RunRelay relay,
    CallerTerms terms,
    IOptions<RunLimits> limits,
    TimeProvider clock
)
{
    public RunLimits Limits => limits.Value;

    public TimeProvider Clock => clock;

    public CallerTerms Terms => terms;

    /// <summary>What a body turned out to be: a question and somebody to write the answer, or an error.</summary>
    internal delegate Parsed Parse(HttpContext context, ReadOnlySpan<byte> body);

    public async Task HandleAsync(HttpContext context, Dialect dialect, Parse parse)
    {
        using var slot = slots.TryTake();
        if (slot is null)
        {
            await RefuseAsync(context, dialect, slots.Full());
            return;
        }

        var parsed = await ReadAsync(context, parse);
        if (parsed.Error is { } error)
        {
            await RefuseAsync(context, dialect, error);
        }
        else if (parsed is { Question: { } question, Writer: { } open })
        {
            using var writer = open();
            await relay.RelayAsync(context, question, writer);
        }
    }

    /// <summary>The body's memory goes back before the run begins: a run may last for minutes.</summary>
    private async Task<Parsed> ReadAsync(HttpContext context, Parse parse)
    {
        using var body = new PooledBody();
        return await bodies.ReadAsync(context, body, context.RequestAborted) is { } error
            ? new Parsed(error)
            : parse(context, body.Written);
    }

    private static Task RefuseAsync(HttpContext context, Dialect dialect, GatewayError error) =>
        ErrorResponse.WriteAsync(context, dialect, error, context.RequestAborted);

    /// <summary>Either an error, or a question with the writer of its answer.</summary>
    internal sealed record Parsed(GatewayError? Error, Question? Question = null, Func<IAnswerWriter>? Writer = null)
    {
        public Parsed(Question question, Func<IAnswerWriter> writer)
            : this(null, question, writer) { }
    }
}
