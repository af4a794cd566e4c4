using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Faults;

/// <summary>What faults say; labelled, so that nobody looks for the cause in a real host.</summary>
internal static class FaultTexts
{
    public static byte[] Garbage { get; } = "{\"simulated garbage\": <<<"u8.ToArray();

    public static WireError HalfWay { get; } = WireError.Failed("simulated fault: the runner failed half-way");

    public static WireError Terminated { get; } = WireError.Failed("simulated fault: the runner has terminated");

    public static WireError Status(int status) => new(status, $"simulated fault: status {status}");
}
