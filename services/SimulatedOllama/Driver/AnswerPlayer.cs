using System.Runtime.CompilerServices;
using Orchestrator.SimulatedOllama.Faults;
using Orchestrator.SimulatedOllama.Wire;
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
        var error = await PrefillAsync(answer.PromptTokens, ticket, fault, metrics, cancellationToken);
        var pieces = Pieces(answer);
        var breakAt = Math.Min(pieces.Count, Math.Max(1, pieces.Count / 2));
        var due = clock.GetTimestamp();
        for (var at = 0; at <= pieces.Count && error is null; at++)
        {
            if (fault is not null && at == breakAt)
            {
                error = await StallAsync(fault, ticket, cancellationToken);
                if (error is null && Breaks(fault.Kind))
                {
                    yield return new AnswerPiece.Broken(fault.Kind);
                }
            }

            if (at < pieces.Count && error is null)
            {
                var (piece, tokens) = pieces[at];
                due += ToTimestamp(Interval(ticket, fault) * tokens);
                error = await ReachAsync(due, ticket, cancellationToken);
                metrics.CountTokens(tokens);
                yield return error is null ? piece : new AnswerPiece.Failed(error);
            }
            else if (error is not null)
            {
                yield return new AnswerPiece.Failed(error);
            }
        }
    }

    /// <summary>Evaluates a prompt: all there is to an embedding. What the slot's cache has costs no time.</summary>
    /// <returns>Null when it was evaluated, otherwise why the host gave it up.</returns>
    public async Task<WireError?> PrefillAsync(
        int tokens,
        Ticket ticket,
        Fault? fault,
        AnswerMetrics metrics,
        CancellationToken cancellationToken
    )
    {
        metrics.Start();
        var stalled =
            fault?.Kind == FaultKind.StallBeforeFirstToken
                ? await UnlessFailedAsync(faults.WaitUntilClearedAsync(cancellationToken), ticket)
                : null;
        // The last token is always evaluated: its result is the first token of the answer.
        var evaluated = Math.Max(Math.Min(1, tokens), tokens - ticket.CachedTokens);
        var state = host.State;
        var time = state.Runners.TryGetValue(ticket.Model, out var runner)
            ? Time(evaluated, GenerationPace.PrefillTokensPerSecond(state, runner))
            : TimeSpan.Zero;
        var due = clock.GetTimestamp() + ToTimestamp(time * Slowness(fault));
        var error = stalled ?? await ReachAsync(due, ticket, cancellationToken);
        metrics.EndPrefill(tokens);
        return error;
    }

    private static List<(AnswerPiece Piece, int Tokens)> Pieces(Answer answer) =>
        [
            .. answer.Thinking.Select(text => ((AnswerPiece)new AnswerPiece.Thinking(text), 1)),
            .. answer.Content.Select(text => ((AnswerPiece)new AnswerPiece.Content(text), 1)),
            .. answer.Call is { } call
                ? [(new AnswerPiece.Call(call), call.Tokens)]
                : Array.Empty<(AnswerPiece, int)>(),
        ];

    private async Task<WireError?> StallAsync(Fault fault, Ticket ticket, CancellationToken cancellationToken) =>
        fault.Kind == FaultKind.StallMidStream
            ? await UnlessFailedAsync(faults.WaitUntilClearedAsync(cancellationToken), ticket)
            : null;

    private static bool Breaks(FaultKind kind) =>
        kind is FaultKind.CutMidStream or FaultKind.EndMidStream or FaultKind.ErrorInBand or FaultKind.Garbage;

    // Asked anew for each token: the pace changes as other requests come and go.
    private TimeSpan Interval(Ticket ticket, Fault? fault)
    {
        var state = host.State;
        return state.Runners.TryGetValue(ticket.Model, out var runner)
            ? Time(1, GenerationPace.DecodeTokensPerSecond(state, runner)) * Slowness(fault)
            : TimeSpan.Zero;
    }

    private static TimeSpan Time(int tokens, double tokensPerSecond) =>
        tokensPerSecond > 0 ? TimeSpan.FromSeconds(tokens / tokensPerSecond) : TimeSpan.Zero;

    private static double Slowness(Fault? fault) => fault is { Kind: FaultKind.Slow } ? fault.Factor : 1;

    private long ToTimestamp(TimeSpan span) => (long)(span.TotalSeconds * clock.TimestampFrequency);

    // Timers cut off what is below a millisecond, and a token must not come early.
    private static TimeSpan RoundedUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    // Against a schedule, not token by token: timers of a millisecond would otherwise slow a fast model down.
    private async Task<WireError?> ReachAsync(long timestamp, Ticket ticket, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wait = clock.GetElapsedTime(clock.GetTimestamp(), timestamp);
        return await UnlessFailedAsync(
            wait > TimeSpan.Zero ? Task.Delay(RoundedUp(wait), clock, cancellationToken) : Task.CompletedTask,
            ticket
        );
    }

    private static async Task<WireError?> UnlessFailedAsync(Task wait, Ticket ticket)
    {
        var first = wait.IsCompleted && !ticket.Failure.IsCompleted ? wait : await Task.WhenAny(ticket.Failure, wait);
        await first;
        return first == ticket.Failure ? await ticket.Failure : null;
    }
}
