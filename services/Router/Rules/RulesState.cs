using System.Collections.Immutable;
using Orchestrator.Files;

namespace Orchestrator.Router.Rules;

/// <summary>Which rules hold, and what is wrong with the file since. Pure.</summary>
/// <param name="Refused">Version of the file that was wrong; empty when there is none, or when it could not be read.</param>
/// <param name="Problems">Why the file is not what holds; empty when it is.</param>
internal sealed record RulesState(RuleSet Current, string Refused, ImmutableArray<FileProblem> Problems)
{
    public static readonly RulesState Empty = new(RuleSet.Empty, "", []);

    public bool IsGood => Problems.IsEmpty;

    /// <summary>After the file was read again. A file that is wrong leaves the rules as they are and is told once.</summary>
    public (RulesState State, RulesChange Change) After(RulesContent content, string file, RuleLimits limits) =>
        content switch
        {
            RulesContent.Unreadable unreadable => Lost(new FileProblem(file, 0, "", unreadable.Why)),
            RulesContent.Text text when text.Version == Refused => (this, RulesChange.None),
            RulesContent.Text text when text.Version == Current.Version => IsGood
                ? (this, RulesChange.None)
                : (new RulesState(Current, "", []), RulesChange.Loaded),
            RulesContent.Text text => With(text, RulesFile.Read(text.Yaml, file, text.Version, limits)),
            _ => (this, RulesChange.None),
        };

    private (RulesState State, RulesChange Change) Lost(FileProblem problem) =>
        Refused.Length == 0 && Problems is [var known] && known == problem
            ? (this, RulesChange.None)
            : (new RulesState(Current, "", [problem]), RulesChange.Unreadable);

    private (RulesState State, RulesChange Change) With(RulesContent.Text text, FileReading<RuleSet> reading) =>
        reading.IsGood
            ? (new RulesState(reading.Value, "", []), RulesChange.Loaded)
            : (new RulesState(Current, text.Version, reading.Problems), RulesChange.Refused);
}

/// <summary>What reading the file again has changed.</summary>
internal enum RulesChange
{
    None,

    /// <summary>Its rules hold now.</summary>
    Loaded,

    /// <summary>It is wrong, and the rules stay as they were.</summary>
    Refused,

    /// <summary>It is not there, or cannot be read; the rules stay as they were.</summary>
    Unreadable,
}
