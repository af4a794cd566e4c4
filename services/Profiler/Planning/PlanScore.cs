using System.Runtime.InteropServices;

namespace Orchestrator.Profiler.Planning;

/// <summary>Seconds of waiting per second, by where they come from.</summary>
/// <param name="Loads">Calls that wait for a load.</param>
/// <param name="Queues">Calls that wait for a slot.</param>
/// <param name="Work">Answers themselves: more on slower replicas.</param>
/// <param name="Switch">Loads that are needed to get there, over the time in which they have to pay.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlanScore(double Loads, double Queues, double Work, double Switch)
{
    public static PlanScore None => default;

    public double Sum => Loads + Queues + Work + Switch;

    public double SecondsPerHour => 3600 * Sum;

    public static PlanScore operator +(PlanScore one, PlanScore other) =>
        new(one.Loads + other.Loads, one.Queues + other.Queues, one.Work + other.Work, one.Switch + other.Switch);
}
