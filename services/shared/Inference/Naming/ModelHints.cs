namespace Orchestrator.Inference.Naming;

/// <summary>
/// What a model can do, guessed from its name, for endpoints that do not say. A wrong guess is put right by editing the
/// model's profile.
/// </summary>
internal static class ModelHints
{
    private static readonly string[] _embedding = ["embed", "bge-", "e5-", "gte-"];

    private static readonly string[] _vision =
    [
        "gpt-4o",
        "gpt-4.1",
        "gpt-5",
        "o3",
        "o4-",
        "gemini",
        "claude",
        "-vl",
        "vision",
        "llava",
        "pixtral",
        "gemma-3",
    ];

    private static readonly string[] _thinking = ["gpt-5", "gpt-oss", "o1", "o3", "o4-", "deepseek-r1", "qwq", "qwen3"];

    public static IReadOnlyList<string> CapabilitiesOf(string native)
    {
        if (IsAny(native, _embedding))
        {
            return ["embedding"];
        }

        List<string> found = ["completion", "tools"];
        if (IsAny(native, _vision))
        {
            found.Add("vision");
        }

        if (IsAny(native, _thinking))
        {
            found.Add("thinking");
        }

        return found;
    }

    // A hint that begins with a letter has to begin a word: "o3" is not in "turbo3".
    private static bool IsAny(string native, string[] hints)
    {
        foreach (var hint in hints)
        {
            var at = native.IndexOf(hint, StringComparison.OrdinalIgnoreCase);
            if (
                at >= 0
                && (at == 0 || !char.IsAsciiLetterOrDigit(hint[0]) || !char.IsAsciiLetterOrDigit(native[at - 1]))
            )
            {
                return true;
            }
        }

        return false;
    }
}
