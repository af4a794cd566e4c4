using System.Diagnostics;

namespace Orchestrator.Benchmarks.Targets;

/// <summary>A program that this one starts, watches and ends. Its output goes to a file of the run's folder.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan _stopLimit = TimeSpan.FromSeconds(20);
    private readonly Process _process;
    private readonly Task _output;

    private ChildProcess(string name, Process process, string logFile)
    {
        Name = name;
        _process = process;
        _output = Task.WhenAll(
            CopyAsync(process.StandardOutput.BaseStream, $"{logFile}.out"),
            CopyAsync(process.StandardError.BaseStream, $"{logFile}.err")
        );
    }

    public string Name { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public static ChildProcess Start(
        string name,
        string logFolder,
        string file,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? settings = null
    )
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[key] = value;
        }

        return new ChildProcess(name, Process.Start(start)!, Path.Combine(logFolder, name));
    }

    /// <summary>Every program started here ends when its standard input closes, also when this one is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(_stopLimit);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        // Its end of the pipe is closed already: it has ended by itself.
        catch (IOException) { }

        await _output;
        _process.Dispose();
    }

    private static async Task CopyAsync(Stream from, string path)
    {
        await using var file = File.Create(path);
        await from.CopyToAsync(file);
    }
}
