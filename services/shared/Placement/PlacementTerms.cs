using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Placement;

/// <summary>On what terms a caller wants its question placed: who goes first, whose share it is, what time and money are worth.</summary>
internal sealed record PlacementTerms
{
    public static readonly PlacementTerms None = new();

    public RequestPriority Priority { get; init; } = RequestPriority.Interactive;

    /// <summary>Whose share of the fleet it uses: a hash, never a key. Empty: everybody without one.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>Time from the question to the first token; null for as long as it takes.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Quality (0 to 1) that one second is worth; null leaves it to the router.</summary>
    public double? LatencyWeight { get; init; }

    /// <summary>Quality (0 to 1) that one unit of money is worth; null leaves it to the router.</summary>
    public double? CostWeight { get; init; }

    /// <summary>One model call, whatever would be better.</summary>
    public bool SingleOnly { get; init; }

    /// <summary>Headers that operators' rules may look at, names in lower case. Never credentials.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
