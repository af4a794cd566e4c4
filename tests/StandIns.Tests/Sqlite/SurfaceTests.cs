using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Orchestrator.StandIns.Tests.Sqlite;

/// <summary>The genuine Microsoft.Data.Sqlite was compiled against the genuine core; ours must have all that it calls.</summary>
public sealed class SurfaceTests
{
    private const string Core = "SQLitePCLRaw.core";

    private static readonly IReadOnlySet<string> Wanted = ReferenceTable.Wanted(
        typeof(SqliteConnection).Assembly.Location,
        Core
    );

    private static readonly IReadOnlySet<string> Offered = ReferenceTable.Offered(typeof(raw).Assembly.Location);

    [Fact]
    public void Everything_that_the_provider_calls_is_there_with_the_same_signature() =>
        Assert.Empty(Wanted.Except(Offered));

    [Fact]
    public void The_reader_sees_the_whole_of_what_the_provider_calls()
    {
        Assert.Equal(13, Wanted.Count(line => !line.Contains("::", StringComparison.Ordinal)));
        Assert.Equal(77, Wanted.Count(line => line.Contains("::", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_member_that_differs_in_one_parameter_counts_as_missing()
    {
        const string Right = "SQLitePCL.raw::static sqlite3_bind_int64(SQLitePCL.sqlite3_stmt, Int32, Int64) : Int32";
        const string Wrong = "SQLitePCL.raw::static sqlite3_bind_int64(SQLitePCL.sqlite3_stmt, Int32, Int32) : Int32";

        Assert.Contains(Right, Wanted);
        Assert.Equal([Wrong], Wanted.Append(Wrong).Except(Offered));
    }

    [Fact]
    public void An_assembly_that_is_not_the_core_misses_everything() =>
        Assert.Equal(
            Wanted.Count,
            Wanted.Except(ReferenceTable.Offered(typeof(FactAttribute).Assembly.Location)).Count()
        );

    [Fact]
    public void The_identity_is_the_one_that_the_provider_was_compiled_against()
    {
        var asked = typeof(SqliteConnection).Assembly.GetReferencedAssemblies().Single(name => name.Name == Core);

        Assert.Equal(asked.Version, typeof(raw).Assembly.GetName().Version);
    }
}
