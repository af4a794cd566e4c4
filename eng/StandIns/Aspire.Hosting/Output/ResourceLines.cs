using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Output;

/// <summary>Shows the lines of all resources, each with its name before it.</summary>
internal sealed class ResourceLines(ConsoleOutput console, IReadOnlyList<string> names)
{
    private readonly int _width = names.Count == 0 ? 0 : names.Max(name => name.Length);
    private readonly Dictionary<string, int> _indexes = names
        .Index()
        .ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.OrdinalIgnoreCase);

    public void Write(string name, LogLine line)
    {
        var prefix = Ansi.Paint(name.PadRight(_width), Ansi.OfName(_indexes.GetValueOrDefault(name)), console.Colours);
        console.Write($"{prefix} | {Ansi.Paint(line.Content, ColourOf(line), console.Colours)}");
    }

    /// <summary>By the level that the simple console formatter writes, after a timestamp perhaps.</summary>
    private static string? ColourOf(LogLine line)
    {
        var text = line.Content.AsSpan();
        return line.IsErrorMessage
            || text.Contains("fail: ", StringComparison.Ordinal)
            || text.Contains("crit: ", StringComparison.Ordinal)
                ? Ansi.Red
            : text.Contains("warn: ", StringComparison.Ordinal) ? Ansi.Yellow
            : text.Contains("dbug: ", StringComparison.Ordinal) || text.Contains("trce: ", StringComparison.Ordinal)
                ? Ansi.Grey
            : null;
    }
}
