using System.Diagnostics;

namespace Orchestrator.EnsembleWorker.NativeReplicas;

/// <summary>
/// One process that runs llama.cpp. It ends with this worker, however that ends: it watches its standard input, whose other
/// end only this process holds.
/// </summary>
internal sealed class LlamaCppChild : IAsyncDisposable
{
    private const int LineLengthMax = 500;
    private const string ReadyMark = "Ready:";

    private readonly Process _process;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _stopLimit;
    private readonly long _started;
    private volatile string _lastWords = "";

    private LlamaCppChild(Process process, TimeSpan stopLimit, TimeProvider clock, Action<string> ready)
    {
        _process = process;
        _stopLimit = stopLimit;
        _clock = clock;
        _started = clock.GetTimestamp();
        // Both are read to the end, for a full pipe would stop the process.
        process.OutputDataReceived += (_, line) => Hear(line.Data, ready);
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int ProcessId => _process.Id;

    /// <param name="start">Program, arguments, environment.</param>
    /// <param name="stopLimit">How long it may take to stop before it is killed.</param>
    /// <param name="clock">Time.</param>
    /// <param name="ready">Called with its own words once it listens.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static LlamaCppChild Start(
        ProcessStartInfo start,
        TimeSpan stopLimit,
        TimeProvider clock,
        Action<string> ready
    ) =>
        new(
            Process.Start(start) ?? throw new InvalidOperationException("No process was started."),
            stopLimit,
            clock,
            ready
        );

    /// <summary>Waits until it ends by itself.</summary>
    public async Task<ChildEnd> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return new ChildEnd(_process.ExitCode, _clock.GetElapsedTime(_started), _lastWords);
    }

    /// <summary>Asks it to stop, and kills it when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            try
            {
                await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(_stopLimit, _clock);
            }
            catch (TimeoutException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }

        _process.Dispose();
    }

    private static void Hear(string? line, Action<string> ready)
    {
        if (line?.StartsWith(ReadyMark, StringComparison.Ordinal) == true)
        {
            ready(Bounded(line[ReadyMark.Length..].Trim()));
        }
    }

    private void Remember(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            _lastWords = Bounded(line.Trim());
        }
    }

    private static string Bounded(string line) => line.Length <= LineLengthMax ? line : line[..LineLengthMax];
}
