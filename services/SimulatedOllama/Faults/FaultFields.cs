namespace Orchestrator.SimulatedOllama.Faults;

/// <summary>Which fields say something about which kind. Any other is refused: silently ignored, it would mislead.</summary>
internal static class FaultFields
{
    private static readonly string[] _all = "kind model path count factor milliseconds seconds status bytes".Split(' ');

    /// <returns>What is wrong with the field, or null.</returns>
    public static string? ErrorOf(FaultKind kind, string name) =>
        !_all.Contains(name, StringComparer.Ordinal) ? $"{name} is no field of a fault"
        : name != "kind" && !Of(kind).Contains(name, StringComparer.Ordinal)
            ? $"{name} does not go with {FaultKinds.NameOf(kind)}"
        : null;

    private static string[] Of(FaultKind kind) =>
        kind switch
        {
            FaultKind.SlowDisk => ["factor"],
            FaultKind.VramShrink => ["bytes"],
            FaultKind.Crash => ["seconds"],
            FaultKind.ModelAdded or FaultKind.ModelRemoved or FaultKind.ModelReplaced => ["model"],
            FaultKind.Status => ["model", "path", "count", "status"],
            FaultKind.Delay => ["model", "path", "count", "milliseconds"],
            FaultKind.Refuse or FaultKind.Error500 or FaultKind.Reset => ["model", "path", "count"],
            FaultKind.Slow => ["model", "count", "factor"],
            _ => ["model", "count"],
        };
}
