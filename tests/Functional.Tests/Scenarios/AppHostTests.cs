using System.Globalization;
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
    public async Task It_says_what_it_runs_answers_the_first_question_and_leaves_no_process_behind()
    {
        var gateway = FreePort.TakeAddress();
        await using var host = Start(gateway);
        using var http = new HttpClient(new SocketsHttpHandler());
        await Wait.UntilAsync(() => Says(host, "curl -N"), "AppHost prints a first curl line");

        using var response = await http.PostAsJsonAsync(
            new Uri(gateway, "v1/chat/completions"),
            ChatScenarios.Question("auto", stream: true)
        );

        Assert.Contains("data: [DONE]", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(Says(host, "SIMULATED"));
        Assert.True(Says(host, "embedded"));
        Assert.True(Says(host, "시뮬레이션"));
        var children = ChildrenOf(host.Id);
        Assert.Equal(4, children.Count);

        host.Terminate();
        await host.WaitForExitAsync();

        Assert.Equal(0, host.ExitCode);
        Assert.DoesNotContain(children, IsAlive);
    }

    [Fact]
    public async Task A_killed_AppHost_takes_its_children_with_it()
    {
        await using var host = Start(FreePort.TakeAddress());
        await Wait.UntilAsync(() => Says(host, "curl -N"), "AppHost prints a first curl line");
        var children = ChildrenOf(host.Id);

        await host.KillAsync();

        await Wait.UntilAsync(() => !children.Exists(IsAlive), "the children of a killed AppHost end");
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
        await using var host = ServerProcess.Start("apphost", "AppHost", ["--port", $"{FreePort.Take()}"], settings);

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
        ServerProcess.Start("apphost", "AppHost", ["--simulated", "--port", $"{gateway.Port}"], Settings);

    private static bool Says(ServerProcess host, string text) =>
        host.Output.Any(line => line.Contains(text, StringComparison.Ordinal));

    // Field 4 of /proc/<pid>/stat, after the name in brackets, is the parent.
    private static List<int> ChildrenOf(int parent) =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(folder =>
                    int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0
                )
                .Where(id => id > 0 && ParentOf(id) == parent),
        ];

    private static int ParentOf(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static bool IsAlive(int id) => Directory.Exists($"/proc/{id}") && ParentOf(id) != 0;
}
