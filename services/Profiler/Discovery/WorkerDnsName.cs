using System.Globalization;

namespace Orchestrator.Profiler.Discovery;

/// <summary>A name with a port, as it is configured.</summary>
internal static class WorkerDnsName
{
    /// <returns>Null for what is no name with a port.</returns>
    public static (string Host, int Port)? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        return
            colon > 0
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= ushort.MaxValue
            && Uri.CheckHostName(text[..colon]) is not UriHostNameType.Unknown
            ? (text[..colon], port)
            : null;
    }
}
