namespace Orchestrator.Files;

/// <summary>What a file or an argument says, as it may appear in a message.</summary>
public static class Quoted
{
    private const int LengthMax = 48;

    /// <summary>Short, on one line, and without characters that would command a terminal.</summary>
    public static string Of(string text)
    {
        var start = text.Length <= LengthMax ? text : $"{text[..LengthMax]}…";
        return $"'{string.Concat(start.Select(letter => char.IsControl(letter) ? '?' : letter))}'";
    }
}
