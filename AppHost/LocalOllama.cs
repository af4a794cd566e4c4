using System.Net;
using System.Net.Sockets;

namespace Orchestrator.AppHost;

/// <summary>Looks for an Ollama on this machine.</summary>
internal static class LocalOllama
{
    private const int DefaultPort = 11434;

    /// <summary>A running Ollama answers its root page in milliseconds.</summary>
    private static readonly TimeSpan _answerLimit = TimeSpan.FromSeconds(1);

    /// <returns>Its address, or null when none answers.</returns>
    public static async Task<Uri?> FindAsync(HttpClient http, string? ollamaHost, CancellationToken cancellationToken)
    {
        var address = Address(ollamaHost);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_answerLimit);
        try
        {
            var text = await http.GetStringAsync(address, limit.Token);
            return text.StartsWith("Ollama is running", StringComparison.Ordinal) ? address : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>
    /// Reads OLLAMA_HOST as Ollama does: scheme, host and port may be missing, quotes do not count, and 0.0.0.0 means
    /// "listens everywhere", which from here is this machine.
    /// </summary>
    internal static Uri Address(string? ollamaHost)
    {
        var fallback = new Uri($"http://127.0.0.1:{DefaultPort}/");
        var text = ollamaHost?.Trim().Trim('"', '\'');
        if (string.IsNullOrEmpty(text))
        {
            return fallback;
        }

        var hasScheme = text.Contains("://", StringComparison.Ordinal);
        var withScheme = hasScheme ? text : $"http://{WithHost(text)}";
        if (!Uri.TryCreate(withScheme, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
        {
            return fallback;
        }

        var hasPort = withScheme.TrimEnd('/').EndsWith($":{parsed.Port}", StringComparison.Ordinal);
        var builder = new UriBuilder(parsed) { Port = hasScheme || hasPort ? parsed.Port : DefaultPort };
        if (builder.Host is "0.0.0.0" or "[::]")
        {
            builder.Host = "127.0.0.1";
        }

        return builder.Uri;
    }

    // ":11435" names a port alone, "::1" an address alone.
    private static string WithHost(string text) =>
        IPAddress.TryParse(text, out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{ip}]"
        : text.StartsWith(':') ? $"127.0.0.1{text}"
        : text;
}
