using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orchestrator.Learning.Feedback;
using Orchestrator.Learning.Outcomes;
using Orchestrator.Learning.Retention;
using Orchestrator.Learning.Storage;
using Orchestrator.ServiceDefaults;
using Orchestrator.Testing;

namespace Orchestrator.Learning.Tests.Retention;

public sealed class RetentionRoundsTests : IAsyncLifetime
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"retention-{Guid.CreateVersion7():N}.db");
    private readonly ManualTimeProvider _clock = new();
    private readonly LearningOptions _options = new() { RetentionBatchRows = 3, RetentionBatchesMax = 4 };

    public async Task InitializeAsync()
    {
        await using var context = Context();
        await context.Database.MigrateAsync();
    }

    public Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_is_older_than_the_retention_goes_and_the_rest_stays()
    {
        var limit = _clock.GetUtcNow() - TimeSpan.FromDays(90);
        await AddAsync("old", 2, limit - TimeSpan.FromMilliseconds(1));
        await AddAsync("kept", 2, limit);

        await RoundAsync();

        await using var context = Context();
        Assert.Equal(["kept", "kept"], await context.Outcomes.Select(row => row.RunId).ToListAsync());
        Assert.Equal(["kept", "kept"], await context.Feedback.Select(row => row.RunId).ToListAsync());
    }

    [Fact]
    public async Task One_round_deletes_no_more_than_its_batches_and_the_oldest_first()
    {
        var now = _clock.GetUtcNow();
        await AddAsync("older", 12, now - TimeSpan.FromDays(92));
        await AddAsync("old", 1, now - TimeSpan.FromDays(91));

        await RoundAsync();
        await using (var context = Context())
        {
            Assert.Equal(["old"], await context.Outcomes.Select(row => row.RunId).ToListAsync());
            Assert.Equal(["old"], await context.Feedback.Select(row => row.RunId).ToListAsync());
        }

        await RoundAsync();
        await using (var context = Context())
        {
            Assert.Equal(0, await context.Outcomes.CountAsync() + await context.Feedback.CountAsync());
        }
    }

    private Task RoundAsync() =>
        new RetentionRounds(
            Options.Create(_options),
            new RetentionStore(new Contexts(Context)),
            _clock,
            NullLogger<RetentionRounds>.Instance
        ).RunAsync(CancellationToken.None);

    private async Task AddAsync(string run, int count, DateTimeOffset at)
    {
        var contexts = new Contexts(Context);
        for (var i = 0; i < count; i++)
        {
            var outcome = Samples.Outcome(run) with { FinishedAt = at };
            await new OutcomeStore(contexts).StoreAsync([outcome], CancellationToken.None);
            var feedback = Samples.Feedback(run, score: 1) with { GivenAt = at };
            await new FeedbackStore(contexts).StoreAsync(feedback, CancellationToken.None);
        }
    }

    private LearningDbContext Context()
    {
        var options = new DbContextOptionsBuilder<LearningDbContext>();
        options.UseServiceDatabase(DatabaseKind.Sqlite, $"Data Source={_file}", LearningDbContext.Schema);
        return new LearningDbContext(options.Options);
    }

    private sealed class Contexts(Func<LearningDbContext> create) : IDbContextFactory<LearningDbContext>
    {
        public LearningDbContext CreateDbContext() => create();
    }
}
