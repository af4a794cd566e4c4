using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Orchestrator.Benchmarks.Load;

/// <summary>
/// Sleeps until a moment of the clock that <see cref="Stopwatch"/> reads, to some ten microseconds. The timers of .NET tick
/// in milliseconds, which is as much as what is measured here.
/// </summary>
internal static partial class MonotonicSleep
{
    private const int ClockMonotonic = 1;
    private const int AbsoluteTime = 1;
    private const int SetTimerSlack = 29;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The kernel may bundle wake-ups of a thread within 50 µs; this one wants them when they are due.</summary>
    public static void BePunctual() => _ = prctl(SetTimerSlack, 1, 0, 0, 0);

    public static void Until(long timestamp)
    {
        // Both count nanoseconds since the machine's start; Stopwatch says so by its frequency.
        var until = new Timespec(timestamp / NanosecondsPerSecond, timestamp % NanosecondsPerSecond);
        while (Stopwatch.GetTimestamp() < timestamp)
        {
            _ = clock_nanosleep(ClockMonotonic, AbsoluteTime, in until, IntPtr.Zero);
        }
    }

    [LibraryImport("libc")]
    private static partial int clock_nanosleep(int clock, int flags, in Timespec until, IntPtr left);

    [LibraryImport("libc")]
    private static partial int prctl(int option, nuint value, nuint second, nuint third, nuint fourth);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Timespec(nint Seconds, nint Nanoseconds)
    {
        public Timespec(long seconds, long nanoseconds)
            : this((nint)seconds, (nint)nanoseconds) { }
    }
}
