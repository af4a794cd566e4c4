namespace Orchestrator.SimulatedOllama.Faults;

/// <summary>How the host is to fail.</summary>
internal enum FaultKind
{
    /// <summary>503, as when too many requests wait.</summary>
    Refuse,
    Error500,

    /// <summary>Accepts and says nothing until the faults are cleared or the caller hangs up.</summary>
    StallBeforeFirstToken,

    /// <summary>Falls silent half-way, likewise.</summary>
    StallMidStream,

    /// <summary>Resets the connection half-way.</summary>
    CutMidStream,

    /// <summary>Ends half-way without a last line, but cleanly.</summary>
    EndMidStream,

    /// <summary>An error line half-way, under status 200.</summary>
    ErrorInBand,

    /// <summary>Takes <see cref="Fault.Factor"/> times as long.</summary>
    Slow,

    /// <summary>A line that is no JSON.</summary>
    Garbage,
}

internal static class FaultKinds
{
    private static readonly Dictionary<string, FaultKind> _byName = new(StringComparer.Ordinal)
    {
        ["refuse"] = FaultKind.Refuse,
        ["error500"] = FaultKind.Error500,
        ["stall_before_first_token"] = FaultKind.StallBeforeFirstToken,
        ["stall_mid_stream"] = FaultKind.StallMidStream,
        ["cut_mid_stream"] = FaultKind.CutMidStream,
        ["end_mid_stream"] = FaultKind.EndMidStream,
        ["error_in_band"] = FaultKind.ErrorInBand,
        ["slow"] = FaultKind.Slow,
        ["garbage"] = FaultKind.Garbage,
    };

    public static string Names => string.Join(", ", _byName.Keys);

    public static FaultKind? Find(string? name) =>
        name is not null && _byName.TryGetValue(name, out var kind) ? kind : null;

    public static string NameOf(FaultKind kind) => _byName.First(pair => pair.Value == kind).Key;
}
