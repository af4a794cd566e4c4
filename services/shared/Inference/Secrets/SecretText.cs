namespace Orchestrator.Inference.Secrets;

/// <summary>What may be a secret: something that fits into one header.</summary>
internal static class SecretText
{
    /// <summary>Bytes of the longest secret; the longest that are in use, signed tokens, have a few thousand.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>Without the white space around it, such as the line feed that editors leave at a file's end.</summary>
    /// <exception cref="InferenceException">It is empty, too long, or has characters that no header may have.</exception>
    public static string Checked(string text, string source)
    {
        var trimmed = text.Trim();
        var problem =
            trimmed.Length == 0 ? "is empty"
            : trimmed.Length > MaxLength ? $"is longer than {MaxLength} characters"
            : trimmed.All(c => c is > ' ' and <= '~') ? null
            : "has characters that no header may have";
        return problem is null ? trimmed : throw Missing(source, problem);
    }

    public static InferenceException Missing(string source, string problem) =>
        new(new InferenceError(InferenceStage.Connect, InferenceCause.Refused, $"The secret from {source} {problem}."));
}
