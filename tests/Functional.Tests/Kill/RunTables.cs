using Npgsql;

namespace Orchestrator.Functional.Tests.Kill;

/// <summary>What the worker's tables say, read past all services.</summary>
internal sealed class RunTables(string database)
{
    // A pool would hand out connections that died with the server.
    private readonly string _connection = new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ToString();

    public Task<long> UnfinishedAsync() =>
        CountAsync("select count(*) from worker.runs where state in ('queued', 'running')");

    public Task<long> FailedAsync() => CountAsync("select count(*) from worker.runs where state = 'failed'");

    public Task<long> StoppedAsync() => CountAsync("select count(*) from worker.runs where state = 'stopped'");

    public Task<long> CompletedAsync() => CountAsync("select count(*) from worker.runs where state = 'completed'");

    /// <summary>Finished runs that do not have exactly one last event.</summary>
    public Task<long> NotEndedOnceAsync() =>
        CountAsync(
            """
            select count(*) from worker.runs r where r.state in ('completed', 'failed', 'stopped') and 1 <>
              (select count(*) from worker.run_log l where l.run_id = r.run_id and l.name in ('completed', 'failed'))
            """
        );

    /// <summary>Runs whose log does not count 1, 2, 3 …</summary>
    public Task<long> WithGapsAsync() =>
        CountAsync(
            "select count(*) from (select run_id from worker.run_log group by run_id having max(sequence) <> count(*)) gaps"
        );

    public Task<long> CompletedStepsAsync() =>
        CountAsync("select count(*) from worker.steps where state = 'completed'");

    /// <param name="prefix">Of the runs' ids.</param>
    public Task<long> CompletedAsync(string prefix) =>
        CountAsync($"select count(*) from worker.runs where state = 'completed' and run_id like '{prefix}%'");

    /// <param name="prefix">Of the runs' ids.</param>
    public Task<long> CompletedStepsAsync(string prefix) => StepsAsync("completed", prefix);

    /// <param name="prefix">Of the runs' ids.</param>
    public async Task<(long Completed, long Failed)> StepsByStateAsync(string prefix) =>
        (await StepsAsync("completed", prefix), await StepsAsync("failed", prefix));

    public async Task<IReadOnlyDictionary<string, (string Worker, long Epoch)>> LeasesAsync()
    {
        await using var connected = new NpgsqlConnection(_connection);
        await connected.OpenAsync();
        await using var command = new NpgsqlCommand("select replica, worker, epoch from worker.leases", connected);
        await using var rows = await command.ExecuteReaderAsync();
        var leases = new Dictionary<string, (string, long)>(StringComparer.Ordinal);
        while (await rows.ReadAsync())
        {
            leases[rows.GetString(0)] = (rows.GetString(1), rows.GetInt64(2));
        }

        return leases;
    }

    /// <summary>When each run was taken up, as Unix time in milliseconds.</summary>
    /// <param name="prefix">Of the runs' ids.</param>
    public async Task<IReadOnlyDictionary<string, long>> StartTimesAsync(string prefix)
    {
        await using var connected = new NpgsqlConnection(_connection);
        await connected.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"select run_id, started_at_ms from worker.runs where run_id like '{prefix}%' and started_at_ms is not null",
            connected
        );
        await using var rows = await command.ExecuteReaderAsync();
        var times = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await rows.ReadAsync())
        {
            times[rows.GetString(0)] = rows.GetInt64(1);
        }

        return times;
    }

    private Task<long> StepsAsync(string state, string prefix) =>
        CountAsync($"select count(*) from worker.steps where state = '{state}' and run_id like '{prefix}%'");

    private async Task<long> CountAsync(string query)
    {
        await using var connected = new NpgsqlConnection(_connection);
        await connected.OpenAsync();
        await using var command = new NpgsqlCommand(query, connected);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
