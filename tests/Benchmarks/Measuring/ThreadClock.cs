using System.Runtime.InteropServices;

namespace Orchestrator.Benchmarks.Measuring;

/// <summary>
/// The processor time that the calling thread has used: what a piece of work costs, whoever else wants the processor meanwhile.
/// </summary>
internal static partial class ThreadClock
{
    private const int ClockOfThread = 3;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Nanoseconds.</summary>
    public static long Now =>
        clock_gettime(ClockOfThread, out var time) == 0
            ? (time.Seconds * NanosecondsPerSecond) + time.Nanoseconds
            : throw new BenchmarkException("The kernel does not tell a thread's processor time.");

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Timespec(nint Seconds, nint Nanoseconds);
}
