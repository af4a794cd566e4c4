using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using static Orchestrator.StandIns.Tests.Hosting.TestHost;

namespace Orchestrator.StandIns.Tests.Npgsql;

public sealed class EnrichNpgsqlDbContextTests
{
    private const string Section = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL";

    [Fact]
    public void A_context_that_is_not_registered_cannot_be_enriched() =>
        Assert.Throws<InvalidOperationException>(() => Builder().EnrichNpgsqlDbContext<ShelfContext>());

    [Fact]
    public void The_connection_stays_and_retries_timeout_and_health_come_on_top()
    {
        var builder = Builder(($"{Section}:CommandTimeout", "33"), ("ConnectionStrings:db", "Host=not-asked-for"));
        Register(builder);

        builder.EnrichNpgsqlDbContext<ShelfContext>();

        using var host = builder.Build();
        var database = Context(host).Database;
        Assert.Equal("Host=own", database.GetConnectionString());
        Assert.Equal(33, database.GetCommandTimeout());
        Assert.True(database.CreateExecutionStrategy().RetriesOnFailure);
        var checks = host.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations;
        Assert.Equal("ShelfContext", Assert.Single(checks).Name);
    }

    [Fact]
    public void A_strategy_of_the_registrations_own_stays()
    {
        var builder = Builder();
        Register(builder, npgsql => npgsql.ExecutionStrategy(strategy => new NonRetryingExecutionStrategy(strategy)));

        builder.EnrichNpgsqlDbContext<ShelfContext>();

        using var host = builder.Build();
        Assert.IsType<NonRetryingExecutionStrategy>(Context(host).Database.CreateExecutionStrategy());
    }

    [Fact]
    public void Two_different_timeouts_are_an_error()
    {
        var builder = Builder();
        Register(builder, npgsql => npgsql.CommandTimeout(1));
        builder.EnrichNpgsqlDbContext<ShelfContext>(settings => settings.CommandTimeout = 2);
        using var host = builder.Build();

        var error = Assert.Throws<InvalidOperationException>(() => Context(host));

        Assert.Contains("CommandTimeout", error.Message, StringComparison.Ordinal);
    }

    private static void Register(HostApplicationBuilder builder, Action<NpgsqlDbContextOptionsBuilder>? own = null) =>
        builder.Services.AddDbContextPool<ShelfContext>(options => options.UseNpgsql("Host=own", own));

    private static ShelfContext Context(IHost host) =>
        host.Services.CreateScope().ServiceProvider.GetRequiredService<ShelfContext>();
}
