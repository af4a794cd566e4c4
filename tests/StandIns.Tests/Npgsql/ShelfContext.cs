using Microsoft.EntityFrameworkCore;

namespace Orchestrator.StandIns.Tests.Npgsql;

internal sealed class ShelfContext(DbContextOptions<ShelfContext> options) : DbContext(options);

/// <summary>
/// One activity source and one meter per process: tests that listen to Npgsql's, or ask who listens, run one after another.
/// </summary>
[CollectionDefinition(Name)]
public sealed class ListensToNpgsql
{
    public const string Name = "Listens to Npgsql";
}
