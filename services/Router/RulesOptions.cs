using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Router;

/// <summary>Operators' rules: where they are and what they may cost. Their format: docs/rules.md.</summary>
public sealed class RulesOptions
{
    public const string SectionName = "Router:Rules";

    /// <summary>YAML file of the rules. Empty: no rules. A file that is wrong or missing when the router starts stops the start.</summary>
    public string File { get; set; } = "";

    /// <summary>
    /// How often the file is read again. Its content is compared, so a file behind links (a ConfigMap of Kubernetes) works,
    /// too. A new file that is wrong changes nothing.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Rules that the file may have.</summary>
    [Range(1, 1_000)]
    public int MaxRules { get; set; } = 500;

    /// <summary>Characters of the newest user message that regular expressions read at most: half from its start, half from its end.</summary>
    [Range(100, 100_000)]
    public int MatchedChars { get; set; } = 4_000;

    /// <summary>How long one regular expression may take; a rule whose expression takes longer does not hold.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:01")]
    public TimeSpan MatchTimeout { get; set; } = TimeSpan.FromMilliseconds(10);

    internal Rules.RuleLimits ToLimits() => new(MaxRules, MatchedChars, MatchTimeout);
}
