using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The log of each resource: what its process writes and what is written about it.</summary>
public class ResourceLoggerService
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Told each line at once, on the writer's thread.</summary>
    internal Action<string, LogLine>? LineWritten { get; set; }

    public ILogger GetLogger(IResource resource) => Log(resource.Name);

    public ILogger GetLogger(string resourceName) => Log(resourceName);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) => WatchAsync(resource.Name);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => Log(resourceName).WatchAsync();

    internal ResourceLog Log(string name) =>
        _logs.GetOrAdd(name, static (name, service) => new ResourceLog(name, service), this);
}

public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);
