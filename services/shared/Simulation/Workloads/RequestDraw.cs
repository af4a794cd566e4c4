using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Workloads;

/// <summary>Chance that depends on the seed and on the number of a request, and on no request before it.</summary>
internal static class RequestDraw
{
    public static double Unit(ulong seed, long number, DrawChannel channel) => Random(seed, number, channel).Unit();

    public static SimulationRandom Random(ulong seed, long number, DrawChannel channel) =>
        new(Mixed(Mixed(seed + (ulong)channel) + (ulong)number));

    private static ulong Mixed(ulong value) => new SimulationRandom(value).Next();
}
