using System.Reflection;

namespace Orchestrator.Profiler.Capability;

/// <summary>Reads the embedded tables. They are ours: no quotes, no commas inside a field, and a broken one is an exception.</summary>
internal static class CsvRows
{
    private const string Prefix = "Profiler.Figures/";

    /// <returns>The fields of each row after the header.</returns>
    public static IEnumerable<string[]> Read(string name, int columns)
    {
        using var reader = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name)
                ?? throw new InvalidDataException($"The table {name} is not embedded.")
        );
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            yield return fields.Length == columns
                ? fields
                : throw new InvalidDataException($"{name} has a row of {fields.Length} fields: {line}");
        }
    }
}
