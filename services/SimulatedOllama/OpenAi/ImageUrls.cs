using System.Buffers.Text;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.OpenAi;

/// <summary>Pictures as data URLs. An address on the network is never opened.</summary>
internal static class ImageUrls
{
    private static readonly string[] _prefixes =
    [
        "data:;base64,",
        "data:image/jpeg;base64,",
        "data:image/jpg;base64,",
        "data:image/png;base64,",
        "data:image/webp;base64,",
    ];

    public static WireError? ErrorOf(string? url)
    {
        if (url is null)
        {
            return WireError.Bad("invalid message format");
        }

        if (
            url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        )
        {
            return WireError.Bad("image URLs are not currently supported, please use base64 encoded data instead");
        }

        var prefix = _prefixes.FirstOrDefault(start => url.StartsWith(start, StringComparison.Ordinal));
        return prefix is null || !Base64.IsValid(url.AsSpan(prefix.Length))
            ? WireError.Bad("invalid image input")
            : null;
    }
}
