using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Router;

/// <summary>What the router accepts and prefers.</summary>
public sealed class RouterOptions
{
    public const string SectionName = "Router";

    /// <summary>
    /// Task type (or "default") → patterns of model names, best first; '*' stands for any run of characters. Where a
    /// pattern matches, it decides before everything else. Empty: the built-in preferences.
    /// </summary>
    public IDictionary<string, string[]> Preferences { get; } =
        new Dictionary<string, string[]>(StringComparer.Ordinal);

    /// <summary>
    /// Role ("planner", "analyzer", "generator", "judge", "fallback", …) → patterns of model names, best first; an aim
    /// ("auto:quality") at the end lets all other models follow by that aim, and without one no other model takes the role.
    /// A role that is not here is chosen by the aim of the request.
    /// </summary>
    public IDictionary<string, string[]> Roles { get; } =
        new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Models that may answer for a named one that has no usable replica. Empty: a named model is never replaced.</summary>
    public IList<FallbackOptions> Fallbacks { get; } = [];

    /// <summary>Characters of one turn that the classifier reads at most: half from its start, half from its end.</summary>
    [Range(500, 20_000)]
    public int ClassifiedChars { get; set; } = 4_000;

    /// <summary>Turns that a request may carry.</summary>
    [Range(1, 10_000)]
    public int MaxTurns { get; set; } = 1_000;

    /// <summary>Characters that all turns of a request may have together.</summary>
    [Range(1_000, 8_000_000)]
    public int MaxTotalChars { get; set; } = 2_000_000;

    /// <summary>Characters that a name (model, replica, run) may have.</summary>
    [Range(32, 1_024)]
    public int MaxNameChars { get; set; } = 256;

    /// <summary>Failed replicas that a request may name.</summary>
    [Range(1, 1_000)]
    public int MaxFailedReplicas { get; set; } = 64;

    /// <summary>Hashes of a conversation's beginning that a request may carry.</summary>
    [Range(0, 64)]
    public int MaxPrefixHashes { get; set; } = 64;

    /// <summary>Headers for operators' rules that a request may carry.</summary>
    [Range(0, 1_000)]
    public int MaxHeaders { get; set; } = 64;

    /// <summary>Characters that the value of such a header may have.</summary>
    [Range(16, 8_192)]
    public int MaxHeaderChars { get; set; } = 1_024;

    /// <summary>Reports of attempts that one message may carry.</summary>
    [Range(1, 10_000)]
    public int MaxReports { get; set; } = 1_000;

    /// <summary>Tokens of the context that have to be left for the answer; less when the client asks for less.</summary>
    [Range(1, 8_192)]
    public int AnswerReserveTokens { get; set; } = 256;

    /// <summary>How long after its start a router without a registry still counts as not ready; then it answers refusals.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ReadyGrace { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>One chain of fallbacks.</summary>
public sealed class FallbackOptions
{
    /// <summary>
    /// Name of the model, '*' for any run of characters; the first entry that matches counts. For a name that no replica has,
    /// only an entry of exactly that name counts.
    /// </summary>
    public string Model { get; set; } = "";

    /// <summary>Patterns of the models that may answer instead, best first.</summary>
    public string[] Use { get; set; } = [];
}
