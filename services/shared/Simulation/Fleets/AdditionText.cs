using System.Collections.Immutable;
using Orchestrator.Files;

namespace Orchestrator.Simulation.Fleets;

/// <summary>Splits the text of an addition into fields, so that they are read and refused as those of a file.</summary>
internal static class AdditionText
{
    private const int LengthMax = 2000;

    // Where more than one may stand, '+' is between them.
    private static readonly ImmutableArray<string> _lists = ["gpu", "models"];

    public static YamlField? Read(string text, ProblemList problems)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LengthMax)
        {
            problems.Add(0, "", $"must be text of 1 to {LengthMax} characters, such as 24GB or gpu=RTX 3090,vram=24GB");
            return null;
        }

        if (text.Trim().All(char.IsAsciiDigit))
        {
            problems.Add(0, "", $"{Quoted.Of(text.Trim())} may be a memory or a card: write 24GB or RTX 3090");
            return null;
        }

        var entries = text.Contains('=', StringComparison.Ordinal)
            ? text.Split(',').Select(part => Entry(part, problems)).OfType<YamlEntry>()
            : [new YamlEntry(IsMemory(text) ? "vram" : "gpu", 0, Value(IsMemory(text) ? "vram" : "gpu", text))];
        var all = entries.ToImmutableArray();
        return new YamlField(new YamlNode.Mapping(0, all.Length, all), 0, "", problems);
    }

    private static bool IsMemory(string text) => UnitScale.Memory.TryParse(text, out _);

    private static YamlEntry? Entry(string part, ProblemList problems)
    {
        var at = part.IndexOf('=', StringComparison.Ordinal);
        if (at < 0)
        {
            problems.Add(0, "", $"{Quoted.Of(part.Trim())} is not of the form field=value");
            return null;
        }

        var name = part[..at].Trim();
        return new YamlEntry(name, 0, Value(name, part[(at + 1)..]));
    }

    private static YamlNode Value(string name, string text) =>
        _lists.Contains(name, StringComparer.Ordinal)
            ? new YamlNode.Sequence(0, 1, [.. text.Split('+').Select(Scalar)])
            : Scalar(text);

    private static YamlNode Scalar(string text) => new YamlNode.Scalar(0, text.Trim(), IsQuoted: false);
}
