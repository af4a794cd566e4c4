namespace Aspire.Hosting.ApplicationModel;

/// <summary>The rules for names: 1 to 64 letters, digits and single hyphens, starting with a letter, not ending in a hyphen.</summary>
internal static class ResourceName
{
    private const int LengthMax = 64;

    public static void Check(string name, string kind = "Resource")
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Fault(name) is { } fault)
        {
            throw new ArgumentException($"{kind} name '{name}' is invalid. {fault}", nameof(name));
        }
    }

    private static string? Fault(string name)
    {
        if (name.Length is < 1 or > LengthMax)
        {
            return $"Name must be between 1 and {LengthMax} characters long.";
        }

        if (!name.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
        {
            return "Name must contain only ASCII letters, digits, and hyphens.";
        }

        if (!char.IsAsciiLetter(name[0]))
        {
            return "Name must start with an ASCII letter.";
        }

        if (name[^1] == '-')
        {
            return "Name cannot end with a hyphen.";
        }

        return name.Contains("--", StringComparison.Ordinal) ? "Name cannot contain consecutive hyphens." : null;
    }
}
