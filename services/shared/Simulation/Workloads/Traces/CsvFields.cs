namespace Orchestrator.Simulation.Workloads.Traces;

/// <summary>
/// The fields of one line of a CSV file. Quotes are known, line breaks inside them are not: no column that is read needs
/// them, and a forgotten quote would swallow the rest of the file.
/// </summary>
internal static class CsvFields
{
    /// <returns>How many fields there are; those beyond the room of <paramref name="ranges"/> count as one.</returns>
    public static int Split(ReadOnlySpan<char> line, Span<Range> ranges)
    {
        var count = 0;
        var start = 0;
        var isQuoted = false;
        for (var i = 0; i < line.Length && count < ranges.Length - 1; i++)
        {
            if (line[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (line[i] == ',' && !isQuoted)
            {
                ranges[count++] = start..i;
                start = i + 1;
            }
        }

        ranges[count++] = start..line.Length;
        return count;
    }

    /// <summary>Without blanks, the line's end and quotes around it.</summary>
    public static ReadOnlySpan<char> Value(ReadOnlySpan<char> field)
    {
        var value = field.Trim();
        return value.Length >= 2 && value[0] == '"' && value[^1] == '"' ? value[1..^1].Trim() : value;
    }
}
