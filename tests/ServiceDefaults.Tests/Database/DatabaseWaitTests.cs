using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Orchestrator.Testing;

namespace Orchestrator.ServiceDefaults.Tests.Database;

public sealed class DatabaseWaitTests : IDisposable
{
    private static readonly Exception Away = new NpgsqlException("Refused", new SocketException(111));
    private readonly ManualTimeProvider _clock = new();
    private readonly LogRecorder _log = new();
    private readonly LoggerFactory _loggers;

    public DatabaseWaitTests() => _loggers = new LoggerFactory([_log]);

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public async Task A_database_that_comes_in_time_is_used_and_the_wait_was_told()
    {
        var tries = 0;
        var waiting = Wait(TimeSpan.FromSeconds(60), () => ++tries < 4 ? throw Away : Task.CompletedTask);
        await AdvanceUntilDoneAsync(waiting);

        await waiting;

        Assert.Equal(4, tries);
        Assert.Equal(3, _log.Lines.Count(line => line.Level == LogLevel.Warning));
        Assert.Contains("notes", _log.Lines[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_limit_the_start_fails_and_names_the_option_and_the_reason()
    {
        var started = _clock.GetUtcNow();
        var waiting = Wait(TimeSpan.FromSeconds(60), () => throw Away);
        await AdvanceUntilDoneAsync(waiting);

        var error = await Assert.ThrowsAsync<DatabaseStartException>(() => waiting);

        Assert.Contains("00:01:00 (Database:StartWait)", error.Message, StringComparison.Ordinal);
        Assert.InRange(_clock.GetUtcNow() - started, TimeSpan.FromSeconds(54), TimeSpan.FromSeconds(61));
        Assert.Equal(ServiceRun.Failed, StartFailure.Of(error)?.ExitCode);
    }

    [Fact]
    public async Task A_database_that_says_no_is_not_asked_again()
    {
        var tries = 0;
        var refusal = new PostgresException("wrong password", "FATAL", "FATAL", PostgresErrorCodes.InvalidPassword);

        await Assert.ThrowsAsync<PostgresException>(() =>
            Wait(
                TimeSpan.FromSeconds(60),
                () =>
                {
                    tries++;
                    throw refusal;
                }
            )
        );

        Assert.Equal(1, tries);
    }

    private Task Wait(TimeSpan limit, Func<Task> attempt)
    {
        var options = Options.Create(new DatabaseOptions { StartWait = limit });
        var wait = new DatabaseWait(options, new Jitter(new Random(1)), _clock, _loggers.CreateLogger<DatabaseWait>());
        return wait.UntilDoneAsync("notes", _ => attempt(), CancellationToken.None);
    }

    // Everything runs on this thread: when Advance returns, the next pause has begun or the wait is over.
    private async Task AdvanceUntilDoneAsync(Task waiting)
    {
        for (var second = 0; second < 120 && !waiting.IsCompleted; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
