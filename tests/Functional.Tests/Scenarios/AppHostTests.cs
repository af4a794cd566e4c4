using System.Net.Http.Json;
using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>What a new user does: start it, ask, stop it.</summary>
public sealed class AppHostTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("orchestrator-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task It_says_what_it_runs_answers_the_first_question_and_leaves_nothing_behind()
    {
        await using var host = AppHostRun.Start("embedded");
        await host.WaitUntilReadyAsync();
        using var http = new HttpClient(new SocketsHttpHandler());

        using var response = await http.PostAsJsonAsync(
            new Uri(host.Gateway, "v1/chat/completions"),
            ChatScenarios.Question("auto", stream: true)
        );

        Assert.Contains("data: [DONE]", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(host.Says("SIMULATED"), host.Output);
        Assert.True(host.Says("embedded"), host.Output);
        Assert.True(host.Says("시뮬레이션"), host.Output);
        Assert.True(host.Says("dashboard"), host.Output);
        var processes = host.Processes;
        Assert.Single(processes, process => Runs(process, "Standalone"));
        Assert.Equal(3, processes.Count(process => Runs(process, "SimulatedOllama")));
        var sockets = RunTraces.ListeningSocketsOf(processes);
        Assert.NotEmpty(sockets);

        host.Process.Terminate();
        await host.Process.WaitForExitAsync();

        Assert.Equal(0, host.Process.ExitCode);
        await host.AssertNothingIsLeftAsync(sockets);
    }

    [Theory]
    [InlineData("-INT")]
    [InlineData("-HUP")]
    public async Task Ctrl_C_and_a_closed_terminal_stop_it_as_a_request_does(string signal)
    {
        await using var host = AppHostRun.Start("embedded");
        await host.WaitUntilReadyAsync();
        var sockets = RunTraces.ListeningSocketsOf(host.Processes);

        host.Process.Signal(signal);
        await host.Process.WaitForExitAsync();

        Assert.Equal(0, host.Process.ExitCode);
        await host.AssertNothingIsLeftAsync(sockets);
    }

    [Fact]
    public async Task A_killed_AppHost_takes_everything_with_it()
    {
        await using var host = AppHostRun.Start("embedded");
        await host.WaitUntilReadyAsync();
        var sockets = RunTraces.ListeningSocketsOf(host.Processes);
        Assert.NotEmpty(sockets);

        await host.Process.KillAsync();

        await host.AssertNothingIsLeftAsync(sockets);
    }

    [Fact]
    public async Task A_killed_dotnet_run_takes_the_AppHost_with_it()
    {
        await using var host = AppHostRun.StartByRunCommand("embedded");
        await host.WaitUntilReadyAsync();
        var processes = host.Processes;
        Assert.Single(processes, process => Runs(process, "Standalone"));
        var sockets = RunTraces.ListeningSocketsOf(processes);

        // Not until all its output has ended, which the AppHost shares: that is what has to follow.
        host.Process.Signal("-KILL");

        await host.AssertNothingIsLeftAsync(sockets);
    }

    [Fact]
    public async Task Ctrl_C_while_it_starts_is_no_failure()
    {
        await using var host = AppHostRun.Start("embedded");
        await Wait.UntilAsync(() => host.Processes.Count > 1, "the first part is started");

        host.Process.Signal("-INT");
        await host.Process.WaitForExitAsync();

        Assert.Equal(0, host.Process.ExitCode);
        Assert.False(host.Says("   at "), host.Output);
        await host.AssertNothingIsLeftAsync(new HashSet<string>());
    }

    [Fact]
    public async Task Without_the_gateway_s_process_it_ends_and_says_which_part_failed()
    {
        await using var host = AppHostRun.Start("embedded");
        await host.WaitUntilReadyAsync();
        var processes = host.Processes;
        var sockets = RunTraces.ListeningSocketsOf(processes);

        using var gateway = System.Diagnostics.Process.GetProcessById(
            processes.Single(process => Runs(process, "Standalone")).Id
        );
        gateway.Kill();
        await host.Process.WaitForExitAsync();

        Assert.Equal(1, host.Process.ExitCode);
        Assert.True(host.Says("orchestrator ended by itself"), host.Output);
        await host.AssertNothingIsLeftAsync(sockets);
    }

    [Fact]
    public async Task A_lost_replica_is_said_and_the_others_answer()
    {
        await using var host = AppHostRun.Start("embedded");
        await host.WaitUntilReadyAsync();
        using var replica = System.Diagnostics.Process.GetProcessById(
            host.Processes.First(process =>
                process.CommandLine.Contains("sim-coder", StringComparison.Ordinal) && Runs(process, "SimulatedOllama")
            ).Id
        );

        replica.Kill();
        await Wait.UntilAsync(() => host.Says("sim-coder ended by itself"), "AppHost names the replica");

        using var http = new HttpClient(new SocketsHttpHandler());
        using var response = await http.PostAsJsonAsync(
            new Uri(host.Gateway, "v1/chat/completions"),
            ChatScenarios.Question("auto", stream: true)
        );
        Assert.Contains("data: [DONE]", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(host.Process.HasExited);
    }

    [Fact]
    public async Task A_port_in_use_is_named_before_anything_starts()
    {
        var gateway = FreePort.TakeAddress();
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, gateway.Port);
        other.Start();
        await using var host = Start(gateway);

        await host.WaitForExitAsync();

        Assert.Equal(1, host.ExitCode);
        await Wait.UntilAsync(() => Says(host, $"Port {gateway.Port} is in use"), "the message names the port");
    }

    [Fact]
    public async Task A_second_AppHost_on_the_same_data_folder_is_refused_and_told_why()
    {
        // Held as the first one holds it, from before it starts anything.
        using var held = new FileStream(
            Path.Combine(_data.FullName, "apphost.lock"),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None
        );
        await using var host = Start(FreePort.TakeAddress());

        await host.WaitForExitAsync();

        Assert.Equal(1, host.ExitCode);
        await Wait.UntilAsync(() => Says(host, "Another AppHost uses the data folder"), "the message names the folder");
        Assert.False(Says(host, " at Orchestrator."), "A stack trace.");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_a_sentence()
    {
        var file = Path.Combine(_data.FullName, "a-file");
        await File.WriteAllTextAsync(file, "");
        var settings = new Dictionary<string, string>(Settings, StringComparer.Ordinal)
        {
            ["ORCHESTRATOR_DATA_DIRECTORY"] = Path.Combine(file, "data"),
        };
        await using var host = ServerProcess.Start(
            "apphost",
            "AppHost",
            ["--mode", "embedded", "--port", $"{FreePort.TakeAddress().Port}"],
            settings
        );

        await host.WaitForExitAsync();

        Assert.Equal(1, host.ExitCode);
        await Wait.UntilAsync(() => Says(host, "cannot be used"), "the message names the folder");
        Assert.False(Says(host, " at Orchestrator."), "A stack trace.");
    }

    [Theory]
    [InlineData("--port", "many")]
    [InlineData("--mode", "cluster")]
    [InlineData("--colour", "blue")]
    public async Task A_wrong_argument_is_named_and_ends_with_exit_code_2(string option, string value)
    {
        await using var host = ServerProcess.Start("apphost", "AppHost", [option, value], Settings);

        await host.WaitForExitAsync();

        Assert.Equal(2, host.ExitCode);
        await Wait.UntilAsync(() => Says(host, option), "the message names the option");
    }

    private Dictionary<string, string> Settings =>
        new(StringComparer.Ordinal) { ["ORCHESTRATOR_DATA_DIRECTORY"] = _data.FullName };

    private ServerProcess Start(Uri gateway) =>
        ServerProcess.Start(
            "apphost",
            "AppHost",
            ["--simulated", "--mode", "embedded", "--port", $"{gateway.Port}"],
            Settings
        );

    private static bool Says(ServerProcess host, string text) =>
        host.Output.Any(line => line.Contains(text, StringComparison.Ordinal));

    // The program itself, not a guard that has its command line among its own arguments.
    private static bool Runs(RunProcess process, string project) =>
        process.CommandLine.Contains($"Orchestrator.{project}.dll", StringComparison.Ordinal)
        && Path.GetFileName(process.CommandLine.Split(' ')[0]) == "dotnet";
}
