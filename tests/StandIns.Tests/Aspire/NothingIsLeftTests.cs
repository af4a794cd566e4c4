using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.LocalServers;
using Aspire.Hosting.Processes;

namespace Orchestrator.StandIns.Tests.Aspire;

/// <summary>However an application ends, its processes end with it: also those that ignore requests or left their parents.</summary>
public sealed class NothingIsLeftTests : IDisposable
{
    private static readonly string[] Names = ["first", "daemon", "escaped", "stubborn"];

    private readonly List<Process> _applications = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-");

    [Fact]
    public async Task After_a_kill_of_the_application() => await EndsWithAsync(StopSignal.Kill);

    [Fact]
    public async Task After_a_request_to_stop() => await EndsWithAsync(StopSignal.Terminate);

    [Fact]
    public async Task After_a_second_interrupt_at_once_and_not_when_everything_has_had_its_time_to_stop()
    {
        const int Interrupted = 130;
        // One of the processes ends by no request: an orderly stop would wait this long for it.
        var application = Start(stopGrace: "01:00:00");
        var processes = await ProcessesAsync();

        Signals.Send(application.Id, StopSignal.Interrupt);
        // Two equal signals that are both pending are one: the second has to come after the first was taken.
        await Wait.UntilAsync(() => !processes.All(Lives), "the stop begins");
        Signals.Send(application.Id, StopSignal.Interrupt);

        await Wait.ForAsync(application.WaitForExitAsync(), "the application ends");
        Assert.Equal(Interrupted, application.ExitCode);
        await GoneAsync(processes);
    }

    [Fact]
    public async Task After_a_kill_of_its_whole_tree()
    {
        var application = Start();
        var processes = await ProcessesAsync();

        application.Kill(entireProcessTree: true);

        await GoneAsync(processes);
    }

    [Fact]
    public async Task The_guard_deletes_the_folders_that_it_was_told()
    {
        var folder = _folder.CreateSubdirectory("a name with spaces").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "file"), "x");
        var guard = ProcessGuard.Start("MARKER=of-this-test", graceSeconds: 1);
        guard.AddFolder(folder);

        await guard.EndAsync(Wait.Limit);

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task The_guard_leaves_alone_what_was_taken_from_it()
    {
        using var kept = Process.Start(new ProcessStartInfo("sleep", "600"))!;
        var guard = ProcessGuard.Start("MARKER=of-this-test-too", graceSeconds: 1);
        guard.Add(kept.Id);
        guard.Remove(kept.Id);

        await guard.EndAsync(Wait.Limit);

        Assert.False(kept.HasExited);
        kept.Kill();
    }

    public void Dispose()
    {
        foreach (var application in _applications)
        {
            // One that a test failed to end.
            if (!application.HasExited)
            {
                application.Kill();
            }

            application.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private async Task EndsWithAsync(StopSignal signal)
    {
        var application = Start();
        var processes = await ProcessesAsync();

        Signals.Send(application.Id, signal);

        await Wait.ForAsync(application.WaitForExitAsync(), "the application ends");
        await GoneAsync(processes);
    }

    private Process Start(string stopGrace = "00:00:00.5")
    {
        var command = DotnetStart.Of([Probe.Program, "host", _folder.FullName, stopGrace]);
        command.RedirectStandardOutput = true;
        command.UseShellExecute = false;
        command.WorkingDirectory = _folder.FullName;
        var application = Process.Start(command)!;
        application.OutputDataReceived += (_, _) => { };
        application.BeginOutputReadLine();
        _applications.Add(application);
        return application;
    }

    private async Task<IReadOnlyList<int>> ProcessesAsync()
    {
        var files = Names.Select(name => Path.Combine(_folder.FullName, $"{name}.pid")).ToArray();
        // A file is there before its number is.
        await Wait.UntilAsync(
            () =>
                files.All(file =>
                    File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out _)
                ),
            "all processes of the application run"
        );
        var ids = files.Select(file => int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture)).ToArray();
        Assert.All(ids, id => Assert.True(Lives(id)));
        return ids;
    }

    private static Task GoneAsync(IReadOnlyList<int> processes) =>
        Wait.UntilAsync(() => !processes.Any(Lives), "the processes of the application have ended");

    /// <summary>One that has ended and that nobody has asked about yet counts as gone.</summary>
    private static bool Lives(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1][0] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
