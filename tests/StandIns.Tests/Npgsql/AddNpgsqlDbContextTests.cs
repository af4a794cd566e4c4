using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Orchestrator.StandIns.Tests.Hosting.TestHost;

namespace Orchestrator.StandIns.Tests.Npgsql;

[Collection(ListensToNpgsql.Name)]
public sealed class AddNpgsqlDbContextTests
{
    private const string Section = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL";

    // Port 9 is the discard service's: nothing listens there, and nothing here needs a server.
    private const string Away = "Host=127.0.0.1;Port=9;Database=shelf;Username=u;Password=p;Timeout=2";

    [Fact]
    public void The_named_connection_string_wins_over_the_sections()
    {
        var builder = Builder(("ConnectionStrings:db", Away), ($"{Section}:ConnectionString", "Host=elsewhere"));
        builder.AddNpgsqlDbContext<ShelfContext>("db");
        using var host = builder.Build();

        Assert.Equal(Away, Read(host, context => context.Database.GetConnectionString()));
    }

    [Fact]
    public void The_contexts_section_wins_over_the_general_one_and_code_over_both()
    {
        var builder = Builder(
            ($"{Section}:ConnectionString", "Host=general"),
            ($"{Section}:CommandTimeout", "11"),
            ($"{Section}:ShelfContext:CommandTimeout", "22")
        );
        builder.AddNpgsqlDbContext<ShelfContext>("db", settings => settings.ConnectionString += ";Port=1");
        using var host = builder.Build();

        Assert.Equal("Host=general;Port=1", Read(host, context => context.Database.GetConnectionString()));
        Assert.Equal(22, Read(host, context => context.Database.GetCommandTimeout()));
    }

    [Fact]
    public async Task A_missing_connection_string_is_reported_when_the_context_is_first_used()
    {
        var builder = Builder();
        builder.AddNpgsqlDbContext<ShelfContext>("db");
        using var host = builder.Build();
        await host.StartAsync();

        var error = Assert.Throws<InvalidOperationException>(() => Read(host, context => context.Model));

        Assert.Equal(
            $"ConnectionString is missing. It should be provided in 'ConnectionStrings:db' or under the "
                + $"'ConnectionString' key in '{Section}' or '{Section}:ShelfContext' configuration section.",
            error.Message
        );
    }

    [Fact]
    public void A_context_is_registered_only_once()
    {
        var builder = Builder(("ConnectionStrings:db", Away));
        builder.AddNpgsqlDbContext<ShelfContext>("db");

        var error = Assert.Throws<InvalidOperationException>(() => builder.AddNpgsqlDbContext<ShelfContext>("db"));

        Assert.StartsWith("DbContext<ShelfContext> is already registered.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false", true)]
    [InlineData("true", false)]
    public void Failed_commands_are_tried_again_unless_that_is_disabled(string disabled, bool retries)
    {
        var builder = Builder(("ConnectionStrings:db", Away), ($"{Section}:DisableRetry", disabled));
        builder.AddNpgsqlDbContext<ShelfContext>("db");
        using var host = builder.Build();

        Assert.Equal(retries, Read(host, context => context.Database.CreateExecutionStrategy().RetriesOnFailure));
    }

    [Fact]
    public void Contexts_come_from_a_pool()
    {
        var builder = Builder(("ConnectionStrings:db", Away));
        builder.AddNpgsqlDbContext<ShelfContext>("db");
        using var host = builder.Build();

        Assert.Same(Read(host, context => context), Read(host, context => context));
    }

    [Fact]
    public void The_callers_own_options_come_last()
    {
        var builder = Builder(("ConnectionStrings:db", Away));
        builder.AddNpgsqlDbContext<ShelfContext>(
            "db",
            configureDbContextOptions: options => options.UseNpgsql("Host=last")
        );
        using var host = builder.Build();

        Assert.Equal("Host=last", Read(host, context => context.Database.GetConnectionString()));
    }

    private static T Read<T>(IHost host, Func<ShelfContext, T> read)
    {
        using var scope = host.Services.CreateScope();
        return read(scope.ServiceProvider.GetRequiredService<ShelfContext>());
    }
}
