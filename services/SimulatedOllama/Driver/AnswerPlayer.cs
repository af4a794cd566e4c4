using System.Runtime.CompilerServices;
using Orchestrator.SimulatedOllama.Faults;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama.Driver;

/// <summary>Gives out an answer at the speed of the simulated machine, and goes wrong where a fault says so.</summary>
internal sealed class AnswerPlayer(HostDriver host, FaultBook faults, TimeProvider clock)
{
    public async IAsyncEnumerable<AnswerPiece> PlayAsync(
        Answer answer,
        Ticket ticket,
        Fault? fault,
        AnswerMetrics metrics,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await PrefillAsync(answer.PromptTokens, ticket, fault, metrics, cancellationToken);
        var pieces = Pieces(answer);
        var breakAt = Math.Min(pieces.Count, Math.Max(1, pieces.Count / 2));
        var due = clock.GetTimestamp();
        for (var at = 0; at <= pieces.Count; at++)
        {
            if (fault is not null && at == breakAt && await BreakAsync(fault.Kind, cancellationToken) is { } broken)
            {
                yield return broken;
            }

            if (at < pieces.Count)
            {
                var (piece, tokens) = pieces[at];
                due += ToTimestamp(Interval(ticket, fault) * tokens);
                await UntilAsync(due, cancellationToken);
                metrics.CountTokens(tokens);
                yield return piece;
            }
        }
    }

    /// <summary>Evaluates a prompt: all there is to an embedding.</summary>
    public async Task PrefillAsync(
        int tokens,
        Ticket ticket,
        Fault? fault,
        AnswerMetrics metrics,
        CancellationToken cancellationToken
    )
    {
        metrics.Start();
        if (fault?.Kind == FaultKind.StallBeforeFirstToken)
        {
            await faults.WaitUntilClearedAsync(cancellationToken);
        }

        var state = host.State;
        var time = state.Runners.TryGetValue(ticket.Model, out var runner)
            ? Time(tokens, GenerationPace.PrefillTokensPerSecond(state, runner))
            : TimeSpan.Zero;
        await UntilAsync(clock.GetTimestamp() + ToTimestamp(time * Slowness(fault)), cancellationToken);
        metrics.EndPrefill(tokens);
    }

    private static List<(AnswerPiece Piece, int Tokens)> Pieces(Answer answer) =>
        [
            .. answer.Thinking.Select(text => ((AnswerPiece)new AnswerPiece.Thinking(text), 1)),
            .. answer.Content.Select(text => ((AnswerPiece)new AnswerPiece.Content(text), 1)),
            .. answer.Call is { } call
                ? [(new AnswerPiece.Call(call), call.Tokens)]
                : Array.Empty<(AnswerPiece, int)>(),
        ];

    private async Task<AnswerPiece?> BreakAsync(FaultKind kind, CancellationToken cancellationToken)
    {
        if (kind == FaultKind.StallMidStream)
        {
            await faults.WaitUntilClearedAsync(cancellationToken);
        }

        return kind is FaultKind.CutMidStream or FaultKind.EndMidStream or FaultKind.ErrorInBand or FaultKind.Garbage
            ? new AnswerPiece.Broken(kind)
            : null;
    }

    // Asked anew for each token: the pace changes as other requests come and go.
    private TimeSpan Interval(Ticket ticket, Fault? fault)
    {
        var state = host.State;
        return state.Runners.TryGetValue(ticket.Model, out var runner)
            ? Time(1, GenerationPace.DecodeTokensPerSecond(state, runner)) * Slowness(fault)
            : TimeSpan.Zero;
    }

    private static TimeSpan Time(int tokens, double tokensPerSecond) => TimeSpan.FromSeconds(tokens / tokensPerSecond);

    private static double Slowness(Fault? fault) => fault is { Kind: FaultKind.Slow } ? fault.Factor : 1;

    private long ToTimestamp(TimeSpan span) => (long)(span.TotalSeconds * clock.TimestampFrequency);

    // Timers cut off what is below a millisecond, and a token must not come early.
    private static TimeSpan RoundedUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    // Against a schedule, not token by token: timers of a millisecond would otherwise slow a fast model down.
    private Task UntilAsync(long timestamp, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wait = clock.GetElapsedTime(clock.GetTimestamp(), timestamp);
        return wait > TimeSpan.Zero ? Task.Delay(RoundedUp(wait), clock, cancellationToken) : Task.CompletedTask;
    }
}
