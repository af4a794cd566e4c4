using Orchestrator.Simulation.Models;

namespace Orchestrator.Simulation.Tests.Bank;

/// <summary>Models of one family that differ in size, and in their names.</summary>
internal static class SimulatedModels
{
    public static SimulatedModel[] Sizes { get; } = [.. new[] { 1, 3, 8, 32, 100 }.Select(Of)];

    /// <param name="billions">Parameters.</param>
    public static SimulatedModel Of(int billions) =>
        (
            ModelCatalogue.Find("qwen3:8b")! with
            {
                Name = $"test:{billions}b",
                Family = "test",
                ParameterCount = billions * 1_000_000_000L,
            }
        ).WithDigest();
}
