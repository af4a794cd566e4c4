namespace Orchestrator.Simulation.Fleets;

/// <summary>Names of hosts stand in tables, files and addresses.</summary>
internal static class HostName
{
    public const int LengthMax = 63;

    public const string Rule = "may have only letters, digits, '-', '_' and '.', and a letter or digit first";

    public static bool IsGood(string name) =>
        name.Length is > 0 and <= LengthMax
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    /// <summary>One host keeps its name; of several each has its number behind it.</summary>
    public static IEnumerable<string> Numbered(string name, int count) =>
        count == 1 ? [name] : Enumerable.Range(1, count).Select(number => $"{name}-{number}");
}
