using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Functional.Tests.Kill;
using Orchestrator.Testing;
using Orchestrator.Testing.Servers;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>The five services as processes over real servers, from nothing.</summary>
public sealed class AppHostLocalTests
{
    private const ServerKinds All = ServerKinds.Postgres | ServerKinds.RabbitMq | ServerKinds.Redis;

    private static readonly string[] Services = ["Gateway", "Router", "Profiler", "EnsembleWorker", "Learning"];

    [ServerFact(All)]
    public async Task From_nothing_it_starts_servers_and_services_answers_keeps_feedback_and_leaves_nothing_behind()
    {
        await using var host = AppHostRun.Start("local");
        await host.WaitUntilReadyAsync();
        Assert.False(host.Process.HasExited, host.Output);
        using var http = new HttpClient(new SocketsHttpHandler());

        using var response = await http.PostAsJsonAsync(
            new Uri(host.Gateway, "v1/chat/completions"),
            ChatScenarios.Question("auto", stream: true)
        );

        Assert.Contains("data: [DONE]", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var feedback = new
        {
            id = Guid.CreateVersion7(),
            run_id = Assert.Single(response.Headers.GetValues("X-Orchestrator-Run")),
            thumb = "up",
        };
        // Over RabbitMQ to Learning, into PostgreSQL, and confirmed back.
        using var stored = await http.PostAsJsonAsync(new Uri(host.Gateway, "api/feedback"), feedback);
        Assert.True(stored.IsSuccessStatusCode, await stored.Content.ReadAsStringAsync());
        var processes = host.Processes;
        await AssertRunsAnEnsembleAsync(http, host, processes);
        Assert.All(Services, service => Assert.Contains(processes, process => Runs(process, service)));
        Assert.Equal(2, processes.Count(process => Runs(process, "EnsembleWorker")));
        Assert.Contains(processes, process => process.CommandLine.Contains("postgres", StringComparison.Ordinal));
        Assert.Contains(processes, process => process.CommandLine.Contains("beam", StringComparison.Ordinal));
        Assert.Contains(processes, process => process.CommandLine.Contains("redis-server", StringComparison.Ordinal));
        var sockets = RunTraces.ListeningSocketsOf(processes);

        host.Process.Terminate();
        await host.Process.WaitForExitAsync(AppHostRun.StopLimit);

        Assert.Equal(0, host.Process.ExitCode);
        // What servers say is for their logs, not for the terminal.
        const string OfPostgres = "database system is ready to accept connections";
        var log = await File.ReadAllTextAsync(Path.Combine(host.Logs, "postgres.log"));
        Assert.Contains(OfPostgres, log, StringComparison.Ordinal);
        Assert.False(host.Says(OfPostgres), host.Output);
        await host.AssertNothingIsLeftAsync(sockets);
    }

    [ServerFact(All)]
    public async Task The_other_worker_answers_for_a_lost_one_and_a_killed_AppHost_takes_services_and_servers_with_it()
    {
        await using var host = AppHostRun.Start("local");
        await host.WaitUntilReadyAsync();
        Assert.False(host.Process.HasExited, host.Output);
        using var worker = System.Diagnostics.Process.GetProcessById(
            host.Processes.First(process => Runs(process, "EnsembleWorker")).Id
        );

        worker.Kill();
        await Wait.UntilAsync(() => host.Says("ended by itself; the others go on"), "AppHost names the worker");

        using var http = new HttpClient(new SocketsHttpHandler());
        await Wait.UntilAsync(
            () => AnswersAsync(http, host.Gateway),
            () => $"the other worker takes the replicas over and answers\n{host.Output}",
            TimeSpan.FromMinutes(1)
        );
        var processes = host.Processes;
        Assert.Contains(processes, process => process.CommandLine.Contains("postgres", StringComparison.Ordinal));
        var sockets = RunTraces.ListeningSocketsOf(processes);

        await host.Process.KillAsync();

        await host.AssertNothingIsLeftAsync(sockets);
    }

    [ServerFact(All)]
    public async Task A_Prometheus_that_ends_at_once_is_said_and_everything_else_starts()
    {
        var programs = Directory.CreateTempSubdirectory("orchestrator-");
        try
        {
            var prometheus = Path.Combine(programs.FullName, "prometheus");
            await File.WriteAllTextAsync(prometheus, "#!/bin/sh\nexit 1\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(prometheus, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }

            var path = $"{programs.FullName}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
            await using var host = AppHostRun.Start("local", ("PATH", path));

            await host.WaitUntilReadyAsync();

            Assert.False(host.Process.HasExited, host.Output);
            await Wait.UntilAsync(() => host.Says("prometheus ended by itself"), "AppHost names Prometheus");
        }
        finally
        {
            programs.Delete(recursive: true);
        }
    }

    // From the gateway over RabbitMQ to a worker, whose tables are PostgreSQL's.
    private static async Task AssertRunsAnEnsembleAsync(
        HttpClient http,
        AppHostRun host,
        IReadOnlyList<RunProcess> processes
    )
    {
        var worker = processes.First(process => Runs(process, "EnsembleWorker"));
        var connection = RunTraces.VariableOf(worker, "ConnectionStrings__orchestrator");
        Assert.NotNull(connection);
        var tables = new RunTables(connection);
        var before = await tables.CompletedAsync();

        using var response = await http.PostAsJsonAsync(
            new Uri(host.Gateway, "v1/chat/completions"),
            ChatScenarios.Question("ensemble", stream: true)
        );

        Assert.Contains("data: [DONE]", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("ensemble", Assert.Single(response.Headers.GetValues("X-Orchestrator-Strategy")));
        Assert.Equal(before + 1, await tables.CompletedAsync());
        Assert.True(await tables.CompletedStepsAsync() > 1, "An ensemble has several steps.");
        Assert.Equal(0, await tables.UnfinishedAsync());
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri gateway)
    {
        using var response = await http.PostAsJsonAsync(
            new Uri(gateway, "v1/chat/completions"),
            ChatScenarios.Question("auto", stream: false)
        );
        return response.IsSuccessStatusCode
            && (await response.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("choices", out _);
    }

    private static bool Runs(RunProcess process, string project) =>
        process.CommandLine.Contains($"Orchestrator.{project}.dll", StringComparison.Ordinal)
        && Path.GetFileName(process.CommandLine.Split(' ')[0]) == "dotnet";
}
