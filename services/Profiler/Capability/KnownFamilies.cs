using System.Collections.Immutable;
using System.Globalization;

namespace Orchestrator.Profiler.Capability;

/// <summary>The table of families and of models with experts. Dates are those of the publishers' announcements.</summary>
internal static class KnownFamilies
{
    private const double ReferenceYear = 2024 + (8.0 / 12);

    /// <summary>In the order of the file: what is more precise comes first.</summary>
    public static ImmutableArray<KnownFamily> All { get; } = [.. CsvRows.Read("families.csv", 6).Select(Parse)];

    /// <summary>Total and active parameters, in billions, of models of which only some experts run per token.</summary>
    public static ImmutableDictionary<string, (double Total, double Active)> Experts { get; } =
        CsvRows
            .Read("experts.csv", 3)
            .ToImmutableDictionary(
                row => row[0],
                row =>
                    (
                        double.Parse(row[1], CultureInfo.InvariantCulture),
                        double.Parse(row[2], CultureInfo.InvariantCulture)
                    ),
                StringComparer.Ordinal
            );

    private static KnownFamily Parse(string[] row) =>
        new(
            [.. row[0].Split('|').Select(words => words.Split(' ').ToImmutableArray())],
            row[1],
            row[2],
            int.Parse(row[3].AsSpan(0, 4), CultureInfo.InvariantCulture)
                + ((int.Parse(row[3].AsSpan(5), CultureInfo.InvariantCulture) - 1) / 12.0)
                - ReferenceYear,
            row[4],
            row[5]
        );
}
