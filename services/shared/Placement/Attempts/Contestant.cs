using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Answers;

namespace Orchestrator.Placement.Attempts;

/// <summary>One of two calls for the same answer, with a cancellation of its own.</summary>
internal sealed class Contestant : IDisposable
{
    private readonly CancellationTokenSource _own;

    public Contestant(Choice choice, Func<CancellationToken, Task<Tried>> call, CancellationToken hangUp)
    {
        Choice = choice;
        _own = CancellationTokenSource.CreateLinkedTokenSource(hangUp);
        Result = call(_own.Token);
    }

    public Choice Choice { get; }

    public Task<Tried> Result { get; }

    /// <summary>The answer of the winner, which from now on owns this: the caller's hang-up has to reach it to its end.</summary>
    public IAnswer Take(IAnswer answer) => new Won(answer, this);

    /// <summary>Another one was faster, or nobody waits any more: the call ends at once, all the way to its replica.</summary>
    public async Task AbandonAsync()
    {
        await _own.CancelAsync();
        try
        {
            if (await Result is { Answer: { } tooLate })
            {
                await tooLate.DisposeAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // That is what was asked for.
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose() => _own.Dispose();

    private sealed class Won(IAnswer answer, Contestant contestant) : IAnswer
    {
        public AnswerOrigin Origin => answer.Origin;

        public IAsyncEnumerable<AnswerChunk> ReadAsync(CancellationToken cancellationToken) =>
            answer.ReadAsync(cancellationToken);

        public async ValueTask DisposeAsync()
        {
            await answer.DisposeAsync();
            contestant.Dispose();
        }
    }
}
