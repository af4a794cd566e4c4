using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Orchestrator.ServiceDefaults.Tests.Database;

public sealed class AdoptionTests
{
    private static readonly IReadOnlySet<string> First = new HashSet<string> { "notes.id INTEGER", "notes key id" };
    private static readonly IReadOnlySet<string> Tables = new HashSet<string> { "notes", "authors" };

    [Fact]
    public void Without_tables_of_the_service_all_migrations_run() =>
        Assert.IsType<Adoption.Fresh>(Adoption.Of(First, ["somebody_elses.id INTEGER"], Tables));

    [Fact]
    public void Tables_equal_to_the_first_migration_are_taken_over() =>
        Assert.IsType<Adoption.Adopt>(
            Adoption.Of(First, ["notes key id", "notes.id INTEGER", "somebody_elses.id INTEGER"], Tables)
        );

    [Theory]
    [InlineData("'notes key id' is missing", "notes.id INTEGER")]
    [InlineData("'notes.id INTEGER' is missing", "notes key id", "notes.id TEXT")]
    [InlineData("'notes.text TEXT' is unknown", "notes key id", "notes.id INTEGER", "notes.text TEXT")]
    [InlineData("'authors.id INTEGER' is unknown", "notes key id", "notes.id INTEGER", "authors.id INTEGER")]
    public void Tables_that_differ_are_refused_and_the_difference_is_named(
        string difference,
        params string[] existing
    ) => Assert.Equal(new Adoption.Refuse(difference), Adoption.Of(First, existing, Tables));

    [Fact]
    public void A_migration_is_told_in_lines()
    {
        var table = new CreateTableOperation { Name = "notes" };
        table.Columns.Add(new AddColumnOperation { Name = "id", ColumnType = "uuid" });
        table.Columns.Add(
            new AddColumnOperation
            {
                Name = "text",
                ColumnType = "text",
                IsNullable = true,
            }
        );
        table.PrimaryKey = new AddPrimaryKeyOperation { Columns = ["id"] };
        var index = new CreateIndexOperation
        {
            Table = "notes",
            Columns = ["text", "id"],
            IsUnique = true,
        };

        Assert.Equal(
            ["notes key id", "notes unique text,id", "notes.id uuid", "notes.text text null"],
            TableLines.Of([table, index]).Order(StringComparer.Ordinal)
        );
    }
}
