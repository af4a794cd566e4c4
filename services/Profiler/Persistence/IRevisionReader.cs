namespace Orchestrator.Profiler.Persistence;

/// <summary>Brings something from the database into this process, each time that its revision there has changed.</summary>
internal interface IRevisionReader
{
    /// <summary>One of <c>RevisionNames</c>.</summary>
    string Name { get; }

    /// <param name="revision">What is read is at least as new as this.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task ReadAsync(long revision, CancellationToken cancellationToken);
}
