namespace Orchestrator.Placement.Answers;

/// <summary>
/// An answer whose first token is there: of one model call, or of a run of several. Pulled by its owner, one chunk in
/// flight; disposed, it ends the work behind it.
/// </summary>
internal interface IAnswer : IAsyncDisposable
{
    AnswerOrigin Origin { get; }

    /// <summary>The last chunk is the end of a complete answer or a failure; nothing is ever retried here.</summary>
    IAsyncEnumerable<AnswerChunk> ReadAsync(CancellationToken cancellationToken);
}
