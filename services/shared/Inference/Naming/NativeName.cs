using System.Text;

namespace Orchestrator.Inference.Naming;

/// <summary>
/// A provider's own name of a model ("gpt-4o", "accounts/x/models/y", "a/b@q4") in Ollama's form, which is the one form
/// that clients, routers and profiles know.
/// </summary>
internal static class NativeName
{
    private const int MaxLength = 80;

    /// <summary>
    /// The name itself where it is one of Ollama's form. Else each character that cannot stand there, slashes too, becomes
    /// a hyphen; null when nothing is left.
    /// </summary>
    public static ModelId? ToId(string native)
    {
        if (ModelId.TryParse(native, out var same))
        {
            return same;
        }

        var (name, tag) = Split(native);
        return ModelId.TryParse($"{Cleaned(name)}:{Cleaned(tag)}", out var tagged) ? tagged
            : ModelId.TryParse(Cleaned(native), out var plain) ? plain
            : null;
    }

    private static (string Name, string Tag) Split(string native)
    {
        var colon = native.LastIndexOf(':');
        return colon > native.LastIndexOf('/')
            ? (native[..colon], native[(colon + 1)..])
            : (native, ModelId.DefaultTag);
    }

    private static string Cleaned(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            clean.Append(char.IsAsciiLetterOrDigit(character) || character is '_' or '.' ? character : '-');
        }

        var trimmed = clean.ToString().Trim('-', '.');
        return trimmed.Length > MaxLength ? trimmed[^MaxLength..].TrimStart('-', '.') : trimmed;
    }
}
