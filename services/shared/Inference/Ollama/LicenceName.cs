using System.Buffers;

namespace Orchestrator.Inference.Ollama;

/// <summary>Ollama shows the whole text of a licence, often several in a row; people want its name.</summary>
internal static class LicenceName
{
    public const int CharsMax = 100;

    /// <summary>Names stand at the beginning of a text; a long one may quote others further down.</summary>
    private const int HeadChars = 500;

    private static readonly SearchValues<char> _lineEnds = SearchValues.Create("\r\n");

    // The first that is found in the head of the text names it: narrower ones come first.
    private static readonly (string Words, string Name)[] _known =
    [
        ("LLAMA 3.3 COMMUNITY LICENSE", "Llama 3.3 Community License"),
        ("LLAMA 3.2 COMMUNITY LICENSE", "Llama 3.2 Community License"),
        ("LLAMA 3.1 COMMUNITY LICENSE", "Llama 3.1 Community License"),
        ("LLAMA 3 COMMUNITY LICENSE", "Llama 3 Community License"),
        ("LLAMA 2 COMMUNITY LICENSE", "Llama 2 Community License"),
        ("Gemma Terms of Use", "Gemma Terms of Use"),
        ("Qwen RESEARCH LICENSE", "Qwen Research License"),
        ("Apache License", "Apache-2.0"),
        ("MIT License", "MIT"),
        ("Permission is hereby granted, free of charge", "MIT"),
        ("GNU AFFERO GENERAL PUBLIC LICENSE", "AGPL-3.0"),
    ];

    /// <returns>A known short name, else the first line that says something, cut. Empty for no text.</returns>
    public static string Of(string? text)
    {
        var head = text.AsSpan().TrimStart();
        head = head[..Math.Min(head.Length, HeadChars)];
        foreach (var (words, name) in _known)
        {
            if (head.Contains(words, StringComparison.OrdinalIgnoreCase))
            {
                return name;
            }
        }

        var end = head.IndexOfAny(_lineEnds);
        return Cut(end < 0 ? head : head[..end]);
    }

    // It goes into views and pages: nothing in it that could steer a terminal, and no half of a character.
    private static string Cut(ReadOnlySpan<char> line)
    {
        var length = Math.Min(line.Length, CharsMax);
        length -= length > 0 && length < line.Length && char.IsHighSurrogate(line[length - 1]) ? 1 : 0;
        var text = line[..length].TrimEnd().ToString();
        return string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
    }
}
