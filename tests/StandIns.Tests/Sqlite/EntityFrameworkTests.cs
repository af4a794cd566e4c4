using Microsoft.EntityFrameworkCore;

namespace Orchestrator.StandIns.Tests.Sqlite;

public sealed class EntityFrameworkTests : IDisposable
{
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task An_entity_is_written_read_changed_and_deleted()
    {
        await using (var context = await CreatedAsync())
        {
            context.Add(Sample("첫째", 1.10m));
            await context.SaveChangesAsync();
        }

        await using (var context = new Shelf(_file))
        {
            var book = await context.Books.SingleAsync(book => book.Title == "첫째");
            Assert.Equivalent(Sample("첫째", 1.10m) with { Id = book.Id }, book, strict: true);
            book.Cover = null;
            await context.SaveChangesAsync();
            Assert.Equal(1, await context.Books.CountAsync(stored => stored.Cover == null));
            context.Remove(book);
            await context.SaveChangesAsync();
        }

        await using var empty = new Shelf(_file);
        Assert.Empty(await empty.Books.ToListAsync());
    }

    [Fact]
    public async Task Decimals_are_summed_and_ordered_by_the_providers_own_functions()
    {
        await using var context = await CreatedAsync();
        context.AddRange(Sample("a", 10.1m), Sample("b", 9.2m), Sample("c", 100.3m));
        await context.SaveChangesAsync();

        Assert.Equal(119.6m, await context.Books.SumAsync(book => book.Price));
        Assert.Equal(
            ["b", "a", "c"],
            await context.Books.OrderBy(book => book.Price).Select(book => book.Title).ToListAsync()
        );
    }

    [Fact]
    public async Task A_regular_expression_runs_inside_the_query()
    {
        await using var context = await CreatedAsync();
        context.AddRange(Sample("qwen3:8b", 1), Sample("gemma3:4b", 1));
        await context.SaveChangesAsync();

        var found = await context
            .Books.FromSql($"""SELECT * FROM "Books" WHERE "Title" REGEXP '^qwen'""")
            .Select(book => book.Title)
            .ToListAsync();

        Assert.Equal(["qwen3:8b"], found);
    }

    [Fact]
    public async Task A_list_is_one_json_column_that_queries_look_into()
    {
        await using var context = await CreatedAsync();
        context.AddRange(Sample("a", 1) with { Tags = ["수학", "code"] }, Sample("b", 1) with { Tags = [] });
        await context.SaveChangesAsync();

        Assert.Equal("a", (await context.Books.SingleAsync(book => book.Tags.Contains("수학"))).Title);
    }

    [Fact]
    public async Task A_transaction_of_the_context_is_rolled_back_as_a_whole()
    {
        await using var context = await CreatedAsync();
        await using (await context.Database.BeginTransactionAsync())
        {
            context.Add(Sample("lost", 1));
            await context.SaveChangesAsync();
        }

        Assert.Equal(0, await context.Books.CountAsync());
    }

    [Fact]
    public async Task A_stale_version_is_a_concurrency_error()
    {
        await using var mine = await CreatedAsync();
        mine.Add(Sample("one", 1));
        await mine.SaveChangesAsync();
        await using var theirs = new Shelf(_file);
        (await theirs.Books.SingleAsync()).Version = 2;
        await theirs.SaveChangesAsync();

        mine.Books.Local.Single().Version = 3;

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => mine.SaveChangesAsync());
    }

    private async Task<Shelf> CreatedAsync()
    {
        var context = new Shelf(_file);
        await context.Database.EnsureCreatedAsync();
        return context;
    }

    private static Book Sample(string title, decimal price) =>
        new()
        {
            Title = title,
            Price = price,
            Key = new Guid("0198f2a0-0000-7000-8000-000000000001"),
            At = new DateTimeOffset(2026, 2, 28, 1, 2, 3, TimeSpan.FromHours(9)),
            Day = new DateOnly(2026, 2, 28),
            Took = TimeSpan.FromMilliseconds(1234),
            Ratio = 0.1f,
            Kind = DayOfWeek.Friday,
            Cover = [],
            Tags = ["태그"],
        };

    private sealed class Shelf(SqliteFile file) : DbContext
    {
        public DbSet<Book> Books => Set<Book>();

        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
            optionsBuilder.UseSqlite(file.ConnectionString());

        protected override void OnModelCreating(ModelBuilder modelBuilder) =>
            modelBuilder.Entity<Book>().Property(book => book.Version).IsConcurrencyToken();
    }

    private sealed record Book
    {
        public int Id { get; set; }
        public required string Title { get; set; }
        public decimal Price { get; set; }
        public Guid Key { get; set; }
        public DateTimeOffset At { get; set; }
        public DateOnly Day { get; set; }
        public TimeSpan Took { get; set; }
        public float Ratio { get; set; }
        public DayOfWeek Kind { get; set; }
        public byte[]? Cover { get; set; }
        public List<string> Tags { get; set; } = [];
        public int Version { get; set; }
    }
}
