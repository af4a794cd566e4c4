namespace Orchestrator.SimulatedOllama.Faults;

/// <summary>How the host is to fail.</summary>
internal enum FaultKind
{
    /// <summary>503, as when too many requests wait.</summary>
    Refuse,
    Error500,

    /// <summary>Any status of 500 and above.</summary>
    Status,

    /// <summary>The headers come late.</summary>
    Delay,

    /// <summary>Resets the connection before the headers.</summary>
    Reset,

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

    /// <summary>A load ends with an error of memory; Ollama tries once more in another way.</summary>
    OomOnLoad,

    /// <summary>Loads take <see cref="Fault.Factor"/> times as long.</summary>
    SlowDisk,

    /// <summary>GPU memory is gone: another program took it.</summary>
    VramShrink,

    /// <summary>The process dies, stays away for a while and comes back with nothing loaded.</summary>
    Crash,
    ModelAdded,
    ModelRemoved,

    /// <summary>The same name with another digest, as after a pull of a newer version.</summary>
    ModelReplaced,
}

internal static class FaultKinds
{
    private static readonly Dictionary<string, FaultKind> _byName = new(StringComparer.Ordinal)
    {
        ["refuse"] = FaultKind.Refuse,
        ["error500"] = FaultKind.Error500,
        ["status"] = FaultKind.Status,
        ["delay"] = FaultKind.Delay,
        ["reset"] = FaultKind.Reset,
        ["stall_before_first_token"] = FaultKind.StallBeforeFirstToken,
        ["stall_mid_stream"] = FaultKind.StallMidStream,
        ["cut_mid_stream"] = FaultKind.CutMidStream,
        ["end_mid_stream"] = FaultKind.EndMidStream,
        ["error_in_band"] = FaultKind.ErrorInBand,
        ["slow"] = FaultKind.Slow,
        ["garbage"] = FaultKind.Garbage,
        ["oom_on_load"] = FaultKind.OomOnLoad,
        ["slow_disk"] = FaultKind.SlowDisk,
        ["vram_shrink"] = FaultKind.VramShrink,
        ["crash"] = FaultKind.Crash,
        ["model_added"] = FaultKind.ModelAdded,
        ["model_removed"] = FaultKind.ModelRemoved,
        ["model_replaced"] = FaultKind.ModelReplaced,
    };

    public static string Names => string.Join(", ", _byName.Keys);

    public static FaultKind? Find(string? name) =>
        name is not null && _byName.TryGetValue(name, out var kind) ? kind : null;

    public static string NameOf(FaultKind kind) => _byName.First(pair => pair.Value == kind).Key;

    /// <summary>Happens once, to the machine.</summary>
    public static bool IsOfMachine(FaultKind kind) => kind >= FaultKind.SlowDisk;

    /// <summary>Happens to answers and embeddings.</summary>
    public static bool IsOfRequest(FaultKind kind) => kind < FaultKind.OomOnLoad;
}
