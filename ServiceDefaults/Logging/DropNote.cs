using Microsoft.Extensions.Logging;

namespace Orchestrator.ServiceDefaults;

/// <summary>The line that says how many lines are missing before it.</summary>
internal static class DropNote
{
    private const int EventNumber = 921;

    public static byte[] Of(DateTimeOffset now, long count)
    {
        var message = $"{count} log lines were dropped: the queue was full or the disk refused them.";
        var line = new LogLine(now, LogLevel.Warning, typeof(FileLog).FullName!, EventNumber, message, Exception: null);
        return line.ToUtf8([new("Count", count)], scopes: null, message.Length);
    }
}
