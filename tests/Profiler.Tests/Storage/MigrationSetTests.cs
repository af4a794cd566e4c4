using Microsoft.EntityFrameworkCore;
using Orchestrator.Profiler.Storage;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Profiler.Tests.Storage;

public sealed class MigrationSetTests
{
    [Theory]
    [InlineData(DatabaseKind.Postgres, "Host=none")]
    [InlineData(DatabaseKind.Sqlite, "Data Source=none")]
    public void A_set_lacks_nothing_that_the_model_has(DatabaseKind kind, string connection)
    {
        using var context = Context(kind, connection);

        Assert.False(context.Database.HasPendingModelChanges(), "Run: eng/add-migration.sh Profiler <Name>");
    }

    [Fact]
    public void Both_sets_have_the_same_migrations()
    {
        using var postgres = Context(DatabaseKind.Postgres, "Host=none");
        using var sqlite = Context(DatabaseKind.Sqlite, "Data Source=none");

        Assert.Equal("Initial", NamesOf(postgres).First());
        Assert.Equal(NamesOf(postgres), NamesOf(sqlite));
    }

    private static IEnumerable<string> NamesOf(ProfilerDbContext context) =>
        context.Database.GetMigrations().Select(id => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..]);

    private static ProfilerDbContext Context(DatabaseKind kind, string connection)
    {
        var options = new DbContextOptionsBuilder<ProfilerDbContext>();
        options.UseServiceDatabase(kind, connection, ProfilerDbContext.Schema);
        return new ProfilerDbContext(options.Options);
    }
}
