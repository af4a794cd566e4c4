using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Decisions;

/// <summary>A request as it was asked, checked against the limits.</summary>
internal sealed record RouteInput(
    string RunId,
    string RequestedModel,
    IReadOnlyList<ConversationTurn> Turns,
    long TotalChars,
    int ToolCount,
    int ImageCount,
    bool WantsJson,
    bool WantsThinking,
    int MaxTokens,
    IReadOnlyList<string> FailedReplicas,
    bool DryRun
)
{
    public RequestPriority Priority { get; init; }

    /// <summary>Whose share it uses: a key's name or hash, never the key.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>Time until the first token has to be there.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Cumulative hashes of the prompt's blocks, from its beginning.</summary>
    public IReadOnlyList<ulong> Prefix { get; init; } = [];

    /// <summary>Headers that operators' rules may look at, names in lower case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>What the caller says a second is worth, in quality; null: what the aim says.</summary>
    public double? LatencyWeight { get; init; }

    /// <summary>What the caller says a unit of money is worth, in quality; null: what the aim says.</summary>
    public double? CostWeight { get; init; }

    /// <summary>What the model is needed for inside of a strategy; empty for nothing in particular.</summary>
    public string Role { get; init; } = "";

    /// <summary>One model call, whatever would be better.</summary>
    public bool SingleOnly { get; init; }
}

/// <summary>Who goes first where somebody has to wait; the smaller value does.</summary>
internal enum RequestPriority
{
    Interactive,
    Normal,
    Batch,
}
