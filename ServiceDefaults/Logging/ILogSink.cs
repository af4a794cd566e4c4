namespace Orchestrator.ServiceDefaults;

/// <summary>The disk, as the file log sees it. Used by one thread at a time; a full or missing disk throws an IOException.</summary>
internal interface ILogSink : IAsyncDisposable
{
    Task WriteAsync(ReadOnlyMemory<byte> line);

    Task FlushAsync();
}
