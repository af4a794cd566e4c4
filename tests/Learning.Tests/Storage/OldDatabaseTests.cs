using Microsoft.Data.Sqlite;

namespace Orchestrator.Learning.Tests.Storage;

public sealed class OldDatabaseTests
{
    // As a version without migrations left it.
    private const string OldFile = """
        PRAGMA journal_mode = WAL;
        CREATE TABLE "feedback" (
            "FeedbackId" TEXT NOT NULL CONSTRAINT "PK_feedback" PRIMARY KEY,
            "RunId" TEXT NOT NULL,
            "GivenAtUnixMs" INTEGER NOT NULL,
            "Score" REAL NOT NULL,
            "Kind" TEXT NOT NULL
        );
        CREATE TABLE "outcomes" (
            "OutcomeId" TEXT NOT NULL CONSTRAINT "PK_outcomes" PRIMARY KEY,
            "RunId" TEXT NOT NULL,
            "Attempt" INTEGER NOT NULL,
            "FinishedAtUnixMs" INTEGER NOT NULL,
            "Task" TEXT NOT NULL,
            "Language" TEXT NOT NULL,
            "Strategy" TEXT NOT NULL,
            "Model" TEXT NOT NULL,
            "Replica" TEXT NOT NULL,
            "Propensity" REAL NOT NULL,
            "Result" TEXT NOT NULL,
            "FirstTokenMs" REAL NULL,
            "DurationMs" REAL NOT NULL,
            "PromptTokens" INTEGER NOT NULL,
            "OutputTokens" INTEGER NOT NULL,
            "Simulated" INTEGER NOT NULL
        );
        CREATE INDEX "IX_feedback_RunId" ON "feedback" ("RunId");
        CREATE INDEX "IX_outcomes_FinishedAtUnixMs" ON "outcomes" ("FinishedAtUnixMs");
        CREATE INDEX "IX_outcomes_RunId" ON "outcomes" ("RunId");
        INSERT INTO "outcomes" VALUES ('0193A000-0000-7000-8000-000000000001', 'run-1', 1, 4102444800000, 'code', 'ko',
            'single', 'qwen3:8b', 'sim-1', 1.0, 'completed', NULL, 2000.0, 10, 20, 1);
        """;

    [Fact]
    public async Task Outcomes_of_a_version_without_migrations_are_still_counted()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-old-");
        await using (var connection = new SqliteConnection($"Data Source={folder.FullName}/learning.db;Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = OldFile;
            await command.ExecuteNonQueryAsync();
        }

        await using (var host = await LearningHost.StartAsync(folder))
        {
            Assert.Equal(1ul, (await host.SummarizeAsync()).Outcomes);
        }

        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
