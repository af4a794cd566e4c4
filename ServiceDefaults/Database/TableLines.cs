using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// Tables as lines of text that can be compared: "outcomes.RunId TEXT", "outcomes key OutcomeId",
/// "outcomes index RunId". Pure.
/// </summary>
internal static class TableLines
{
    private static readonly char[] _afterTable = ['.', ' '];

    /// <summary>What a migration makes of an empty database.</summary>
    public static IReadOnlySet<string> Of(IEnumerable<MigrationOperation> operations) =>
        operations
            .SelectMany(operation =>
                operation switch
                {
                    CreateTableOperation table => OfTable(table),
                    CreateIndexOperation index => [OfIndex(index)],
                    _ => [],
                }
            )
            .ToHashSet(StringComparer.Ordinal);

    public static string TableOf(string line) => line[..line.IndexOfAny(_afterTable)];

    private static IEnumerable<string> OfTable(CreateTableOperation table)
    {
        foreach (var column in table.Columns)
        {
            yield return $"{table.Name}.{column.Name} {column.ColumnType}{(column.IsNullable ? " null" : "")}";
        }

        if (table.PrimaryKey is { } key)
        {
            yield return $"{table.Name} key {string.Join(',', key.Columns)}";
        }
    }

    private static string OfIndex(CreateIndexOperation index) =>
        $"{index.Table} {(index.IsUnique ? "unique" : "index")} {string.Join(',', index.Columns)}";
}
