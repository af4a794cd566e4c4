using System.Diagnostics;

namespace Orchestrator.Benchmarks.Targets;

/// <summary>A program that this one starts, watches and ends. Its output goes to a file of the run's folder.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan _stopLimit = TimeSpan.FromSeconds(20);
    private const int LastLines = 5;

    private readonly Process _process;
    private readonly string[] _logFiles;
    private readonly Task _output;

    private ChildProcess(string name, Process process, string logFile)
    {
        Name = name;
        _process = process;
        _logFiles = [$"{logFile}.out", $"{logFile}.err"];
        _output = Task.WhenAll(
            CopyAsync(process.StandardOutput.BaseStream, _logFiles[0]),
            CopyAsync(process.StandardError.BaseStream, _logFiles[1])
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

    /// <summary>The end of what a program has said that has ended.</summary>
    public async Task<string> LastWordsAsync()
    {
        await _output.WaitAsync(_stopLimit);
        return string.Join('\n', _logFiles.SelectMany(file => File.ReadLines(file).TakeLast(LastLines)));
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
