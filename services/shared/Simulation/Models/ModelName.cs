namespace Orchestrator.Simulation.Models;

/// <summary>Model names as Ollama reads them: <c>[host/][namespace/]model[:tag]</c>, in any case.</summary>
public static class ModelName
{
    private const int LengthMax = 350;
    private const string DefaultHost = "registry.ollama.ai/";
    private const string DefaultNamespace = "library/";

    /// <summary>What the full name of a model has before its short one.</summary>
    public const string DefaultPrefix = DefaultHost + DefaultNamespace;

    /// <returns>The short form in lower case with its tag, or null when the text is no model name.</returns>
    public static string? Normalise(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > LengthMax)
        {
            return null;
        }

        var name = WithoutPrefix(WithoutPrefix(text.ToLowerInvariant(), DefaultHost), DefaultNamespace);
        var colon = name.LastIndexOf(':');
        var hasTag = colon > name.LastIndexOf('/');
        var path = hasTag ? name[..colon] : name;
        var tag = hasTag ? name[(colon + 1)..] : "latest";
        return path.Split('/').All(IsPart) && IsPart(tag) ? $"{path}:{tag}" : null;
    }

    private static string WithoutPrefix(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    private static bool IsPart(string part) =>
        part.Length > 0
        && char.IsAsciiLetterOrDigit(part[0])
        && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':');
}
