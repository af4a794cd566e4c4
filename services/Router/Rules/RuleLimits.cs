namespace Orchestrator.Router.Rules;

/// <summary>What rules may cost. What a whole file may cost is in <see cref="Files.FileLimits"/>.</summary>
/// <param name="MatchedChars">Of the newest user message, read by regular expressions.</param>
internal sealed record RuleLimits(int MaxRules, int MatchedChars, TimeSpan MatchTimeout)
{
    /// <summary>Bytes of the file.</summary>
    public const int MaxFileBytes = 1 << 20;

    /// <summary>Entries of one list.</summary>
    public const int MaxEntries = 100;

    public const int MaxNameChars = 100;

    public const int MaxPatternChars = 200;

    public const int MaxExpressionChars = 500;

    public static readonly RuleLimits Default = new RulesOptions().ToLimits();
}
