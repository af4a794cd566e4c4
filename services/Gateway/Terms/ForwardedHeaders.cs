using Microsoft.Extensions.Options;

namespace Orchestrator.Gateway.Terms;

/// <summary>Which headers operators' rules may look at. Never those that carry credentials.</summary>
internal sealed class ForwardedHeaders(IOptions<TermsOptions> options)
{
    private static readonly string[] _default = ["x-orchestrator-*", "user-agent"];

    /// <summary>Parts of names that stand for a secret in some product or other.</summary>
    private static readonly string[] _secrets =
    [
        "authorization",
        "cookie",
        "credential",
        "api-key",
        "apikey",
        "access-key",
        "token",
        "secret",
        "password",
        "signature",
    ];

    private readonly string[] _patterns = options.Value.ForwardedHeaders is { Count: > 0 } set ? [.. set] : _default;

    /// <returns>Names in lower case; in the order of the patterns, so that the same ones win when there are too many.</returns>
    public Dictionary<string, string> Of(IHeaderDictionary headers)
    {
        var forwarded = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pattern in _patterns)
        {
            foreach (var (name, values) in headers)
            {
                if (forwarded.Count >= options.Value.MaxForwardedHeaders)
                {
                    return forwarded;
                }

                if (Matches(name, pattern) && !IsSecret(name))
                {
                    forwarded.TryAdd(name.ToLowerInvariant(), Cut(values.ToString(), options.Value.MaxForwardedChars));
                }
            }
        }

        return forwarded;
    }

    public static bool IsSecret(string name) =>
        Array.Exists(_secrets, part => name.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static bool Matches(string name, string pattern) =>
        pattern.EndsWith('*')
            ? name.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.OrdinalIgnoreCase)
            : name.Equals(pattern, StringComparison.OrdinalIgnoreCase);

    private static string Cut(string value, int most) =>
        value.Length <= most ? value : value[..(char.IsHighSurrogate(value[most - 1]) ? most - 1 : most)];
}
