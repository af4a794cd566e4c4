using Grpc.Core;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Placement.Answers;

namespace Orchestrator.Placement.Attempts;

/// <summary>
/// One Generate call. Each step is a piece of the answer or the failure that ends it; the caller's own hang-up is an
/// <see cref="OperationCanceledException"/>. Disposing ends the call at the replica at once.
/// </summary>
internal sealed class ReplicaStream : IDisposable
{
    private readonly Choice _choice;
    private readonly CancellationToken _hangUp;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _either;
    private readonly AsyncServerStreamingCall<GenerateChunk> _call;

    public ReplicaStream(
        Worker.WorkerClient worker,
        GenerateRequest request,
        Choice choice,
        TimeProvider clock,
        CancellationToken hangUp
    )
    {
        _choice = choice;
        _hangUp = hangUp;
        _silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_silence.Token, hangUp);
        _call = worker.Generate(request, cancellationToken: _either.Token);
    }

    /// <summary>The next piece that says something: admissions and empty deltas are passed over.</summary>
    public async ValueTask<Step> NextAsync(TimeSpan patience)
    {
        _silence.CancelAfter(patience);
        try
        {
            while (await _call.ResponseStream.MoveNext(_either.Token))
            {
                switch (_call.ResponseStream.Current)
                {
                    case { Delta: { } delta } when SaysSomething(delta):
                        return new Step(AnswerChunk.Of(delta), null);
                    case { Finished: { } finished }:
                        return new Step(AnswerChunk.Of(finished), null);
                }
            }

            return new Step(null, AttemptFailures.BrokenOff(_choice));
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException)
        {
            _hangUp.ThrowIfCancellationRequested();
            return new Step(null, Failure(exception));
        }
        finally
        {
            _silence.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>
    /// Reads the end of a call whose last message is there: left unread, it would be torn down as if it had failed. The
    /// worker sends the two together, so this does not wait; the answer stands, whatever comes.
    /// </summary>
    public async ValueTask EndAsync(TimeSpan patience)
    {
        _silence.CancelAfter(patience);
        try
        {
            await _call.ResponseStream.MoveNext(_either.Token);
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException) { }
    }

    public void Dispose()
    {
        _call.Dispose();
        _either.Dispose();
        _silence.Dispose();
    }

    private AttemptFailure Failure(Exception exception) =>
        exception is RpcException rpc && !_silence.IsCancellationRequested
            ? AttemptFailures.From(rpc, _choice)
            : AttemptFailures.Silent(_choice);

    private static bool SaysSomething(Delta delta) =>
        delta.Content.Length > 0 || delta.Thinking.Length > 0 || delta.ToolCalls.Count > 0;

    /// <summary>A piece, or the failure that ended the call; exactly one of the two is set.</summary>
    public readonly record struct Step(AnswerChunk? Chunk, AttemptFailure? Failure);
}
