namespace Orchestrator.Functional.Tests.Kill;

/// <summary>What is killed, and what its death may cost a client. Everything else is a broken promise.</summary>
/// <param name="MayBreak">Answers that had begun and ran through it may break off.</param>
/// <param name="MayRefuseRuns">A run that cannot be written down is refused, with a status: it was never accepted.</param>
internal sealed record Victim(string Name, bool MayBreak = false, bool MayRefuseRuns = false)
{
    public static IReadOnlyList<Victim> All { get; } =
    [
        new("gateway-1", MayBreak: true),
        new("router-1"),
        new("profiler"),
        new("worker-1", MayBreak: true),
        new("worker-2", MayBreak: true),
        new("learning"),
        new("rabbitmq"),
        new("postgresql", MayRefuseRuns: true),
        new("redis"),
        new("sim-1", MayBreak: true),
    ];
}
