using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Abstractions;

/// <summary>Reads another's IChatClient under our limits of time and with our exceptions.</summary>
internal sealed class ForeignStream(HostedCallOptions limits, TimeProvider clock, ForeignFailures failures)
{
    /// <param name="open">Starts the call.</param>
    /// <param name="answer">Turns what comes into pieces.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async IAsyncEnumerable<ChatDelta> ReadAsync(
        Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> open,
        ForeignAnswer answer,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var timer = new CancellationTokenSource(limits.FirstTokenTimeout, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        await using var updates = open(stop.Token).GetAsyncEnumerator(stop.Token);
        var (stage, hasBegun) = (InferenceStage.FirstToken, false);
        try
        {
            while (
                await MoveAsync(updates, answer, timer, new Moment(stage, hasBegun), cancellationToken) is { } deltas
            )
            {
                // Nobody waits for the endpoint until the next move: a slow reader is not its fault.
                timer.CancelAfter(Timeout.InfiniteTimeSpan);
                hasBegun = true;
                foreach (var delta in deltas)
                {
                    stage = InferenceStage.Stream;
                    yield return delta;
                }

                timer.CancelAfter(limits.IdleTimeout);
            }
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    /// <summary>A call in one piece.</summary>
    public async Task<T> CallAsync<T>(
        TimeSpan limit,
        Func<CancellationToken, Task<T>> call,
        CancellationToken cancellationToken
    )
    {
        using var timer = new CancellationTokenSource(limit, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await call(stop.Token);
        }
        // Whatever the foreign client throws becomes one of our two kinds of exception.
        catch (Exception exception)
        {
            throw Explain(exception, timer, new Moment(InferenceStage.FirstToken, HasBegun: false), cancellationToken);
        }
    }

    /// <returns>Null at the end.</returns>
    private async ValueTask<IReadOnlyList<ChatDelta>?> MoveAsync(
        IAsyncEnumerator<ChatResponseUpdate> updates,
        ForeignAnswer answer,
        CancellationTokenSource timer,
        Moment moment,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var moved = await updates.MoveNextAsync();
            // Some clients end a stopped stream without a word.
            cancellationToken.ThrowIfCancellationRequested();
            timer.Token.ThrowIfCancellationRequested();
            return moved ? answer.Read(updates.Current) : null;
        }
        // Whatever the foreign client throws becomes one of our two kinds of exception.
        catch (Exception exception)
        {
            throw Explain(exception, timer, moment, cancellationToken);
        }
    }

    private Exception Explain(
        Exception exception,
        CancellationTokenSource timer,
        Moment moment,
        CancellationToken cancellationToken
    ) =>
        timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested
            ? new InferenceException(CallLimits.Whole(limits).TimedOut(moment.Stage, moment.HasBegun))
            : failures.Explain(exception, moment.Stage, cancellationToken);

    private readonly record struct Moment(InferenceStage Stage, bool HasBegun);
}
