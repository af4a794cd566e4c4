using Microsoft.EntityFrameworkCore;

namespace Orchestrator.StandIns.Tests.Npgsql;

internal sealed class ShelfContext(DbContextOptions<ShelfContext> options) : DbContext(options);
