using System.Diagnostics.CodeAnalysis;

namespace Orchestrator.Inference;

/// <summary>
/// A model as Ollama names it: <c>[host/][namespace/]model[:tag]</c>. A name without tag means <c>latest</c>, and
/// case does not matter, so that <c>Llama3.2</c> and <c>llama3.2:latest</c> share one queue.
/// </summary>
public readonly record struct ModelId
{
    public const string DefaultTag = "latest";

    private const string DefaultHost = "registry.ollama.ai";
    private const string DefaultNamespace = "library";
    private const int MaxHostLength = 350;
    private const int MaxPartLength = 80;

    private readonly string? _name;
    private readonly string? _tag;

    private ModelId(string name, string tag) => (_name, _tag) = (name, tag);

    /// <summary>The shortest name without tag: <c>llama3.2</c>, <c>me/tuned</c>, <c>hf.co/someone/some-gguf</c>.</summary>
    public string Name => _name ?? string.Empty;

    public string Tag => _tag ?? string.Empty;

    /// <exception cref="FormatException">The text is no model name.</exception>
    public static ModelId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("The model name is not valid.");

    public static bool TryParse([NotNullWhen(true)] string? text, out ModelId id)
    {
        id = default;
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        var (path, tag) = SplitTag(text.Trim());
        var parts = path.Split('/');
        if (parts.Length > 3 || !IsPart(tag) || !IsPart(parts[^1]) || !AreValidOwners(parts))
        {
            return false;
        }

        id = new ModelId(ShortestName(parts), tag);
        return true;
    }

    public bool Equals(ModelId other) =>
        string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Tag, other.Tag, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() =>
        HashCode.Combine(
            StringComparer.OrdinalIgnoreCase.GetHashCode(Name),
            StringComparer.OrdinalIgnoreCase.GetHashCode(Tag)
        );

    /// <summary>The form that lists show: the shortest name, always with its tag.</summary>
    public override string ToString() => _name is null ? string.Empty : $"{Name}:{Tag}";

    private static (string Path, string Tag) SplitTag(string text)
    {
        // The colon of a port stands before the last slash: it is no tag.
        var colon = text.LastIndexOf(':');
        return colon > text.LastIndexOf('/') ? (text[..colon], text[(colon + 1)..]) : (text, DefaultTag);
    }

    private static string ShortestName(string[] parts)
    {
        var start = parts.Length == 3 && Same(parts[0], DefaultHost) ? 1 : 0;
        if (parts.Length - start == 2 && Same(parts[start], DefaultNamespace))
        {
            start++;
        }

        return string.Join('/', parts[start..]);
    }

    private static bool AreValidOwners(string[] parts) =>
        parts.Length switch
        {
            3 => IsHost(parts[0]) && IsNamespace(parts[1]),
            2 => IsNamespace(parts[0]),
            _ => true,
        };

    private static bool IsHost(string text) =>
        text.Length is > 0 and <= MaxHostLength && text.All(c => IsPartCharacter(c) || c == ':') && IsStart(text[0]);

    private static bool IsNamespace(string text) => IsPart(text) && !text.Contains('.', StringComparison.Ordinal);

    private static bool IsPart(string text) =>
        text.Length is > 0 and <= MaxPartLength && text.All(IsPartCharacter) && IsStart(text[0]);

    private static bool IsStart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static bool IsPartCharacter(char c) => IsStart(c) || c is '-' or '.';

    private static bool Same(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
