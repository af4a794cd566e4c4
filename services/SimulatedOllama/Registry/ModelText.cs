using System.Collections.Immutable;
using System.Text.Json;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>What a created model brings besides its weights. Null and empty: not set.</summary>
internal sealed record ModelText
{
    public static ModelText None { get; } = new();

    public string? Template { get; init; }

    public string? System { get; init; }

    public ImmutableArray<string> Licenses { get; init; } = [];

    /// <summary>Options that hold unless a request says otherwise: a JSON object.</summary>
    public JsonElement? Parameters { get; init; }

    public ImmutableArray<ModelMessage> Messages { get; init; } = [];
}

/// <summary>A message that comes before those of each conversation.</summary>
internal sealed record ModelMessage(string Role, string Content);
