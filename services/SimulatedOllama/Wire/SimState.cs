using System.Text.Json.Serialization;

namespace Orchestrator.SimulatedOllama.Wire;

/// <summary><c>GET /_sim/state</c>: what a real Ollama does not tell anybody.</summary>
/// <param name="Version">Counts the host's events: <c>?after=version</c> waits for the next one.</param>
internal sealed record SimState(
    long Version,
    string Name,
    string Preset,
    string Ollama,
    bool Simulated,
    long VramBytes,
    long VramUsedBytes,
    int PendingLoads,
    SimModel[] Models,
    SimFault[] Faults
);

/// <param name="State">unloaded, loading, loaded or draining.</param>
/// <param name="Running">Requests in a slot now.</param>
/// <param name="Queued">Requests waiting for a slot or for the load.</param>
/// <param name="LoadOnly">Of those that were started: they only had the model loaded.</param>
internal sealed record SimModel(
    string Name,
    string State,
    int Slots,
    int Running,
    int Queued,
    long Arrived,
    long Started,
    long Finished,
    long Cancelled,
    long Failed,
    long Refused,
    long LoadOnly
);

/// <param name="Remaining">Requests it still hits; absent until cleared.</param>
internal sealed record SimFault(
    long Id,
    string Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Model,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Remaining
)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Factor { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Path { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Milliseconds { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Seconds { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Bytes { get; init; }
}

/// <summary><c>GET /_sim/faults</c>, oldest first.</summary>
internal sealed record SimFaults(SimFault[] Faults);
