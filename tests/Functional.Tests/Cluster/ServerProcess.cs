using System.Collections.Concurrent;
using System.Diagnostics;
using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Cluster;

/// <summary>One of our programs as a process of its own, started from its built DLL.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>A stop takes milliseconds; a process that needs longer than this hangs and the test says so.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(40);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private ServerProcess(string name, Process process)
    {
        Name = name;
        _process = process;
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Name { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public IReadOnlyCollection<string> Output => _output;

    public static ServerProcess Start(
        string name,
        string project,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> settings
    )
    {
        return StartDotnet(name, [AssemblyOf(project), .. arguments], settings);
    }

    /// <summary>As a person does, who has built it before; what runs is a child of this process.</summary>
    public static ServerProcess StartByRunCommand(
        string name,
        string project,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> settings
    ) =>
        StartDotnet(
            name,
            ["run", "--no-build", "-c", Configuration, "--project", Repository.PathOf(project), "--", .. arguments],
            // Its helpers would outlive it, and are nobody's here.
            new Dictionary<string, string>(settings, StringComparer.Ordinal)
            {
                ["MSBUILDDISABLENODEREUSE"] = "1",
                ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
            }
        );

    private static ServerProcess StartDotnet(
        string name,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> settings
    )
    {
        var start = DotnetStart.Of(arguments);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        return new ServerProcess(name, Process.Start(start)!);
    }

    /// <summary>SIGKILL: the process gets no chance to say good-bye.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an operator or Kubernetes sends it.</summary>
    public void Terminate() => Signal("-TERM");

    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <param name="limit">For what stops several processes in turn; null: long enough for one.</param>
    public Task WaitForExitAsync(TimeSpan? limit = null) => _process.WaitForExitAsync().WaitAsync(limit ?? StopLimit);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.StandardInput.Close();
                await WaitForExitAsync();
            }
        }
        catch (TimeoutException exception)
        {
            _process.Kill(entireProcessTree: true);
            throw new InvalidOperationException(
                $"{Name} did not stop. Its output:\n{string.Join('\n', _output)}",
                exception
            );
        }
        finally
        {
            _process.Dispose();
        }
    }

    private static string Configuration =>
        Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    private static string AssemblyOf(string project) =>
        Repository.PathOf("artifacts", "bin", project, Configuration, $"Orchestrator.{project}.dll");
}
