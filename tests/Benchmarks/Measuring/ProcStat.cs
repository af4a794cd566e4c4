using System.Globalization;

namespace Orchestrator.Benchmarks.Measuring;

/// <summary>What a line of /proc/…/stat says. Pure.</summary>
/// <param name="Parent">The process that started it.</param>
/// <param name="CpuTicks">User and system time, in hundredths of a second.</param>
internal sealed record ProcStat(int Parent, long CpuTicks)
{
    // Linux tells these times in hundredths of a second on every architecture (USER_HZ).
    public const double TicksPerSecond = 100;

    // Counted from the state, which is the first field behind the name.
    private const int ParentField = 1;
    private const int UserField = 11;
    private const int SystemField = 12;

    public static ProcStat Parse(string line)
    {
        // The name stands in parentheses and may contain anything, so count from the last one.
        var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return new ProcStat(
            int.Parse(fields[ParentField], CultureInfo.InvariantCulture),
            Number(fields[UserField]) + Number(fields[SystemField])
        );
    }

    private static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}
