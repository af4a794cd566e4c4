using System.Globalization;

namespace Orchestrator.Benchmarks.Measuring;

/// <summary>How busy the whole machine has been since its start, in seconds of all its cores. Pure but for the reading.</summary>
/// <param name="Busy">User, system, interrupts.</param>
/// <param name="Stolen">Taken by the host of a virtual machine.</param>
internal sealed record MachineCpu(double Busy, double Stolen)
{
    private const int Idle = 3;
    private const int Waiting = 4;
    private const int Steal = 7;
    private const int GuestsAreCountedTwice = 8;

    public static MachineCpu Now() => Parse(File.ReadLines("/proc/stat").First());

    /// <param name="line">"cpu  user nice system idle iowait irq softirq steal guest guest_nice".</param>
    public static MachineCpu Parse(string line)
    {
        var ticks = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Take(GuestsAreCountedTwice)
            .Select(field => double.Parse(field, CultureInfo.InvariantCulture) / ProcStat.TicksPerSecond)
            .ToList();
        var busy = ticks.Index().Where(tick => tick.Index is not (Idle or Waiting or Steal)).Sum(tick => tick.Item);
        return new MachineCpu(busy, ticks[Steal]);
    }
}
